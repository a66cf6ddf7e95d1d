package io.cassport.parquet.encoding;

/**
 * Parquet's hybrid of run lengths and bit packing: a run of a value is its count and the value,
 * other values are packed in groups of eight.
 */
final class HybridRuns {
  private static final int GROUP = 8;

  /** Groups in one packed run: readers hold such a run unpacked. */
  private static final int MOST_GROUPS = 512;

  private HybridRuns() {}

  /** Appends one value, so many times. */
  static void appendRun(GrowingBytes out, int value, int count, int width) {
    out.putVarint(count << 1);
    for (int bits = 0; bits < width; bits += Byte.SIZE) {
      out.put(value >>> bits);
    }
  }

  /** Appends values, each of so many bits. */
  static void append(GrowingBytes out, int[] values, int count, int width) {
    int packedFrom = 0;
    int position = 0;
    while (position < count) {
      int value = values[position];
      int runEnd = position + 1;
      while (runEnd < count && values[runEnd] == value) {
        runEnd++;
      }
      // a packed run ends at a group's end, so it takes what it lacks from the run of one value
      int lacking = Math.floorMod(packedFrom - position, GROUP);
      if (runEnd - position - lacking >= GROUP) {
        position += lacking;
        pack(out, values, packedFrom, position, width);
        appendRun(out, value, runEnd - position, width);
        packedFrom = runEnd;
      }
      position = runEnd;
    }
    pack(out, values, packedFrom, count, width);
  }

  private static void pack(GrowingBytes out, int[] values, int from, int to, int width) {
    int start = from;
    while (start < to) {
      int end = Math.min(to, start + MOST_GROUPS * GROUP);
      int groups = (end - start + GROUP - 1) / GROUP;
      out.putVarint(groups << 1 | 1);
      long bits = 0;
      int filled = 0;
      for (int i = start; i < start + groups * GROUP; i++) {
        bits |= (i < end ? values[i] & 0xffff_ffffL : 0L) << filled;
        filled += width;
        while (filled >= Byte.SIZE) {
          out.put((int) bits);
          bits >>>= Byte.SIZE;
          filled -= Byte.SIZE;
        }
      }
      start = end;
    }
  }
}
