package io.cassport.parquet;

import io.cassport.format.ObjectReader.Split;
import io.cassport.format.ObjectSource;
import io.cassport.format.RowBatch;
import io.cassport.format.RowReader;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnReadStore;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.schema.MessageType;

/** Reads one row group, column by column. */
final class ParquetRowReader implements RowReader {
  /** Bytes of a batch at which it is full, so that large values do not fill the memory. */
  private static final int BATCH_BYTES = 4 << 20;

  private static final int PROBE_ROWS = 64;

  private final ObjectSource source;
  private final int split;
  private final CellReader[] columns;
  private final ParquetFileReader file;
  private final PageReadStore pages;
  private final CellOutput output = new CellOutput();
  private long rowsLeft;
  private int bytesPerRow;

  ParquetRowReader(
      ObjectSource source,
      ParquetMetadata footer,
      int split,
      MessageType projection,
      List<CellReader> readers,
      Split description,
      long skipRows)
      throws SQLException {
    this.source = source;
    this.split = split;
    this.columns = readers.toArray(new CellReader[0]);
    ParquetFileReader opened = null;
    try {
      ChannelInput input = new ChannelInput(source);
      ParquetReadOptions options = ReadOptions.withoutHadoop();
      opened = new ParquetFileReader(input, footer, options, input.newStream());
      opened.setRequestedSchema(projection);
      this.pages = opened.readRowGroup(split);
      ColumnReadStore store =
          new ColumnReadStoreImpl(
              pages, NoRecords.INSTANCE, projection, footer.getFileMetaData().getCreatedBy());
      for (CellReader column : columns) {
        column.bind(store);
      }
    } catch (IOException | RuntimeException e) {
      closeQuietly(opened);
      throw damaged(e);
    }
    this.file = opened;
    this.rowsLeft = description.rowCount();
    skip(skipRows);
  }

  private void skip(long rows) throws SQLException {
    if (rows == 0) {
      return;
    }
    RowBatch scratch = new RowBatch(SkipSchema.of(columns.length), 1);
    for (long row = 0; row < rows; row++) {
      scratch.clear();
      scratch.setRowCount(1);
      fill(scratch, 1);
      rowsLeft--;
    }
  }

  @Override
  public int read(RowBatch batch, int maxRows) throws SQLException {
    int wanted = (int) Math.min(rowsLeft, maxRows);
    batch.clear();
    if (wanted == 0) {
      return 0;
    }
    int rows = Math.min(wanted, PROBE_ROWS);
    if (bytesPerRow > 0) {
      rows = Math.max(1, Math.min(wanted, BATCH_BYTES / bytesPerRow));
    }
    batch.setRowCount(rows);
    fill(batch, rows);
    bytesPerRow = Math.max(1, batch.dataLength() / rows);
    rowsLeft -= rows;
    return rows;
  }

  private void fill(RowBatch batch, int rows) throws SQLException {
    try {
      for (int c = 0; c < columns.length; c++) {
        CellReader column = columns[c];
        for (int row = 0; row < rows; row++) {
          int start = batch.dataLength();
          output.begin(batch);
          if (column.read(output)) {
            batch.setCell(c, row, start, batch.dataLength() - start);
          } else {
            batch.setNull(c, row);
          }
          BadValueException bad = output.bad();
          if (bad != null) {
            batch.markBad(c, row, bad.getMessage(), bad.sqlState());
          }
        }
      }
    } catch (RuntimeException e) {
      throw damaged(e);
    }
  }

  private SQLException damaged(Exception cause) {
    return Errors.damaged(
        source.name(),
        "is a damaged Parquet file: row group "
            + split
            + " cannot be read ("
            + cause.getMessage()
            + "); fetch or write it again",
        cause);
  }

  private static void closeQuietly(ParquetFileReader reader) {
    if (reader != null) {
      try {
        reader.close();
      } catch (IOException e) {
        // what went wrong before is what matters
      }
    }
  }

  @Override
  public void close() {
    pages.close();
    closeQuietly(file);
  }
}
