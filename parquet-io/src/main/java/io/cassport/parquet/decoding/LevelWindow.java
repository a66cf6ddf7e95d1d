package io.cassport.parquet.decoding;

import java.util.Arrays;
import org.apache.parquet.io.ParquetDecodingException;

/** Some levels of a column, one kind of them. */
final class LevelWindow {
  /** The most entries of a column that are looked at together. */
  static final int SIZE = 1 << 10;

  private static final int MIXED = -1;

  private final int greatest;
  private final int[] levels = new int[SIZE];

  /** What the whole array holds, from a window of levels that were all the same. */
  private int filledWith;

  /** What all levels of this window are, or {@link #MIXED}. */
  private int alike;

  /**
   * Makes it.
   *
   * @param greatest level of the column
   */
  LevelWindow(int greatest) {
    this.greatest = greatest;
  }

  void read(LevelSource source, int count) {
    if (source.takeAlike(count)) {
      alike = checked(source.alike());
      if (filledWith != alike) {
        Arrays.fill(levels, alike);
        filledWith = alike;
      }
      return;
    }
    source.read(levels, count);
    filledWith = MIXED;
    alike = MIXED;
    int most = 0;
    for (int i = 0; i < count; i++) {
      most |= levels[i];
    }
    if (most < 0 || most > greatest) {
      for (int i = 0; i < count; i++) {
        checked(levels[i]);
      }
    }
  }

  private int checked(int level) {
    if (level < 0 || level > greatest) {
      throw new ParquetDecodingException(
          "a level is " + level + " where " + greatest + " is the greatest");
    }
    return level;
  }

  int get(int i) {
    return levels[i];
  }

  /** Where levels stop being a given one. */
  int end(int level, int from, int to) {
    int i = from;
    while (i < to && levels[i] == level) {
      i++;
    }
    return i;
  }

  /** True when all levels between two places are the greatest. */
  boolean areGreatest(int from, int to) {
    if (alike != MIXED) {
      return alike == greatest;
    }
    return end(greatest, from, to) == to;
  }

  /** How many of the first levels are the greatest. */
  int countGreatest(int count) {
    if (alike != MIXED) {
      return alike == greatest ? count : 0;
    }
    int found = 0;
    for (int i = 0; i < count; i++) {
      found += levels[i] == greatest ? 1 : 0;
    }
    return found;
  }

  /** Where the first levels from a place on stop being the greatest, or stop not being it. */
  int runEnd(int from, int to) {
    if (alike != MIXED) {
      return to;
    }
    boolean first = levels[from] == greatest;
    int i = from + 1;
    while (i < to && levels[i] == greatest == first) {
      i++;
    }
    return i;
  }
}
