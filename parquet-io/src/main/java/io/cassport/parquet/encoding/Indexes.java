package io.cassport.parquet.encoding;

import java.util.Arrays;
import org.apache.parquet.bytes.BytesUtils;

/** The values of one page as indexes into the chunk's dictionary. */
final class Indexes {
  private int[] indexes = new int[1 << 10];
  private int count;

  void add(int index) {
    if (count == indexes.length) {
      indexes = Arrays.copyOf(indexes, count * 2);
    }
    indexes[count++] = index;
  }

  int count() {
    return count;
  }

  int get(int i) {
    return indexes[i];
  }

  void clear() {
    count = 0;
  }

  /** About the bytes that they will take, with a dictionary of so many entries. */
  int bytes(int entries) {
    return (int) ((long) count * width(entries) / Byte.SIZE) + 1;
  }

  private static int width(int entries) {
    return BytesUtils.getWidthFromMaxInt(Math.max(0, entries - 1));
  }

  /** Appends them behind the bits that each takes. */
  void appendTo(GrowingBytes out, int entries) {
    int width = width(entries);
    out.put(width);
    HybridRuns.append(out, indexes, count, width);
  }
}
