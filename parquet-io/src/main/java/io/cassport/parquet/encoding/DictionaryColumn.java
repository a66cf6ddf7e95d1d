package io.cassport.parquet.encoding;

import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;

/** A column whose values go into a dictionary as long as that makes its pages smaller. */
abstract class DictionaryColumn extends ColumnEncoder {
  private final DictionaryUse use;
  private final Indexes indexes = new Indexes();
  private final GrowingBytes plain = new GrowingBytes();

  DictionaryColumn(
      ColumnDescriptor column, boolean hasStatistics, boolean hasDictionary, int dictionaryBytes) {
    super(column, hasStatistics);
    this.use = new DictionaryUse(hasDictionary, dictionaryBytes);
  }

  /** The entries of the dictionary. */
  abstract int entries();

  /** The bytes of the dictionary's first entries as a page of its own. */
  abstract long entryBytes(int entries);

  /** Appends an entry as PLAIN has it. */
  abstract void putEntry(GrowingBytes out, int index);

  /** The bytes that the page's values take as PLAIN has them. */
  abstract long plainBytes(int values);

  abstract void clearDictionary();

  /** Where a value goes when {@link #hasDictionary} says no, as PLAIN has it. */
  final GrowingBytes plain() {
    return plain;
  }

  /** Whether the next value goes into the dictionary. */
  final boolean hasDictionary() {
    return use.isOn();
  }

  /**
   * Takes a value as the index of its entry.
   *
   * @param entryBytes the bytes of all entries
   */
  final void addIndex(int index, long entryBytes) {
    indexes.add(index);
    if (use.isTooLarge(entryBytes)) {
      use.giveUp();
      putEntries(plain);
      indexes.clear();
    }
  }

  private void putEntries(GrowingBytes out) {
    for (int i = 0; i < indexes.count(); i++) {
      putEntry(out, indexes.get(i));
    }
  }

  @Override
  final long dictionaryBytes() {
    return entryBytes(use.isOn() ? entries() : use.entriesUsed());
  }

  @Override
  final int valueBytes() {
    return plain.length() + indexes.bytes(entries());
  }

  @Override
  final Encoding appendValues(GrowingBytes out) {
    if (!use.isOn()) {
      out.putBytes(plain.data(), 0, plain.length());
      return Encoding.PLAIN;
    }
    long entryBytes = entryBytes(entries());
    if (use.saves(indexes.bytes(entries()), entryBytes, plainBytes(indexes.count()))) {
      indexes.appendTo(out, entries());
      use.use(entries(), entryBytes);
      return Encodings.DICTIONARY;
    }
    use.giveUp();
    putEntries(out);
    return Encoding.PLAIN;
  }

  @Override
  void clearValues() {
    plain.clear();
    indexes.clear();
  }

  @Override
  final void beginChunk() {
    clearDictionary();
    use.begin();
  }

  @Override
  final DictionaryPage endChunk() {
    int used = use.entriesUsed();
    if (used == 0) {
      return null;
    }
    GrowingBytes page = new GrowingBytes();
    for (int i = 0; i < used; i++) {
      putEntry(page, i);
    }
    return new DictionaryPage(page.view(), used, Encodings.DICTIONARY);
  }
}
