package io.cassport.text.json;

import io.cassport.format.values.BadValueException;
import io.cassport.text.ByteBuilder;

/** Characters as UTF-8. */
final class Utf8 {
  private Utf8() {}

  /** Appends characters; half a surrogate pair, which JSON can escape, is no text. */
  static void put(char[] chars, int offset, int length, ByteBuilder out) {
    int start = out.reserve(Math.multiplyExact(length, 3));
    byte[] data = out.data();
    int at = start;
    int end = offset + length;
    for (int i = offset; i < end; i++) {
      char c = chars[i];
      if (c < 0x80) {
        data[at++] = (byte) c;
      } else if (c < 0x800) {
        data[at++] = (byte) (0xc0 | c >> 6);
        data[at++] = (byte) (0x80 | c & 0x3f);
      } else if (!Character.isSurrogate(c)) {
        data[at++] = (byte) (0xe0 | c >> 12);
        data[at++] = (byte) (0x80 | c >> 6 & 0x3f);
        data[at++] = (byte) (0x80 | c & 0x3f);
      } else if (Character.isHighSurrogate(c)
          && i + 1 < end
          && Character.isLowSurrogate(chars[i + 1])) {
        int code = Character.toCodePoint(c, chars[++i]);
        data[at++] = (byte) (0xf0 | code >> 18);
        data[at++] = (byte) (0x80 | code >> 12 & 0x3f);
        data[at++] = (byte) (0x80 | code >> 6 & 0x3f);
        data[at++] = (byte) (0x80 | code & 0x3f);
      } else {
        throw BadValueException.noLiteral(
            String.format("it has half a surrogate pair, \\u%04x, which is no text", (int) c));
      }
    }
    out.truncate(at);
  }
}
