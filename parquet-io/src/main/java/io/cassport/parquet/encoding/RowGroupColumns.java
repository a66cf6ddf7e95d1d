package io.cassport.parquet.encoding;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageWriteStore;
import org.apache.parquet.schema.MessageType;

/** The columns of one row group after the other. Used by one thread. */
public final class RowGroupColumns {
  /** Of the page's size: a page that is so nearly full is ended. */
  private static final double FULL = 0.9;

  private final Map<ColumnDescriptor, ColumnEncoder> columns = new HashMap<>();
  private final List<ColumnEncoder> inOrder = new ArrayList<>();

  /** One for all columns, because of wide tables. */
  private final GrowingBytes page = new GrowingBytes();

  private final int pageBytes;
  private final int pageRows;

  /**
   * Makes them.
   *
   * @param statistics true for columns whose pages and chunks tell their bounds
   * @param dictionary true for columns that may have a dictionary; only of INT32, INT64 and
   *     BYTE_ARRAY
   * @param pageBytes the size of a page, before compression, and of a dictionary
   * @param pageRows the most rows of a page
   */
  public RowGroupColumns(
      MessageType schema,
      Predicate<ColumnDescriptor> statistics,
      Predicate<ColumnDescriptor> dictionary,
      int pageBytes,
      int pageRows) {
    this.pageBytes = pageBytes;
    this.pageRows = pageRows;
    for (ColumnDescriptor column : schema.getColumns()) {
      ColumnEncoder encoder =
          ColumnEncoder.of(column, statistics.test(column), dictionary.test(column), pageBytes);
      columns.put(column, encoder);
      inOrder.add(encoder);
    }
  }

  /** Begins a row group, whose pages go there. */
  public void begin(PageWriteStore pages) {
    for (ColumnEncoder encoder : inOrder) {
      encoder.begin(pages.getPageWriter(encoder.column()));
    }
  }

  /** Where the values of a column go. */
  public ColumnSink column(ColumnDescriptor column) {
    return columns.get(column);
  }

  /** Called between two rows: ends the pages that are full. */
  public void endFullPages() throws IOException {
    for (ColumnEncoder encoder : inOrder) {
      if (encoder.values() > 0
          && (encoder.rows() >= pageRows || encoder.pageBytes() >= pageBytes * FULL)) {
        encoder.endPage(page);
      }
    }
  }

  /**
   * About the bytes of the row group so far: pages that are complete, dictionaries, pages that are
   * not.
   */
  public long bufferedBytes() {
    long bytes = 0;
    for (ColumnEncoder encoder : inOrder) {
      bytes += encoder.completeBytes() + encoder.dictionaryBytes() + encoder.pageBytes();
    }
    return bytes;
  }

  /** Ends the last pages of the row group. */
  public void end() throws IOException {
    for (ColumnEncoder encoder : inOrder) {
      encoder.end(page);
    }
  }
}
