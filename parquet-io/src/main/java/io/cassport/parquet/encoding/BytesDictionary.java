package io.cassport.parquet.encoding;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Different values of a column chunk of BYTE_ARRAY, in the order in which they came. */
final class BytesDictionary {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int FIRST_SLOTS = 1 << 10;
  private static final long PRIME = 0x9E3779B97F4A7C15L;

  private final GrowingBytes bytes = new GrowingBytes();
  private int[] ends = new int[FIRST_SLOTS / 2];
  private int[] hashes = new int[FIRST_SLOTS / 2];
  private int[] slots = new int[FIRST_SLOTS];
  private int size;

  int size() {
    return size;
  }

  /** The array in which {@link #start} and {@link #end} are places. */
  byte[] data() {
    return bytes.data();
  }

  int start(int index) {
    return index == 0 ? 0 : ends[index - 1];
  }

  int end(int index) {
    return ends[index];
  }

  /** What the dictionary's page will take: each entry behind its length. */
  long pageBytes() {
    return bytes.length() + (long) size * Integer.BYTES;
  }

  /** The index of a value, which is added when it is new. */
  int indexOf(byte[] data, int offset, int length) {
    return indexOf(data, offset, length, hash(data, offset, length));
  }

  private int indexOf(byte[] data, int offset, int length, int hash) {
    int mask = slots.length - 1;
    int slot = hash & mask;
    while (slots[slot] != 0) {
      int index = slots[slot] - 1;
      if (hashes[index] == hash
          && Arrays.equals(
              bytes.data(), start(index), ends[index], data, offset, offset + length)) {
        return index;
      }
      slot = slot + 1 & mask;
    }
    if (size == ends.length) {
      grow();
      return indexOf(data, offset, length, hash);
    }
    bytes.putBytes(data, offset, length);
    ends[size] = bytes.length();
    hashes[size] = hash;
    slots[slot] = ++size;
    return size - 1;
  }

  private void grow() {
    ends = Arrays.copyOf(ends, ends.length * 2);
    hashes = Arrays.copyOf(hashes, hashes.length * 2);
    slots = new int[slots.length * 2];
    int mask = slots.length - 1;
    for (int i = 0; i < size; i++) {
      int slot = hashes[i] & mask;
      while (slots[slot] != 0) {
        slot = slot + 1 & mask;
      }
      slots[slot] = i + 1;
    }
  }

  private static int hash(byte[] data, int offset, int length) {
    long hash = length * PRIME;
    int position = offset;
    int end = offset + length;
    for (; position + Long.BYTES <= end; position += Long.BYTES) {
      hash = (Long.rotateLeft(hash, 5) ^ (long) LONGS.get(data, position)) * PRIME;
    }
    for (; position < end; position++) {
      hash = (Long.rotateLeft(hash, 5) ^ data[position]) * PRIME;
    }
    return (int) (hash >>> 32);
  }

  void clear() {
    size = 0;
    bytes.clear();
    Arrays.fill(slots, 0);
  }
}
