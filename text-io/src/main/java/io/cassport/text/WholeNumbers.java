package io.cassport.text;

import io.cassport.format.values.BadValueException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/** tinyint, smallint, int and bigint. */
final class WholeNumbers extends ScalarForm {
  /** A text with more digits or a larger exponent is not looked at any further. */
  private static final int MOST_DIGITS = 400;

  private final int width;
  private final long min;
  private final long max;

  /**
   * Makes it.
   *
   * @param width its bytes
   */
  WholeNumbers(String type, int width) {
    super(type, Kind.NUMBER);
    this.width = width;
    this.max = Long.MAX_VALUE >> (64 - 8 * width);
    this.min = -max - 1;
  }

  @Override
  public void print(byte[] data, int offset, int length, ByteBuilder out) {
    BadValueException.requireLength(length, width, type());
    out.putDigits(
        switch (width) {
          case 1 -> data[offset];
          case 2 -> (short) (data[offset] << 8 | data[offset + 1] & 0xff);
          case 4 -> ByteBuilder.intAt(data, offset);
          default -> ByteBuilder.longAt(data, offset);
        });
  }

  @Override
  public void parse(byte[] text, int offset, int length, ByteBuilder out) {
    long value = value(text, offset, length);
    if (value < min || value > max) {
      throw outOfRange(text, offset, length);
    }
    switch (width) {
      case 1 -> out.put((int) value);
      case 2 -> out.putShort((int) value);
      case 4 -> out.putInt((int) value);
      default -> out.putLong(value);
    }
  }

  private long value(byte[] text, int offset, int length) {
    int start = stripStart(text, offset, offset + length);
    int end = stripEnd(text, start, offset + length);
    int at = start;
    boolean negative = at < end && text[at] == '-';
    if (at < end && (negative || text[at] == '+')) {
      at++;
    }
    if (at == end || end - at > 18) {
      return exact(text, start, end);
    }
    long value = 0;
    for (; at < end; at++) {
      int digit = text[at] - '0';
      if (digit < 0 || digit > 9) {
        return exact(text, start, end);
      }
      value = value * 10 + digit;
    }
    return negative ? -value : value;
  }

  /** Longer numbers, and those that are whole though they are written with a point. */
  private long exact(byte[] text, int start, int end) {
    int length = end - start;
    if (length == 0 || length > MOST_DIGITS) {
      throw noValue(text, start, length);
    }
    try {
      BigDecimal number =
          new BigDecimal(new String(text, start, length, StandardCharsets.ISO_8859_1));
      if ((long) number.precision() - number.scale() > MOST_DIGITS) {
        throw outOfRange(text, start, length);
      }
      BigInteger whole = number.stripTrailingZeros().toBigIntegerExact();
      if (whole.bitLength() > 63) {
        throw outOfRange(text, start, length);
      }
      return whole.longValue();
    } catch (ArithmeticException e) {
      throw BadValueException.range(
          "'" + shown(text, start, length) + "' is not whole, as a " + type() + " is");
    } catch (NumberFormatException e) {
      throw noValue(text, start, length);
    }
  }
}
