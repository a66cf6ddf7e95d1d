package io.cassport.parquet.decoding;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;

/** A page's bytes where they are already, if that is one array; else copied to one. */
public final class PageBytes {
  private final byte[] array;
  private final int offset;
  private final int length;

  private PageBytes(byte[] array, int offset, int length) {
    this.array = array;
    this.offset = offset;
    this.length = length;
  }

  /** All bytes of a page. */
  public static PageBytes of(BytesInput page) {
    return of(page.toByteBuffer(HeapByteBufferAllocator.getInstance(), unneeded -> {}));
  }

  /** What remains in a buffer, which is not consumed. */
  public static PageBytes of(ByteBuffer page) {
    if (page.hasArray()) {
      return new PageBytes(page.array(), page.arrayOffset() + page.position(), page.remaining());
    }
    byte[] copy = new byte[page.remaining()];
    page.get(page.position(), copy);
    return new PageBytes(copy, 0, copy.length);
  }

  /** The array, which holds other bytes, too. */
  public byte[] array() {
    return array;
  }

  /** Where the page begins in it. */
  public int offset() {
    return offset;
  }

  /** The page's bytes. */
  public int length() {
    return length;
  }

  /** Where the page ends in the array. */
  int end() {
    return offset + length;
  }

  /** The rest from an index into the array on. */
  PageBytes from(int start) {
    return new PageBytes(array, start, end() - start);
  }

  /**
   * A part of the same array.
   *
   * @param from index into the array
   */
  public PageBytes part(int from, int partLength) {
    return new PageBytes(array, from, partLength);
  }

  /** A stream over them. */
  public InputStream stream() {
    return new ByteArrayInputStream(array, offset, length);
  }
}
