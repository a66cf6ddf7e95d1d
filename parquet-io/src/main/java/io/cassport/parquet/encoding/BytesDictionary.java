package io.cassport.parquet.encoding;

import java.util.Arrays;

/** Different values of a column chunk of BYTE_ARRAY, in the order in which they came. */
final class BytesDictionary {
  private static final int FIRST_SLOTS = 1 << 10;
  private static final long PRIME = 0x9E3779B97F4A7C15L;

  private final GrowingBytes bytes = new GrowingBytes();
  private int[] ends = new int[FIRST_SLOTS / 2];
  private int[] hashes = new int[FIRST_SLOTS / 2];

  /** The first eight bytes of each entry, zeros behind a shorter one: all of most words. */
  private long[] beginnings = new long[FIRST_SLOTS / 2];

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

  /** The index of a value, which is added when it is new. */
  int indexOf(byte[] data, int offset, int length) {
    long beginning = beginning(data, offset, length);
    int hash = hash(beginning, data, offset, length);
    int mask = slots.length - 1;
    int slot = hash & mask;
    while (slots[slot] != 0) {
      int index = slots[slot] - 1;
      if (hashes[index] == hash
          && beginnings[index] == beginning
          && hasBytes(index, data, offset, length)) {
        return index;
      }
      slot = slot + 1 & mask;
    }
    if (size == ends.length) {
      grow();
      return indexOf(data, offset, length);
    }
    bytes.putBytes(data, offset, length);
    ends[size] = bytes.length();
    hashes[size] = hash;
    beginnings[size] = beginning;
    slots[slot] = ++size;
    return size - 1;
  }

  /** Whether an entry with the same beginning is the value. */
  private boolean hasBytes(int index, byte[] data, int offset, int length) {
    int start = start(index);
    int end = ends[index];
    return end - start == length
        && (length <= Long.BYTES
            || Arrays.equals(bytes.data(), start, end, data, offset, offset + length));
  }

  private void grow() {
    ends = Arrays.copyOf(ends, ends.length * 2);
    hashes = Arrays.copyOf(hashes, hashes.length * 2);
    beginnings = Arrays.copyOf(beginnings, beginnings.length * 2);
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

  private static long beginning(byte[] data, int offset, int length) {
    if (length >= Long.BYTES) {
      return (long) GrowingBytes.LONGS.get(data, offset);
    }
    if (offset + Long.BYTES <= data.length) {
      return (long) GrowingBytes.LONGS.get(data, offset) & ~(-1L << length * Byte.SIZE);
    }
    long word = 0;
    for (int i = length - 1; i >= 0; i--) {
      word = word << Byte.SIZE | data[offset + i] & 0xff;
    }
    return word;
  }

  private static int hash(long beginning, byte[] data, int offset, int length) {
    long hash = mixed(beginning ^ length);
    int position = offset + Long.BYTES;
    int end = offset + length;
    for (; position + Long.BYTES <= end; position += Long.BYTES) {
      hash = mixed(Long.rotateLeft(hash, 5) ^ (long) GrowingBytes.LONGS.get(data, position));
    }
    if (position < end) { // the last eight bytes, some of which have been taken already
      hash =
          mixed(Long.rotateLeft(hash, 5) ^ (long) GrowingBytes.LONGS.get(data, end - Long.BYTES));
    }
    return (int) (hash >>> Integer.SIZE);
  }

  /** Folded first, because a product's bits do not depend on higher ones of its factors. */
  private static long mixed(long word) {
    return (word ^ word >>> Integer.SIZE) * PRIME;
  }

  void clear() {
    size = 0;
    bytes.clear();
    Arrays.fill(slots, 0);
  }
}
