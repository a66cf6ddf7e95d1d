package io.cassport.parquet;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** CQL's decimals: four bytes of scale, then the unscaled number in two's complement. */
final class Decimals {
  private Decimals() {}

  static BigDecimal decode(byte[] data, int offset, int length) {
    if (length < 5) {
      throw BadValueException.noLiteral("it has " + length + " bytes, too few for a decimal");
    }
    int scale = (int) LeafWriter.INTS.get(data, offset);
    return new BigDecimal(number(data, offset + 4, length - 4), scale);
  }

  /** A varint; one that is not written in its shortest form could not come back the same. */
  static BigInteger number(byte[] data, int offset, int length) {
    if (length == 0) {
      throw BadValueException.noLiteral("it is an empty number, which only CQL knows");
    }
    if (length > 1
        && (data[offset] == 0 && data[offset + 1] >= 0
            || data[offset] == -1 && data[offset + 1] < 0)) {
      throw BadValueException.noLiteral("it is a number that is not in its shortest form");
    }
    return new BigInteger(data, offset, length);
  }

  static ByteBuffer encode(BigDecimal decimal) {
    byte[] unscaled = decimal.unscaledValue().toByteArray();
    return ByteBuffer.allocate(4 + unscaled.length).putInt(decimal.scale()).put(unscaled).flip();
  }

  /** The unscaled number at a given scale. The scale itself is not kept, so it must be that one. */
  static byte[] unscaled(byte[] data, int offset, int length, WriteSettings.Decimal type) {
    BigDecimal value = decode(data, offset, length);
    if (value.scale() != type.scale() || value.precision() > type.precision()) {
      throw BadValueException.range(
          "decimal "
              + value
              + " does not have the scale or precision of DECIMAL_TYPE='"
              + type.precision()
              + ","
              + type.scale()
              + "' and would come back another; use DECIMAL_TYPE='STRING'");
    }
    return value.unscaledValue().toByteArray();
  }

  /** Bytes that hold any number of a precision. */
  static int width(int precision) {
    return BigInteger.TEN.pow(precision).subtract(BigInteger.ONE).bitLength() / 8 + 1;
  }

  static byte[] signExtend(byte[] number, int width) {
    byte[] wide = new byte[width];
    Arrays.fill(wide, 0, width - number.length, (byte) (number[0] < 0 ? -1 : 0));
    System.arraycopy(number, 0, wide, width - number.length, number.length);
    return wide;
  }
}
