package io.cassport.parquet;

import io.cassport.format.values.BadValueException;
import io.cassport.format.values.Decimals;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;

/** Decimals whose scale and precision are the column's. */
final class FixedDecimals {
  private FixedDecimals() {}

  /** The unscaled number at a given scale. The scale itself is not kept, so it must be that one. */
  static byte[] unscaled(byte[] data, int offset, int length, WriteSettings.Decimal type) {
    BigDecimal value = Decimals.decode(data, offset, length);
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
