package io.cassport.format.values;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;

/** CQL's decimals: four bytes of scale, then the unscaled number in two's complement. */
public final class Decimals {
  private Decimals() {}

  /** The number. */
  public static BigDecimal decode(byte[] data, int offset, int length) {
    if (length < 5) {
      throw BadValueException.noLiteral("it has " + length + " bytes, too few for a decimal");
    }
    int scale = ByteBuffer.wrap(data, offset, 4).getInt();
    return new BigDecimal(number(data, offset + 4, length - 4), scale);
  }

  /** A varint; one that is not written in its shortest form could not come back the same. */
  public static BigInteger number(byte[] data, int offset, int length) {
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

  /** The bytes of a decimal, its scale kept. */
  public static ByteBuffer encode(BigDecimal decimal) {
    byte[] unscaled = decimal.unscaledValue().toByteArray();
    return ByteBuffer.allocate(4 + unscaled.length).putInt(decimal.scale()).put(unscaled).flip();
  }
}
