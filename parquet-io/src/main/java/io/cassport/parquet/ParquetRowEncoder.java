package io.cassport.parquet;

import io.cassport.format.RowBatch;
import io.cassport.format.RowEncoder;
import java.sql.SQLException;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;

/**
 * Encodes rows column by column. parquet-column counts rows and looks at its pages' sizes every N
 * rows, and a page must not end in the middle of rows of which other columns have more; so rows are
 * handed over in pieces that end at multiples of N, and N follows the rows' size.
 */
final class ParquetRowEncoder implements RowEncoder {
  private static final int MOST_ROWS_BETWEEN_CHECKS = 1_024;
  private static final int BYTES_BETWEEN_CHECKS = 1 << 20;

  private final ParquetRowWriter writer;
  private final WriteSchema schema;
  private final CellWriter[] columns;
  private final PageCompressor compressor;
  private ColumnWriteStore store;
  private ColumnChunkPageWriteStore pages;
  private int rowsBetweenChecks;
  private long rows;

  ParquetRowEncoder(ParquetRowWriter writer, WriteSchema schema) {
    this.writer = writer;
    this.schema = schema;
    this.columns = schema.columns().toArray(new CellWriter[0]);
    this.compressor = new PageCompressor(writer.settings().codec(), writer.settings().level());
  }

  @Override
  public void write(RowBatch batch, int[] selected, int from, int count) throws SQLException {
    int position = from;
    int end = from + count;
    while (position < end) {
      if (store == null) {
        begin(batch);
      }
      long room = writer.settings().rowGroupRows() - rows;
      int untilCheck = rowsBetweenChecks - (int) (rows % rowsBetweenChecks);
      int piece = (int) Math.min(Math.min(untilCheck, end - position), room);
      writeColumns(batch, selected, position, piece);
      for (int i = 0; i < piece; i++) {
        store.endRecord();
      }
      rows += piece;
      position += piece;
      if (rows >= writer.settings().rowGroupRows()
          || rows % rowsBetweenChecks == 0
              && store.getBufferedSize() >= writer.settings().rowGroupBytes()) {
        flush();
      }
    }
  }

  private void writeColumns(RowBatch batch, int[] selected, int from, int count)
      throws SQLException {
    byte[] data = batch.data();
    for (int c = 0; c < columns.length; c++) {
      CellWriter column = columns[c];
      try {
        for (int i = from; i < from + count; i++) {
          int row = selected[i];
          int length = batch.length(c, row);
          if (length < 0) {
            column.writeNull(0, 0);
          } else {
            column.write(data, batch.offset(c, row), length, 0, 0);
          }
        }
      } catch (BadValueException e) {
        throw Errors.value(e, writer.column(c).name());
      }
    }
  }

  private void begin(RowBatch batch) {
    int rowBytes = Math.max(1, batch.dataLength() / Math.max(1, batch.rowCount()));
    rowsBetweenChecks =
        Math.max(1, Math.min(MOST_ROWS_BETWEEN_CHECKS, BYTES_BETWEEN_CHECKS / rowBytes));
    ParquetProperties properties = writer.properties(schema, rowsBetweenChecks);
    pages =
        new ColumnChunkPageWriteStore(
            compressor,
            schema.message(),
            properties.getAllocator(),
            properties.getColumnIndexTruncateLength(),
            true);
    store = properties.newColumnWriteStore(schema.message(), pages, pages);
    for (CellWriter column : columns) {
      column.bind(store);
    }
  }

  @Override
  public long bufferedBytes() {
    return store == null ? 0 : store.getBufferedSize();
  }

  @Override
  public long bufferedRows() {
    return rows;
  }

  @Override
  public void flush() throws SQLException {
    if (rows > 0) {
      store.flush(); // encodes and compresses the last pages before anybody has to wait
      writer.append(pages, rows);
    }
    release();
  }

  private void release() {
    if (store != null) {
      store.close();
      pages.close();
      store = null;
      pages = null;
    }
    rows = 0;
  }

  @Override
  public void close() {
    try {
      if (pages != null) {
        pages.close();
      }
    } finally {
      store = null;
      pages = null;
      compressor.release();
    }
  }
}
