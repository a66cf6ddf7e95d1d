package io.cassport.parquet.encoding;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;

/** Bytes that are appended, little-endian, in an array that is reused. */
final class GrowingBytes {
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  /** Little-endian. */
  static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] data = new byte[1 << 10];
  private int length;

  int length() {
    return length;
  }

  byte[] data() {
    return data;
  }

  void clear() {
    length = 0;
  }

  /** The bytes themselves, not a copy. */
  BytesInput view() {
    return BytesInput.from(data, 0, length);
  }

  private int reserve(int bytes) {
    int start = length;
    int needed = Math.addExact(start, bytes);
    if (needed > data.length) {
      data =
          Arrays.copyOf(
              data, (int) Math.min(Integer.MAX_VALUE - 16L, Math.max(needed, data.length * 2L)));
    }
    length = needed;
    return start;
  }

  void put(int value) {
    int at = reserve(1);
    data[at] = (byte) value;
  }

  void putInt(int value) {
    int at = reserve(Integer.BYTES);
    INTS.set(data, at, value);
  }

  void putLong(long value) {
    int at = reserve(Long.BYTES);
    LONGS.set(data, at, value);
  }

  void putBytes(byte[] source, int offset, int count) {
    int at = reserve(count);
    System.arraycopy(source, offset, data, at, count);
  }

  /** A number as an unsigned LEB128. */
  void putVarint(int value) {
    int rest = value;
    while ((rest & ~0x7f) != 0) {
      put(rest & 0x7f | 0x80);
      rest >>>= 7;
    }
    put(rest);
  }

  /** Writes over four bytes that are there. */
  void setInt(int at, int value) {
    INTS.set(data, at, value);
  }
}
