package io.cassport.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.parquet.bytes.BytesInput;

/** The bytes of a page as codecs want them. */
final class Pages {
  private Pages() {}

  static byte[] bytes(BytesInput page) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(Math.toIntExact(page.size()));
    page.writeAllTo(bytes);
    return bytes.toByteArray();
  }
}
