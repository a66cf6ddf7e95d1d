package io.cassport.parquet.decoding;

import io.cassport.format.RowBatch;
import io.cassport.format.values.BadValueException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Values as CQL bytes: slices of one array, which is a page's or their own. */
final class Slices {
  private static final int BAD = -1;
  private static final int SHORT = 16;
  private static final int MOST_TOGETHER = 1 << 30;
  private static final int MIXED = -1;

  private final CqlBytes own = new CqlBytes();
  private final int[] starts;
  private final int[] lengths;
  private final List<BadValueException> reasons = new ArrayList<>();
  private byte[] bytes;
  private Slices dictionary;
  private int count;

  /** The length that all of them have, or {@link #MIXED}. */
  private int width = MIXED;

  /** True when they lie one behind the other. */
  private boolean areAdjacent;

  /**
   * Makes it without any.
   *
   * @param capacity the most of them
   */
  Slices(int capacity) {
    this.starts = new int[capacity];
    this.lengths = new int[capacity];
  }

  int count() {
    return count;
  }

  boolean isFull() {
    return count == starts.length;
  }

  /** Where new values' bytes go when they are not a page's. */
  CqlBytes own() {
    return own;
  }

  void clear() {
    count = 0;
    own.truncate(0);
    reasons.clear();
    dictionary = null;
    width = MIXED;
    areAdjacent = false;
  }

  /** Says what they are slices of. */
  void pointTo(byte[] source) {
    bytes = source;
  }

  void add(int start, int length) {
    starts[count] = start;
    lengths[count++] = length;
  }

  void addBad(BadValueException reason) {
    starts[count] = reasons.size();
    lengths[count++] = BAD;
    reasons.add(reason);
    width = MIXED;
  }

  /**
   * Adds values of one length that lie one behind the other, where no others were added before.
   *
   * @param start of the first one
   */
  void addAdjacent(int start, int each, int values) {
    for (int i = 0; i < values; i++) {
      starts[count + i] = start + i * each;
    }
    Arrays.fill(lengths, count, count + values, each);
    areAdjacent = count == 0;
    width = each;
    count += values;
  }

  /** Adds entries of a dictionary. */
  void addEntries(Slices entries, int[] indexes, int values) {
    dictionary = entries;
    bytes = entries.bytes;
    width = entries.width;
    for (int i = 0; i < values; i++) {
      int index = indexes[i];
      starts[count + i] = entries.starts[index];
      lengths[count + i] = entries.lengths[index];
    }
    count += values;
  }

  /** Why a value has no bytes, or null when it has. */
  BadValueException bad(int i) {
    if (lengths[i] != BAD) {
      return null;
    }
    return dictionary == null ? reasons.get(starts[i]) : dictionary.reasons.get(starts[i]);
  }

  int length(int i) {
    return lengths[i];
  }

  /** The bytes of some values together, or -1 when one is bad or they are too many. */
  int totalLength(int from, int to) {
    long total = 0;
    int least = 0;
    for (int i = from; i < to; i++) {
      total += lengths[i];
      least = Math.min(least, lengths[i]);
    }
    return least < 0 || total > MOST_TOGETHER ? -1 : (int) total;
  }

  /** How many values have more bytes than there is room for, or all of them if they do not. */
  int fitting(int from, int values, long room) {
    if (width != MIXED) {
      return (long) values * width <= room
          ? values
          : (int) Math.min(values, Math.max(0, room) / width + 1);
    }
    long total = 0;
    for (int i = 0; i < values; i++) {
      total += lengths[from + i];
      if (total > room) {
        return i + 1;
      }
    }
    return values;
  }

  /** A value of four bytes. */
  int intValue(int i) {
    return (int) CqlBytes.INTS.get(bytes, starts[i]);
  }

  /** A value of eight bytes. */
  long longValue(int i) {
    return (long) CqlBytes.LONGS.get(bytes, starts[i]);
  }

  /** Copies a value that is not bad to the end of what a batch's data hold. */
  void copy(int i, byte[] target, int at) {
    copy(bytes, starts[i], target, at, lengths[i]);
  }

  /** Short values take whole words, which may write over what comes behind them. */
  private static void copy(byte[] from, int start, byte[] to, int at, int length) {
    if (length <= SHORT && start + SHORT <= from.length && at + SHORT <= to.length) {
      CqlBytes.LONGS.set(to, at, (long) CqlBytes.LONGS.get(from, start));
      CqlBytes.LONGS.set(to, at + 8, (long) CqlBytes.LONGS.get(from, start + 8));
    } else {
      System.arraycopy(from, start, to, at, length);
    }
  }

  /** Makes values cells of consecutive rows. */
  void copyCells(RowBatch batch, int column, int row, int from, int values) {
    if (width != MIXED) {
      int at = batch.reserve((long) values * width);
      copyAlike(from, values, batch.data(), at);
      batch.setCells(column, row, values, at, width);
      return;
    }
    long total = 0;
    boolean areGood = true;
    for (int i = from; i < from + values; i++) {
      areGood &= lengths[i] >= 0;
      total += lengths[i];
    }
    if (!areGood) {
      copyWithBad(batch, column, row, from, values);
      return;
    }
    int start = batch.reserve(total);
    byte[] source = bytes;
    byte[] target = batch.data();
    int at = start;
    for (int i = from; i < from + values; i++) {
      copy(source, starts[i], target, at, lengths[i]);
      at += lengths[i];
    }
    batch.setCells(column, row, values, start, lengths, from);
  }

  private void copyAlike(int from, int values, byte[] target, int start) {
    byte[] source = bytes;
    if (areAdjacent) {
      System.arraycopy(source, starts[from], target, start, values * width);
      return;
    }
    switch (width) {
      case 1 -> {
        for (int i = 0; i < values; i++) {
          target[start + i] = source[starts[from + i]];
        }
      }
      case Integer.BYTES -> {
        for (int i = 0; i < values; i++) {
          int value = (int) CqlBytes.INTS.get(source, starts[from + i]);
          CqlBytes.INTS.set(target, start + i * Integer.BYTES, value);
        }
      }
      case Long.BYTES -> {
        for (int i = 0; i < values; i++) {
          long value = (long) CqlBytes.LONGS.get(source, starts[from + i]);
          CqlBytes.LONGS.set(target, start + i * Long.BYTES, value);
        }
      }
      default -> {
        for (int i = 0; i < values; i++) {
          copy(source, starts[from + i], target, start + i * width, width);
        }
      }
    }
  }

  private void copyWithBad(RowBatch batch, int column, int row, int from, int values) {
    for (int i = 0; i < values; i++) {
      BadValueException bad = bad(from + i);
      if (bad == null) {
        int length = lengths[from + i];
        int at = batch.reserve(length);
        copy(from + i, batch.data(), at);
        batch.setCell(column, row + i, at, length);
      } else {
        batch.markBad(column, row + i, bad.getMessage(), bad.sqlState());
      }
    }
  }
}
