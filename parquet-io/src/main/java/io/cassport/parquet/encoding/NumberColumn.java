package io.cassport.parquet.encoding;

import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.statistics.Statistics;

/** INT32 and INT64. */
final class NumberColumn extends DictionaryColumn {
  private final int width;
  private final NumberDictionary dictionary = new NumberDictionary();
  private long least = Long.MAX_VALUE;
  private long greatest = Long.MIN_VALUE;

  NumberColumn(
      ColumnDescriptor column,
      boolean hasStatistics,
      int width,
      boolean hasDictionary,
      int dictionaryBytes) {
    super(column, hasStatistics, hasDictionary, dictionaryBytes);
    this.width = width;
  }

  @Override
  public void writeInt(int value, int repetition, int definition) {
    write(value, repetition, definition);
  }

  @Override
  public void writeLong(long value, int repetition, int definition) {
    write(value, repetition, definition);
  }

  private void write(long value, int repetition, int definition) {
    place(repetition, definition);
    least = Math.min(least, value);
    greatest = Math.max(greatest, value);
    if (hasDictionary()) {
      addIndex(dictionary.indexOf(value), entryBytes(dictionary.size()));
    } else {
      putPlain(plain(), value);
    }
  }

  private void putPlain(GrowingBytes out, long value) {
    if (width == Integer.BYTES) {
      out.putInt((int) value);
    } else {
      out.putLong(value);
    }
  }

  @Override
  int entries() {
    return dictionary.size();
  }

  @Override
  long entryBytes(int entries) {
    return (long) entries * width;
  }

  @Override
  void putEntry(GrowingBytes out, int index) {
    putPlain(out, dictionary.entry(index));
  }

  @Override
  long plainBytes(int values) {
    return (long) values * width;
  }

  @Override
  void clearDictionary() {
    dictionary.clear();
  }

  @Override
  void describe(Statistics<?> statistics) {
    if (least > greatest) {
      return; // nothing but nulls
    }
    if (width == Integer.BYTES) {
      statistics.updateStats((int) least);
      statistics.updateStats((int) greatest);
    } else {
      statistics.updateStats(least);
      statistics.updateStats(greatest);
    }
  }

  @Override
  void clearValues() {
    super.clearValues();
    least = Long.MAX_VALUE;
    greatest = Long.MIN_VALUE;
  }
}
