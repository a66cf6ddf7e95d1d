package io.cassport.parquet.encoding;

import java.util.Arrays;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.statistics.Statistics;

/** BYTE_ARRAY. */
final class BytesColumn extends ColumnEncoder {
  private final DictionaryUse use;
  private final BytesDictionary dictionary = new BytesDictionary();
  private final Indexes indexes = new Indexes();
  private final GrowingBytes plain = new GrowingBytes();
  private final BytesBounds bounds = new BytesBounds();
  private int[] comparedInPage = new int[1 << 10];
  private int page = 1;
  private long valueBytes;

  BytesColumn(
      ColumnDescriptor column, boolean hasStatistics, boolean hasDictionary, int dictionaryBytes) {
    super(column, hasStatistics);
    this.use = new DictionaryUse(hasDictionary, dictionaryBytes);
  }

  @Override
  public void writeBytes(byte[] data, int offset, int length, int repetition, int definition) {
    place(repetition, definition);
    valueBytes += length;
    if (!use.isOn()) {
      if (hasStatistics()) {
        bounds.add(data, offset, length);
      }
      putPlain(plain, data, offset, length);
      return;
    }
    int index = dictionary.indexOf(data, offset, length);
    indexes.add(index);
    if (hasStatistics() && isFirstInPage(index)) {
      bounds.add(data, offset, length);
    }
    if (use.isTooLarge(dictionary.pageBytes())) {
      giveUpDictionary();
    }
  }

  /** A value that repeats in a page has been compared there already. */
  private boolean isFirstInPage(int index) {
    if (index >= comparedInPage.length) {
      comparedInPage = Arrays.copyOf(comparedInPage, Math.max(index + 1, index * 2));
    }
    boolean first = comparedInPage[index] != page;
    comparedInPage[index] = page;
    return first;
  }

  private static void putPlain(GrowingBytes out, byte[] data, int offset, int length) {
    out.putInt(length);
    out.putBytes(data, offset, length);
  }

  private void putEntry(GrowingBytes out, int index) {
    int start = dictionary.start(index);
    putPlain(out, dictionary.data(), start, dictionary.end(index) - start);
  }

  private void giveUpDictionary() {
    use.giveUp();
    for (int i = 0; i < indexes.count(); i++) {
      putEntry(plain, indexes.get(i));
    }
    indexes.clear();
  }

  @Override
  long dictionaryBytes() {
    return use.isOn() || use.entriesUsed() > 0 ? dictionary.pageBytes() : 0;
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
            dictionary.pageBytes(),
            valueBytes + (long) indexes.count() * Integer.BYTES)) {
      giveUpDictionary();
    }
    if (use.isOn()) {
      indexes.appendTo(out, dictionary.size());
      use.use(dictionary.size(), dictionary.pageBytes());
      return Encodings.DICTIONARY;
    }
    out.putBytes(plain.data(), 0, plain.length());
    return Encoding.PLAIN;
  }

  @Override
  void describe(Statistics<?> statistics) {
    bounds.describe(statistics);
  }

  @Override
  long unencodedBytes() {
    return valueBytes;
  }

  @Override
  void clearValues() {
    plain.clear();
    indexes.clear();
    bounds.clear();
    valueBytes = 0;
    page++;
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
      putEntry(entries, i);
    }
    return new DictionaryPage(entries.view(), use.entriesUsed(), Encodings.DICTIONARY);
  }
}
