package io.cassport.parquet;

import io.cassport.format.RowBatch;
import io.cassport.format.RowEncoder;
import io.cassport.format.values.BadValueException;
import java.io.IOException;
import java.sql.SQLException;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;

/**
 * Encodes rows column by column, in pieces of N rows, behind which pages may end. parquet-column
 * counts rows and looks at its pages' sizes every N rows, and a page must not end in the middle of
 * rows of which other columns have more; so pieces end at multiples of N. N follows the size of the
 * largest rows seen.
 */
final class ParquetRowEncoder implements RowEncoder {
  private static final int MOST_ROWS_BETWEEN_CHECKS = 1_024;
  private static final int BYTES_BETWEEN_CHECKS = 1 << 20;

  /** Rows so many times larger than before end the row group, which was laid out for small ones. */
  private static final int GROWTH_THAT_ENDS_A_ROW_GROUP = 8;

  private final ParquetRowWriter writer;
  private final WriteSchema schema;
  private final CellWriter[] columns;
  private final PageCompressor compressor;
  private final RowGroup rowGroup;
  private ColumnChunkPageWriteStore pages;
  private int rowsBetweenChecks = MOST_ROWS_BETWEEN_CHECKS;
  private int rowsBetweenChecksHere;
  private long rows;
  private boolean failed;

  ParquetRowEncoder(ParquetRowWriter writer, WriteSchema schema) {
    this.writer = writer;
    this.schema = schema;
    this.columns = schema.columns().toArray(new CellWriter[0]);
    this.compressor = new PageCompressor(writer.settings().codec(), writer.settings().level());
    this.rowGroup = writer.newRowGroup(schema);
  }

  @Override
  public void write(RowBatch batch, int[] selected, int from, int count) throws SQLException {
    requireWhole();
    boolean written = false;
    try {
      followRowSize(batch);
      writePieces(batch, selected, from, count);
      written = true;
    } catch (IOException | RuntimeException e) {
      throw Errors.io("encode rows for", writer.name(), e);
    } finally {
      failed = !written;
    }
  }

  private void writePieces(RowBatch batch, int[] selected, int from, int count)
      throws SQLException, IOException {
    int position = from;
    int end = from + count;
    while (position < end) {
      if (pages == null) {
        begin();
      }
      long room = writer.settings().rowGroupRows() - rows;
      int untilCheck = rowsBetweenChecksHere - (int) (rows % rowsBetweenChecksHere);
      int piece = (int) Math.min(Math.min(untilCheck, end - position), room);
      writeColumns(batch, selected, position, piece);
      rowGroup.endRows(piece);
      rows += piece;
      position += piece;
      if (rows >= writer.settings().rowGroupRows()
          || rowGroup.bufferedBytes() >= writer.settings().rowGroupBytes()) {
        append();
      }
    }
  }

  private void writeColumns(RowBatch batch, int[] selected, int from, int count)
      throws SQLException {
    byte[] data = batch.data();
    for (int c = 0; c < columns.length; c++) {
      CellWriter column = columns[c];
      int row = -1;
      try {
        for (int i = from; i < from + count; i++) {
          row = selected[i];
          int length = batch.length(c, row);
          if (length < 0) {
            column.writeNull(0, 0);
          } else {
            column.write(data, batch.offset(c, row), length, 0, 0);
          }
        }
      } catch (BadValueException e) {
        throw e.inRow(batch, c, row);
      }
    }
  }

  /** Sizes are looked at more often for larger rows, so that what is buffered stays bounded. */
  private void followRowSize(RowBatch batch) throws SQLException {
    int rowBytes = Math.max(1, batch.dataLength() / Math.max(1, batch.rowCount()));
    rowsBetweenChecks = Math.max(1, Math.min(rowsBetweenChecks, BYTES_BETWEEN_CHECKS / rowBytes));
    if (pages != null
        && rowsBetweenChecksHere / rowsBetweenChecks >= GROWTH_THAT_ENDS_A_ROW_GROUP) {
      append();
    }
  }

  private void begin() {
    rowsBetweenChecksHere = rowsBetweenChecks;
    ParquetProperties properties = writer.properties(schema, rowsBetweenChecksHere);
    pages =
        new ColumnChunkPageWriteStore(
            compressor,
            schema.message(),
            properties.getAllocator(),
            properties.getColumnIndexTruncateLength(),
            true);
    rowGroup.begin(pages, rowsBetweenChecksHere);
    for (CellWriter column : columns) {
      column.bind(rowGroup::column);
    }
  }

  @Override
  public long bufferedBytes() {
    return pages == null ? 0 : rowGroup.bufferedBytes();
  }

  @Override
  public long finishedBytes() {
    long bytes = 0;
    if (pages != null) {
      for (ColumnDescriptor column : schema.message().getColumns()) {
        bytes += pages.getPageWriter(column).getMemSize();
      }
    }
    return bytes;
  }

  @Override
  public long bufferedRows() {
    return rows;
  }

  @Override
  public void flush() throws SQLException {
    requireWhole();
    boolean written = false;
    try {
      append();
      written = true;
    } finally {
      failed = !written;
    }
  }

  /** After a failure some columns have more rows than others, which must never reach a file. */
  private void requireWhole() throws SQLException {
    if (failed) {
      throw Errors.io(
          "write",
          writer.name(),
          new IllegalStateException("an earlier row could not be encoded; the file is incomplete"));
    }
  }

  private void append() throws SQLException {
    if (pages == null) {
      return;
    }
    try {
      rowGroup.end(); // encodes and compresses the last pages before anybody has to wait
      writer.append(pages, rows, schema);
    } catch (IOException | RuntimeException e) {
      throw Errors.io("write", writer.name(), e);
    }
    release();
  }

  private void release() {
    rows = 0;
    if (pages != null) {
      pages.close();
      pages = null;
    }
  }

  @Override
  public void close() {
    try {
      if (pages != null) {
        pages.close();
      }
    } finally {
      rows = 0;
      pages = null;
      compressor.release();
    }
  }
}
