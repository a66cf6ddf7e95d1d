package io.cassport.parquet.encoding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.bytes.BytesUtils;

/** The repetition or the definition levels of one page. */
final class Levels {
  private final int greatest;
  private final int width;
  private int[] levels = new int[1 << 10];
  private int count;
  private int first;
  private boolean allAlike = true;

  /**
   * Makes it.
   *
   * @param greatest level of the column, at least 1
   */
  Levels(int greatest) {
    this.greatest = greatest;
    this.width = BytesUtils.getWidthFromMaxInt(greatest);
  }

  void add(int level) {
    if (count == 0) {
      first = level;
    } else if (allAlike && level != first) {
      allAlike = false;
      ensureRoom();
      Arrays.fill(levels, 0, count, first);
    }
    if (!allAlike) {
      ensureRoom();
      levels[count] = level;
    }
    count++;
  }

  private void ensureRoom() {
    if (count >= levels.length) {
      levels = Arrays.copyOf(levels, Math.max(count + 1, levels.length * 2));
    }
  }

  /** About the bytes that they will take. */
  int bytes() {
    return allAlike ? Integer.BYTES : count * width / Byte.SIZE;
  }

  /** Appends them as pages of version 1 have them: behind their length. */
  void appendTo(GrowingBytes out) {
    int lengthAt = out.length();
    out.putInt(0);
    if (allAlike) {
      HybridRuns.appendRun(out, first, count, width);
    } else {
      HybridRuns.append(out, levels, count, width);
    }
    out.setInt(lengthAt, out.length() - lengthAt - Integer.BYTES);
  }

  /** How often each level is there. */
  List<Long> histogram() {
    long[] counts = new long[greatest + 1];
    if (allAlike) {
      counts[first] = count;
    } else {
      for (int i = 0; i < count; i++) {
        counts[levels[i]]++;
      }
    }
    List<Long> histogram = new ArrayList<>(counts.length);
    for (long each : counts) {
      histogram.add(each);
    }
    return histogram;
  }

  void clear() {
    count = 0;
    allAlike = true;
  }
}
