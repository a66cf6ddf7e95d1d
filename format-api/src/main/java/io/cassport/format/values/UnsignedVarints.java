package io.cassport.format.values;

/**
 * The unsigned variable-length integers of Cassandra's VIntCoding, here as element lengths: the
 * leading ones of the first byte count the bytes that follow.
 */
public final class UnsignedVarints {
  private UnsignedVarints() {}

  /**
   * The number at an offset.
   *
   * @throws BadValueException when it is not whole or no length
   */
  public static int read(byte[] data, int offset, int end) {
    if (offset >= end) {
      throw BadValueException.noLiteral("it ends inside a length");
    }
    int first = data[offset];
    if (first >= 0) {
      return first;
    }
    int extra = Integer.numberOfLeadingZeros(~first) - 24;
    if (offset + 1 + extra > end) {
      throw BadValueException.noLiteral("it ends inside a length");
    }
    long value = first & (0xff >> extra);
    for (int i = 1; i <= extra; i++) {
      value = value << 8 | (data[offset + i] & 0xff);
    }
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw BadValueException.noLiteral("an element's length is out of range");
    }
    return (int) value;
  }

  /** The bytes that a number takes. */
  public static int size(int value) {
    int bits = Math.max(1, 32 - Integer.numberOfLeadingZeros(value));
    return (bits + 6) / 7;
  }

  /** Writes a number at an offset; the space is there. */
  public static void write(byte[] data, int offset, int value) {
    int size = size(value);
    int extra = size - 1;
    long marked = extra == 0 ? value : value | (long) (0xff << (8 - extra) & 0xff) << (8 * extra);
    for (int i = 0; i < size; i++) {
      data[offset + i] = (byte) (marked >> (8 * (extra - i)));
    }
  }
}
