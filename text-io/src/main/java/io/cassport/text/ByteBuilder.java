package io.cassport.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that grow at their end: text on its way out, or CQL values on their way in. */
public final class ByteBuilder {
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /** The most bytes of an array on every JVM. */
  private static final int LARGEST = Integer.MAX_VALUE - 16;

  private byte[] data;
  private int length;

  /** Makes an empty one with room for some bytes. */
  public ByteBuilder(int capacity) {
    data = new byte[Math.max(16, capacity)];
  }

  /** The array that holds the bytes; replaced when it grows. */
  public byte[] data() {
    return data;
  }

  /** How many bytes there are. */
  public int length() {
    return length;
  }

  /** Forgets all bytes and keeps the array, unless it has become larger than it should. */
  public void clear(int largestKept) {
    length = 0;
    if (data.length > largestKept) {
      data = new byte[Math.max(16, largestKept)];
    }
  }

  /** Forgets all bytes and keeps the array. */
  public void clear() {
    length = 0;
  }

  /** Gives up the bytes from an offset on. */
  public void truncate(int offset) {
    length = offset;
  }

  /** Makes room for bytes, whose content is undefined, and returns where they begin. */
  public int reserve(int bytes) {
    int start = length;
    long needed = (long) length + bytes;
    if (needed > data.length) {
      if (needed > LARGEST) {
        throw new OutOfMemoryError("rows of more than 2 GB");
      }
      data = Arrays.copyOf(data, (int) Math.min(LARGEST, Math.max(needed, data.length * 2L)));
    }
    length = (int) needed;
    return start;
  }

  /** Appends one byte. */
  public ByteBuilder put(int value) {
    int at = reserve(1);
    data[at] = (byte) value;
    return this;
  }

  /** Appends bytes. */
  public ByteBuilder put(byte[] source, int offset, int count) {
    int at = reserve(count);
    System.arraycopy(source, offset, data, at, count);
    return this;
  }

  /** Appends bytes. */
  public ByteBuilder put(byte[] source) {
    return put(source, 0, source.length);
  }

  /** Appends a buffer's bytes without consuming it. */
  public ByteBuilder put(ByteBuffer source) {
    int count = source.remaining();
    int at = reserve(count);
    source.get(source.position(), data, at, count);
    return this;
  }

  /** Appends a text of ASCII characters only. */
  public ByteBuilder putAscii(String text) {
    int at = reserve(text.length());
    for (int i = 0; i < text.length(); i++) {
      data[at + i] = (byte) text.charAt(i);
    }
    return this;
  }

  /** Appends a text as UTF-8. */
  public ByteBuilder putText(String text) {
    return put(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Appends two bytes, the higher first. */
  public ByteBuilder putShort(int value) {
    return put(value >> 8).put(value);
  }

  /** Appends four bytes, the highest first. */
  public ByteBuilder putInt(int value) {
    int at = reserve(4);
    INTS.set(data, at, value);
    return this;
  }

  /** Appends eight bytes, the highest first. */
  public ByteBuilder putLong(long value) {
    int at = reserve(8);
    LONGS.set(data, at, value);
    return this;
  }

  /** Overwrites four bytes. */
  public void patchInt(int at, int value) {
    INTS.set(data, at, value);
  }

  /** Appends a number in decimal digits. */
  public ByteBuilder putDigits(long value) {
    if (value == Long.MIN_VALUE) {
      return putAscii("-9223372036854775808");
    }
    long rest = value;
    if (rest < 0) {
      put('-');
      rest = -rest;
    }
    int digits = 1;
    for (long power = 10; digits < 19 && rest >= power; power *= 10) {
      digits++;
    }
    return putPadded(rest, digits);
  }

  /** Appends a number that is not negative in exactly so many digits. */
  public ByteBuilder putPadded(long value, int digits) {
    int at = reserve(digits);
    long rest = value;
    for (int i = at + digits - 1; i >= at; i--) {
      data[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    return this;
  }

  /** A copy of the bytes. */
  public byte[] toBytes() {
    return Arrays.copyOf(data, length);
  }

  /** The four bytes at an offset as a number. */
  public static int intAt(byte[] data, int offset) {
    return (int) INTS.get(data, offset);
  }

  /** The eight bytes at an offset as a number. */
  public static long longAt(byte[] data, int offset) {
    return (long) LONGS.get(data, offset);
  }

  /** The bytes as UTF-8 text. */
  @Override
  public String toString() {
    return new String(data, 0, length, StandardCharsets.UTF_8);
  }
}
