package io.cassport.format.values;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Checks of text that no writer has vouched for. */
public final class Texts {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long NOT_ASCII = 0x8080_8080_8080_8080L;

  private Texts() {}

  /** A text as UTF-8. */
  public static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Looks at bytes.
   *
   * @throws BadValueException when they are not UTF-8
   */
  public static void requireUtf8(byte[] data, int offset, int length) {
    int end = offset + length;
    int at = offset;
    while ((at = asciiEnd(data, at, end)) < end) {
      at += sequence(data, at, end);
    }
  }

  /**
   * Looks at bytes.
   *
   * @throws BadValueException when they are not ASCII
   */
  public static void requireAscii(byte[] data, int offset, int length) {
    if (asciiEnd(data, offset, offset + length) < offset + length) {
      throw BadValueException.noLiteral("it has characters that ascii has not; use text");
    }
  }

  /** Where ASCII ends, eight bytes at a time. */
  private static int asciiEnd(byte[] data, int from, int end) {
    int at = from;
    while (at + Long.BYTES <= end) {
      long high = (long) LONGS.get(data, at) & NOT_ASCII;
      if (high != 0) {
        return at + (Long.numberOfTrailingZeros(high) >>> 3);
      }
      at += Long.BYTES;
    }
    if (at < end && end - from >= Long.BYTES) {
      // the last eight bytes again, of which the first ones have been seen
      long high = (long) LONGS.get(data, end - Long.BYTES) & NOT_ASCII;
      return high == 0 ? end : end - Long.BYTES + (Long.numberOfTrailingZeros(high) >>> 3);
    }
    while (at < end && data[at] >= 0) {
      at++;
    }
    return at;
  }

  /** The bytes of a character that is not ASCII; RFC 3629, section 4, is this table. */
  private static int sequence(byte[] data, int at, int end) {
    int first = data[at] & 0xff;
    int length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    if (first < 0xc2 || first > 0xf4 || end - at < length) {
      throw noText();
    }
    int least = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    int greatest = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    int second = data[at + 1] & 0xff;
    boolean isText = second >= least && second <= greatest;
    for (int i = 2; i < length; i++) {
      isText &= (data[at + i] & 0xc0) == 0x80;
    }
    if (!isText) {
      throw noText();
    }
    return length;
  }

  private static BadValueException noText() {
    return BadValueException.noLiteral("its bytes are no UTF-8 text; load it into a blob");
  }
}
