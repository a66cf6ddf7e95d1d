package io.cassport.parquet;

import io.cassport.format.ObjectReader.Split;
import io.cassport.format.ObjectSource;
import io.cassport.format.RowBatch;
import io.cassport.format.RowReader;
import io.cassport.parquet.decoding.RowGroupValues;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.schema.MessageType;

/**
 * Reads one row group, column by column in steps of a few rows, so that a batch can end where its
 * bytes are enough whatever the size of the values.
 */
final class ParquetRowReader implements RowReader {
  /** Bytes of a batch at which it is full. */
  private static final int BATCH_BYTES = 4 << 20;

  private static final int BYTES_OF_A_STEP = BATCH_BYTES / 4;
  private static final int MOST_ROWS_IN_A_STEP = 64;

  /** A column of the batches: its name in the file, and what reads it. */
  record Column(String name, CellReader reader) {}

  private final ObjectSource source;
  private final int split;
  private final List<Column> columns;
  private final CellOutput output = new CellOutput();
  private final int stepRows;

  /** Of each column the cells that were read before the batch was full. */
  private final List<Deque<AheadCell>> ahead = new ArrayList<>();

  private long rowsLeft;

  /** A cell's bytes, null for none, and why it has none, null for CQL's null. */
  private record AheadCell(ByteBuffer bytes, RowBatch.BadCell bad) {}

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
    columns.forEach(column -> ahead.add(new ArrayDeque<>()));
    BlockMetaData block = footer.getBlocks().get(split);
    long rowBytes = block.getTotalByteSize() / Math.max(1, block.getRowCount());
    this.stepRows =
        (int) Math.max(1, Math.min(MOST_ROWS_IN_A_STEP, BYTES_OF_A_STEP / Math.max(1, rowBytes)));
    int bound = -1;
    try {
      String writer = footer.getFileMetaData().getCreatedBy();
      RowGroupPages pages = RowGroupPages.read(source, block, writer, projection, new PageMemory());
      RowGroupValues rowGroup = new RowGroupValues(pages, writer);
      for (bound = 0; bound < this.columns.size(); bound++) {
        this.columns.get(bound).reader().bind(rowGroup);
      }
    } catch (RowGroupPages.UnreadableColumnException e) {
      throw failed(e.column(), e.getCause());
    } catch (IOException | RuntimeException | VirtualMachineError | LinkageError e) {
      throw failed(bound < 0 ? null : columns.get(bound).name(), e);
    }
    this.rowsLeft = description.rowCount();
    skip(skipRows);
  }

  private void skip(long rows) throws SQLException {
    RowBatch scratch = new RowBatch(SkipSchema.of(columns.size()), stepRows);
    for (long left = Math.min(rows, rowsLeft); left > 0; ) {
      scratch.clear();
      int filled = fill(scratch, 0, (int) Math.min(left, stepRows));
      left -= filled;
      rowsLeft -= filled;
    }
  }

  @Override
  public int read(RowBatch batch, int maxRows) throws SQLException {
    int wanted = (int) Math.min(rowsLeft, maxRows);
    batch.clear();
    int rows = 0;
    while (rows < wanted && batch.dataLength() < BATCH_BYTES) {
      rows += fill(batch, rows, Math.min(stepRows, wanted - rows));
    }
    rowsLeft -= rows;
    return rows;
  }

  /**
   * Reads some rows, or fewer when they are so large that they fill the batch. Gives how many.
   *
   * @param from the batch's row to begin with
   */
  private int fill(RowBatch batch, int from, int count) throws SQLException {
    long until = batch.dataLength() + (long) BATCH_BYTES;
    // cells that are kept ahead may be a large row's, as may be those of the batch's last row
    batch.setMostBytes(until + 2 * PageMemory.mostOfARow());
    batch.setRowCount(from + count);
    int rows = count;
    int c = 0;
    try {
      for (; c < columns.size(); c++) {
        int read = readAhead(batch, c, from, rows, until);
        if (read < rows && (read == 0 || batch.dataLength() <= until)) {
          CellReader reader = columns.get(c).reader();
          read += reader.readCells(batch, c, from + read, rows - read, until, output);
        }
        if (read < rows) {
          keepAhead(batch, c, from + read, from + rows);
          rows = read;
        }
      }
    } catch (RuntimeException | VirtualMachineError | LinkageError e) {
      // what a damaged page asks for in vain leaves the memory and the stack as they were
      throw failed(columns.get(c).name(), e);
    }
    batch.setRowCount(from + rows);
    return rows;
  }

  /** Gives rows the cells that were kept for them; how many. */
  private int readAhead(RowBatch batch, int column, int from, int rows, long until) {
    Deque<AheadCell> kept = ahead.get(column);
    int read = 0;
    while (read < rows && !kept.isEmpty() && (read == 0 || batch.dataLength() <= until)) {
      AheadCell cell = kept.remove();
      int row = from + read++;
      batch.setBytes(column, row, cell.bytes());
      if (cell.bad() != null) {
        batch.markBad(column, row, cell.bad().reason(), cell.bad().sqlState());
      }
    }
    return read;
  }

  /** Takes the cells of rows that the batch has no room for out of the columns read before. */
  private void keepAhead(RowBatch batch, int columnsRead, int from, int to) {
    for (int column = 0; column < columnsRead; column++) {
      for (int row = to - 1; row >= from; row--) {
        ByteBuffer bytes = batch.buffer(column, row);
        ByteBuffer copy =
            bytes == null ? null : ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
        ahead.get(column).addFirst(new AheadCell(copy, bad(batch, column, row)));
      }
    }
    batch.badCells().removeIf(bad -> bad.row() >= from);
  }

  private static RowBatch.BadCell bad(RowBatch batch, int column, int row) {
    return batch.badCells().stream()
        .filter(bad -> bad.column() == column && bad.row() == row)
        .findFirst()
        .orElse(null);
  }

  /**
   * What went wrong as the caller should see it.
   *
   * @param column the file's, or null when it was none of them
   */
  private SQLException failed(String column, Throwable cause) {
    String where = column == null ? "" : ", column " + column;
    return Errors.unreadable(source.name(), "row group " + split + where, cause);
  }

  @Override
  public void close() {
    // the bytes were read at once
  }
}
