package io.cassport.parquet;

import org.apache.parquet.io.api.Binary;

/** IEEE 754 half-precision numbers, which Parquet stores in two little-endian bytes. */
final class HalfFloats {
  private static final int EXPONENT_BIAS_DIFFERENCE = 127 - 15;

  private HalfFloats() {}

  static float toFloat(Binary value) {
    byte[] bytes = value.getBytes();
    int half = (bytes[1] & 0xff) << 8 | (bytes[0] & 0xff);
    int sign = (half & 0x8000) << 16;
    int exponent = half >> 10 & 0x1f;
    int fraction = half & 0x3ff;
    if (exponent == 0) {
      float subnormal = fraction * 0x1p-24f;
      return sign == 0 ? subnormal : -subnormal;
    }
    int wide = exponent == 0x1f ? 0xff : exponent + EXPONENT_BIAS_DIFFERENCE;
    return Float.intBitsToFloat(sign | wide << 23 | fraction << 13);
  }
}
