package io.cassport.parquet.encoding;

import java.util.Arrays;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.statistics.Statistics;

/** BYTE_ARRAY. */
final class BytesColumn extends DictionaryColumn {
  private final BytesDictionary dictionary = new BytesDictionary();
  private final BytesBounds bounds = new BytesBounds();
  private int[] comparedInPage = new int[1 << 10];
  private int page = 1;
  private long unencodedBytes;

  BytesColumn(
      ColumnDescriptor column, boolean hasStatistics, boolean hasDictionary, int dictionaryBytes) {
    super(column, hasStatistics, hasDictionary, dictionaryBytes);
  }

  @Override
  public void writeBytes(byte[] data, int offset, int length, int repetition, int definition) {
    place(repetition, definition);
    unencodedBytes += length;
    if (!hasDictionary()) {
      if (hasStatistics()) {
        bounds.add(data, offset, length);
      }
      putPlain(plain(), data, offset, length);
      return;
    }
    int index = dictionary.indexOf(data, offset, length);
    if (hasStatistics() && isFirstInPage(index)) {
      bounds.add(data, offset, length);
    }
    addIndex(index, entryBytes(dictionary.size()));
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

  @Override
  int entries() {
    return dictionary.size();
  }

  @Override
  long entryBytes(int entries) {
    return dictionary.start(entries) + (long) entries * Integer.BYTES;
  }

  @Override
  void putEntry(GrowingBytes out, int index) {
    int start = dictionary.start(index);
    putPlain(out, dictionary.data(), start, dictionary.end(index) - start);
  }

  @Override
  long plainBytes(int values) {
    return unencodedBytes + (long) values * Integer.BYTES;
  }

  @Override
  void clearDictionary() {
    dictionary.clear();
  }

  @Override
  void describe(Statistics<?> statistics) {
    bounds.describe(statistics);
  }

  @Override
  long unencodedBytes() {
    return unencodedBytes;
  }

  @Override
  void clearValues() {
    super.clearValues();
    bounds.clear();
    unencodedBytes = 0;
    page++;
  }
}
