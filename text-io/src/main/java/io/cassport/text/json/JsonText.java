package io.cassport.text.json;

import io.cassport.format.values.Texts;
import io.cassport.text.ByteBuilder;
import java.nio.charset.StandardCharsets;

/** Strings as JSON writes them, in UTF-8. */
final class JsonText {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private JsonText() {}

  /**
   * Appends a string in quotes.
   *
   * @throws io.cassport.format.values.BadValueException when the bytes are no UTF-8
   */
  static void put(byte[] utf8, int offset, int length, ByteBuilder out) {
    Texts.requireUtf8(utf8, offset, length);
    out.put('"');
    int end = offset + length;
    int plain = offset;
    for (int i = offset; i < end; i++) {
      byte b = utf8[i];
      if (b == '"' || b == '\\' || b >= 0 && b < ' ') {
        out.put(utf8, plain, i - plain);
        escape(b, out);
        plain = i + 1;
      }
    }
    out.put(utf8, plain, end - plain);
    out.put('"');
  }

  /** Appends a text in quotes. */
  static void put(String text, ByteBuilder out) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    put(utf8, 0, utf8.length, out);
  }

  private static void escape(byte b, ByteBuilder out) {
    out.put('\\');
    switch (b) {
      case '"', '\\' -> out.put(b);
      case '\b' -> out.put('b');
      case '\t' -> out.put('t');
      case '\n' -> out.put('n');
      case '\f' -> out.put('f');
      case '\r' -> out.put('r');
      default -> out.putAscii("u00").put(HEX[b >> 4]).put(HEX[b & 0xf]);
    }
  }
}
