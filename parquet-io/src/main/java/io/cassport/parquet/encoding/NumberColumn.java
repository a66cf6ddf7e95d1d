package io.cassport.parquet.encoding;

import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.statistics.Statistics;

/** INT32 and INT64. */
final class NumberColumn extends ColumnEncoder {
  private final int width;
  private final DictionaryUse use;
  private final NumberDictionary dictionary = new NumberDictionary();
  private final Indexes indexes = new Indexes();
  private final GrowingBytes plain = new GrowingBytes();
  private long least;
  private long greatest;

  NumberColumn(
      ColumnDescriptor column,
      boolean hasStatistics,
      int width,
      boolean hasDictionary,
      int dictionaryBytes) {
    super(column, hasStatistics);
    this.width = width;
    this.use = new DictionaryUse(hasDictionary, dictionaryBytes);
    clearValues();
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
    if (!use.isOn()) {
      putPlain(plain, value);
      return;
    }
    indexes.add(dictionary.indexOf(value));
    if (use.isTooLarge((long) dictionary.size() * width)) {
      giveUpDictionary();
    }
  }

  private void putPlain(GrowingBytes out, long value) {
    if (width == Integer.BYTES) {
      out.putInt((int) value);
    } else {
      out.putLong(value);
    }
  }

  private void giveUpDictionary() {
    use.giveUp();
    for (int i = 0; i < indexes.count(); i++) {
      putPlain(plain, dictionary.entry(indexes.get(i)));
    }
    indexes.clear();
  }

  @Override
  long dictionaryBytes() {
    return (long) (use.isOn() ? dictionary.size() : use.entriesUsed()) * width;
  }

  @Override
  int valueBytes() {
    return plain.length() + indexes.bytes(dictionary.size());
  }

  @Override
  Encoding appendValues(GrowingBytes out) {
    if (use.isOn()
        && !use.saves(
            indexes.bytes(dictionary.size()),
            (long) dictionary.size() * width,
            (long) indexes.count() * width)) {
      giveUpDictionary();
    }
    if (use.isOn()) {
      indexes.appendTo(out, dictionary.size());
      use.use(dictionary.size(), (long) dictionary.size() * width);
      return Encodings.DICTIONARY;
    }
    out.putBytes(plain.data(), 0, plain.length());
    return Encoding.PLAIN;
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
    plain.clear();
    indexes.clear();
    least = Long.MAX_VALUE;
    greatest = Long.MIN_VALUE;
  }

  @Override
  void beginChunk() {
    dictionary.clear();
    use.begin();
  }

  @Override
  DictionaryPage endChunk() {
    if (use.entriesUsed() == 0) {
      return null;
    }
    GrowingBytes entries = new GrowingBytes();
    for (int i = 0; i < use.entriesUsed(); i++) {
      putPlain(entries, dictionary.entry(i));
    }
    BytesInput bytes = entries.view();
    return new DictionaryPage(bytes, use.entriesUsed(), Encodings.DICTIONARY);
  }
}
