package io.cassport.parquet.decoding;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.parquet.io.api.Binary;

/** CQL bytes of values one behind the other, in an array that is reused. */
public final class CqlBytes {
  /** Numbers as CQL has them. */
  static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  /** Numbers as CQL has them. */
  static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private byte[] data = new byte[64];
  private int length;

  byte[] data() {
    return data;
  }

  int length() {
    return length;
  }

  /** Gives up what was appended after a length. */
  void truncate(int newLength) {
    length = newLength;
  }

  /** Makes room and returns where it begins. */
  int reserve(int bytes) {
    int start = length;
    int needed = Math.addExact(start, bytes);
    if (needed > data.length) {
      long doubled = Math.min(Integer.MAX_VALUE - 16L, data.length * 2L);
      data = Arrays.copyOf(data, (int) Math.max(needed, doubled));
    }
    length = needed;
    return start;
  }

  /** Appends the lowest byte. */
  public void putByte(int value) {
    int at = reserve(1);
    data[at] = (byte) value;
  }

  /** Appends the two lowest bytes. */
  public void putShort(int value) {
    int at = reserve(Short.BYTES);
    data[at] = (byte) (value >> Byte.SIZE);
    data[at + 1] = (byte) value;
  }

  /** Appends four bytes, the highest first. */
  public void putInt(int value) {
    int at = reserve(Integer.BYTES);
    INTS.set(data, at, value);
  }

  /** Appends eight bytes, the highest first. */
  public void putLong(long value) {
    int at = reserve(Long.BYTES);
    LONGS.set(data, at, value);
  }

  /** Appends bytes. */
  public void put(byte[] value) {
    int at = reserve(value.length);
    System.arraycopy(value, 0, data, at, value.length);
  }

  /** Appends bytes. */
  public void put(Binary value) {
    put(value.toByteBuffer());
  }

  /** Appends what remains in a buffer, without consuming it. */
  public void put(ByteBuffer value) {
    int count = value.remaining();
    int at = reserve(count);
    value.get(value.position(), data, at, count);
  }
}
