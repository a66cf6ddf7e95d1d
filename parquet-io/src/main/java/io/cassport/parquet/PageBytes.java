package io.cassport.parquet;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;

/** A page's bytes as codecs want them: where they are already, if that is one array. */
final class PageBytes {
  private final byte[] array;
  private final int offset;
  private final int length;

  private PageBytes(byte[] array, int offset, int length) {
    this.array = array;
    this.offset = offset;
    this.length = length;
  }

  static PageBytes of(BytesInput page) {
    return of(page.toByteBuffer(HeapByteBufferAllocator.getInstance(), unneeded -> {}));
  }

  static PageBytes of(ByteBuffer page) {
    if (page.hasArray()) {
      return new PageBytes(page.array(), page.arrayOffset() + page.position(), page.remaining());
    }
    byte[] copy = new byte[page.remaining()];
    page.get(page.position(), copy);
    return new PageBytes(copy, 0, copy.length);
  }

  byte[] array() {
    return array;
  }

  int offset() {
    return offset;
  }

  int length() {
    return length;
  }

  PageBytes part(int from, int partLength) {
    return new PageBytes(array, from, partLength);
  }

  InputStream stream() {
    return new ByteArrayInputStream(array, offset, length);
  }
}
