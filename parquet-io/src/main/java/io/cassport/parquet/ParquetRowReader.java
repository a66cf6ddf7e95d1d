package io.cassport.parquet;

import io.cassport.format.ObjectReader.Split;
import io.cassport.format.ObjectSource;
import io.cassport.format.RowBatch;
import io.cassport.format.RowReader;
import io.cassport.parquet.decoding.RowGroupValues;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * Reads one row group, column by column in steps of a few rows, so that a batch can end where its
 * bytes are enough whatever the size of the values.
 */
final class ParquetRowReader implements RowReader {
  /** Bytes of a batch at which it is full. */
  private static final int BATCH_BYTES = 4 << 20;

  private static final int MOST_ROWS_IN_A_STEP = 64;

  /** A column of the batches: its name in the file, and what reads it. */
  record Column(String name, CellReader reader) {}

  private final ObjectSource source;
  private final int split;
  private final List<Column> columns;
  private final ParquetFileReader file;
  private final PageReadStore pages;
  private final CellOutput output = new CellOutput();
  private final int stepRows;
  private long rowsLeft;

  ParquetRowReader(
      ObjectSource source,
      ParquetMetadata footer,
      int split,
      MessageType projection,
      List<Column> columns,
      Split description,
      long skipRows)
      throws SQLException {
    this.source = source;
    this.split = split;
    this.columns = List.copyOf(columns);
    BlockMetaData block = footer.getBlocks().get(split);
    long rowBytes = block.getTotalByteSize() / Math.max(1, block.getRowCount());
    this.stepRows =
        (int) Math.max(1, Math.min(MOST_ROWS_IN_A_STEP, BATCH_BYTES / Math.max(1, rowBytes)));
    ParquetFileReader opened = null;
    int bound = -1;
    try {
      ChannelInput input = new ChannelInput(source);
      ParquetReadOptions options = ReadOptions.withoutHadoop();
      opened = new ParquetFileReader(input, footer, options, input.newStream());
      opened.setRequestedSchema(projection);
      this.pages = opened.readRowGroup(split);
      RowGroupValues rowGroup = new RowGroupValues(pages, footer.getFileMetaData().getCreatedBy());
      for (bound = 0; bound < this.columns.size(); bound++) {
        this.columns.get(bound).reader().bind(rowGroup);
      }
    } catch (IOException | RuntimeException | OutOfMemoryError | LinkageError e) {
      int column = bound < 0 && opened != null ? firstUnreadable(opened, projection) : bound;
      closeQuietly(opened);
      throw failed(column, e);
    }
    this.file = opened;
    this.rowsLeft = description.rowCount();
    skip(skipRows);
  }

  /** parquet-java reads a row group's pages at once and does not say whose page was damaged. */
  private int firstUnreadable(ParquetFileReader reader, MessageType projection) {
    for (int c = 0; c < columns.size(); c++) {
      Type type = projection.getType(columns.get(c).name());
      reader.setRequestedSchema(new MessageType(projection.getName(), type));
      try {
        reader.readRowGroup(split).close();
      } catch (IOException | RuntimeException | OutOfMemoryError | LinkageError e) {
        return c;
      }
    }
    return -1;
  }

  private void skip(long rows) throws SQLException {
    RowBatch scratch = new RowBatch(SkipSchema.of(columns.size()), stepRows);
    for (long left = Math.min(rows, rowsLeft); left > 0; ) {
      int step = (int) Math.min(left, stepRows);
      scratch.clear();
      scratch.setRowCount(step);
      fill(scratch, 0, step);
      left -= step;
      rowsLeft -= step;
    }
  }

  @Override
  public int read(RowBatch batch, int maxRows) throws SQLException {
    int wanted = (int) Math.min(rowsLeft, maxRows);
    batch.clear();
    int rows = 0;
    while (rows < wanted && batch.dataLength() < BATCH_BYTES) {
      int step = Math.min(stepRows, wanted - rows);
      batch.setRowCount(rows + step);
      fill(batch, rows, step);
      rows += step;
    }
    rowsLeft -= rows;
    return rows;
  }

  private void fill(RowBatch batch, int from, int count) throws SQLException {
    int c = 0;
    try {
      for (; c < columns.size(); c++) {
        columns.get(c).reader().readCells(batch, c, from, count, output);
      }
    } catch (RuntimeException | OutOfMemoryError | LinkageError e) {
      // a damaged size can ask for gigabytes at once, and leaves the memory as it was
      throw failed(c, e);
    }
  }

  /**
   * What went wrong as the caller should see it.
   *
   * @param column index into the columns that are read, or -1 when it was none of them
   */
  private SQLException failed(int column, Throwable cause) {
    String where = column < 0 ? "" : ", column " + columns.get(column).name();
    return Errors.unreadable(source.name(), "row group " + split + where, cause);
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
