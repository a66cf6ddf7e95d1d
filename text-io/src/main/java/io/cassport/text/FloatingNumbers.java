package io.cassport.text;

import io.cassport.format.values.BadValueException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** float and double, whose texts are the shortest that Java reads back to the same number. */
final class FloatingNumbers extends ScalarForm {
  private static final int CANONICAL_FLOAT_NAN = 0x7fc00000;
  private static final long CANONICAL_DOUBLE_NAN = 0x7ff8000000000000L;

  private final boolean wide;

  FloatingNumbers(boolean wide) {
    super(wide ? "double" : "float", Kind.NUMBER);
    this.wide = wide;
  }

  @Override
  public void print(byte[] data, int offset, int length, ByteBuilder out) {
    BadValueException.requireLength(length, wide ? 8 : 4, type());
    if (wide) {
      double value = Double.longBitsToDouble(ByteBuilder.longAt(data, offset));
      requireCanonical(
          !Double.isNaN(value) || ByteBuilder.longAt(data, offset) == CANONICAL_DOUBLE_NAN);
      out.putAscii(Double.toString(value));
    } else {
      float value = Float.intBitsToFloat(ByteBuilder.intAt(data, offset));
      requireCanonical(
          !Float.isNaN(value) || ByteBuilder.intAt(data, offset) == CANONICAL_FLOAT_NAN);
      out.putAscii(Float.toString(value));
    }
  }

  private static void requireCanonical(boolean canonical) {
    if (!canonical) {
      throw BadValueException.range("it is a NaN with bits of its own, which text does not keep");
    }
  }

  @Override
  public void parse(byte[] text, int offset, int length, ByteBuilder out) {
    int start = stripStart(text, offset, offset + length);
    int end = stripEnd(text, start, offset + length);
    String number = new String(text, start, end - start, StandardCharsets.ISO_8859_1);
    Double named = named(number);
    if (named == null && !isNumber(text, start, end)) {
      throw noValue(text, offset, length);
    }
    try {
      if (wide) {
        double value = named == null ? Double.parseDouble(number) : named;
        if (named == null && Double.isInfinite(value)) {
          throw outOfRange(text, offset, length);
        }
        out.putLong(Double.doubleToLongBits(value));
      } else {
        float value = named == null ? Float.parseFloat(number) : named.floatValue();
        if (named == null && Float.isInfinite(value)) {
          throw outOfRange(text, offset, length);
        }
        out.putInt(Float.floatToIntBits(value));
      }
    } catch (NumberFormatException e) {
      throw noValue(text, offset, length);
    }
  }

  /** Java's own parser takes more than numbers: suffixes, hexadecimal digits. */
  private static boolean isNumber(byte[] text, int start, int end) {
    for (int i = start; i < end; i++) {
      byte b = text[i];
      boolean part =
          b >= '0' && b <= '9' || b == '.' || b == '-' || b == '+' || b == 'e' || b == 'E';
      if (!part) {
        return false;
      }
    }
    return end > start;
  }

  private static Double named(String text) {
    if (text.length() < 3 || Character.isDigit(text.charAt(text.length() - 1))) {
      return null;
    }
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "nan" -> Double.NaN;
      case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
      case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
      default -> null;
    };
  }
}
