package io.cassport.parquet.encoding;

import java.util.Arrays;

/** Different numbers of a column chunk, in the order in which they came. */
final class NumberDictionary {
  private static final int FIRST_SLOTS = 1 << 10;

  private long[] entries = new long[FIRST_SLOTS / 2];
  private int[] slots = new int[FIRST_SLOTS];
  private int size;

  int size() {
    return size;
  }

  long entry(int index) {
    return entries[index];
  }

  /** The index of a number, which is added when it is new. */
  int indexOf(long value) {
    int mask = slots.length - 1;
    int slot = hash(value) & mask;
    while (slots[slot] != 0) {
      int index = slots[slot] - 1;
      if (entries[index] == value) {
        return index;
      }
      slot = slot + 1 & mask;
    }
    if (size == entries.length) {
      grow();
      return indexOf(value);
    }
    entries[size] = value;
    slots[slot] = ++size;
    return size - 1;
  }

  private void grow() {
    entries = Arrays.copyOf(entries, entries.length * 2);
    slots = new int[slots.length * 2];
    int mask = slots.length - 1;
    for (int i = 0; i < size; i++) {
      int slot = hash(entries[i]) & mask;
      while (slots[slot] != 0) {
        slot = slot + 1 & mask;
      }
      slots[slot] = i + 1;
    }
  }

  /** Fibonacci hashing: neighbours fall far apart. */
  private static int hash(long value) {
    long product = (value ^ value >>> 32) * 0x9E3779B97F4A7C15L;
    return (int) (product >>> 32);
  }

  void clear() {
    size = 0;
    Arrays.fill(slots, 0);
  }
}
