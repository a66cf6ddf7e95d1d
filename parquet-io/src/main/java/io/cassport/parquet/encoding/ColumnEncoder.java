package io.cassport.parquet.encoding;

import java.io.IOException;
import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.SizeStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.schema.PrimitiveType;

/** One column, of which the pages of one row group after the other are encoded. */
abstract class ColumnEncoder implements ColumnSink {
  private final ColumnDescriptor column;
  private final boolean hasStatistics;
  private final Levels repetitions;
  private final Levels definitions;
  private PageWriter pages;
  private int values;
  private int nulls;
  private int rows;

  /**
   * Makes it.
   *
   * @param hasStatistics true when pages and chunks tell their least and greatest values
   */
  ColumnEncoder(ColumnDescriptor column, boolean hasStatistics) {
    this.column = column;
    this.hasStatistics = hasStatistics;
    this.repetitions =
        column.getMaxRepetitionLevel() == 0 ? null : new Levels(column.getMaxRepetitionLevel());
    this.definitions =
        column.getMaxDefinitionLevel() == 0 ? null : new Levels(column.getMaxDefinitionLevel());
  }

  /** The encoder for a column's type. */
  static ColumnEncoder of(
      ColumnDescriptor column, boolean statistics, boolean dictionary, int dictionaryBytes) {
    PrimitiveType type = column.getPrimitiveType();
    return switch (type.getPrimitiveTypeName()) {
      case BOOLEAN -> new BooleanColumn(column, statistics);
      case INT32 ->
          new NumberColumn(column, statistics, Integer.BYTES, dictionary, dictionaryBytes);
      case INT64 -> new NumberColumn(column, statistics, Long.BYTES, dictionary, dictionaryBytes);
      case FLOAT, DOUBLE -> new FloatingColumn(column, statistics);
      case BINARY -> new BytesColumn(column, statistics, dictionary, dictionaryBytes);
      case FIXED_LEN_BYTE_ARRAY, INT96 -> new FixedColumn(column, statistics);
    };
  }

  ColumnDescriptor column() {
    return column;
  }

  boolean hasStatistics() {
    return hasStatistics;
  }

  /** Begins a row group. */
  void begin(PageWriter into) {
    pages = into;
    clearPage();
    beginChunk();
  }

  /** Notes a value's place. */
  final void place(int repetition, int definition) {
    if (repetitions != null) {
      repetitions.add(repetition);
    }
    if (repetition == 0) {
      rows++;
    }
    if (definitions != null) {
      definitions.add(definition);
    }
    values++;
  }

  @Override
  public final void writeNull(int repetition, int definition) {
    place(repetition, definition);
    nulls++;
  }

  final int rows() {
    return rows;
  }

  final int values() {
    return values;
  }

  /** About the bytes of the page that is being filled, before compression. */
  final int pageBytes() {
    return valueBytes()
        + (repetitions == null ? 0 : repetitions.bytes())
        + (definitions == null ? 0 : definitions.bytes());
  }

  /** The bytes of the pages that are complete. */
  final long completeBytes() {
    return pages.getMemSize();
  }

  /**
   * Completes the page that is being filled; the next value begins another row.
   *
   * @param page what the page is put together in
   */
  final void endPage(GrowingBytes page) throws IOException {
    page.clear();
    if (repetitions != null) {
      repetitions.appendTo(page);
    }
    if (definitions != null) {
      definitions.appendTo(page);
    }
    Encoding encoding = appendValues(page);
    PrimitiveType type = column.getPrimitiveType();
    Statistics<?> statistics =
        hasStatistics ? Statistics.createStats(type) : Statistics.noopStats(type);
    statistics.incrementNumNulls(nulls);
    if (hasStatistics) {
      describe(statistics);
    }
    pages.writePage(
        page.view(),
        values,
        rows,
        statistics,
        new SizeStatistics(
            type,
            unencodedBytes(),
            repetitions == null ? List.of() : repetitions.histogram(),
            column.getMaxDefinitionLevel() < 2 ? List.of() : definitions.histogram()),
        null,
        repetitions == null ? Encodings.NO_LEVELS : Encoding.RLE,
        definitions == null ? Encodings.NO_LEVELS : Encoding.RLE,
        encoding);
    clearPage();
  }

  private void clearPage() {
    values = 0;
    nulls = 0;
    rows = 0;
    if (repetitions != null) {
      repetitions.clear();
    }
    if (definitions != null) {
      definitions.clear();
    }
    clearValues();
  }

  /** Completes the row group. */
  final void end(GrowingBytes page) throws IOException {
    if (values > 0) {
      endPage(page);
    }
    DictionaryPage dictionary = endChunk();
    if (dictionary != null) {
      pages.writeDictionaryPage(dictionary);
    }
  }

  /** Forgets what is only of the last chunk. */
  void beginChunk() {}

  /** The dictionary that pages of the chunk refer to, or null. */
  DictionaryPage endChunk() {
    return null;
  }

  /** The bytes of the dictionary that the chunk will have, as it is now. */
  long dictionaryBytes() {
    return 0;
  }

  /** About the bytes of the page's values. */
  abstract int valueBytes();

  /** Appends the page's values. */
  abstract Encoding appendValues(GrowingBytes out);

  /** Tells the least and greatest of the page's values. */
  abstract void describe(Statistics<?> statistics);

  /** Forgets the page's values. */
  abstract void clearValues();

  /** What a BYTE_ARRAY's values of the page have without encoding; 0 for other types. */
  long unencodedBytes() {
    return 0;
  }

  @Override
  public void writeInt(int value, int repetition, int definition) {
    throw wrongType("an INT32");
  }

  @Override
  public void writeLong(long value, int repetition, int definition) {
    throw wrongType("an INT64");
  }

  @Override
  public void writeFloat(float value, int repetition, int definition) {
    throw wrongType("a FLOAT");
  }

  @Override
  public void writeDouble(double value, int repetition, int definition) {
    throw wrongType("a DOUBLE");
  }

  @Override
  public void writeBoolean(boolean value, int repetition, int definition) {
    throw wrongType("a BOOLEAN");
  }

  @Override
  public void writeBytes(byte[] data, int offset, int length, int repetition, int definition) {
    throw wrongType("bytes");
  }

  private IllegalStateException wrongType(String given) {
    return new IllegalStateException("column " + column + " takes no " + given);
  }
}
