package io.cassport.copy.load;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import io.cassport.copy.job.Errors;
import io.cassport.copy.job.JobControl;
import io.cassport.copy.job.RateLimit;
import io.cassport.format.ObjectReader;
import io.cassport.format.RejectedRow;
import io.cassport.format.RowBatch;
import io.cassport.format.RowReader;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** Reads one piece, batch by batch, and sends its good rows, those of a partition together. */
final class PieceLoader {
  /** Stays below batch_size_warn_threshold (5 KiB) of cassandra.yaml. */
  private static final int MAX_BATCH_BYTES = 5_000;

  private final Piece piece;
  private final ObjectLoad load;
  private final TableWriter writer;
  private final LoadOptions options;
  private final JobControl control;
  private final RateLimit rate;
  private final Rejections rejections;
  private final RequestSender sender;
  private final PartitionGroups groups;
  private final int batchRows;
  private final BitSet bad = new BitSet();
  private List<BoundStatement> rows = new ArrayList<>();
  private final long[] numbers;
  private int bytes;

  PieceLoader(
      Piece piece,
      LoadOptions options,
      JobControl control,
      RateLimit rate,
      Rejections rejections,
      RequestSender sender) {
    this.piece = piece;
    this.load = piece.load();
    this.writer = load.writer();
    this.options = options;
    this.control = control;
    this.rate = rate;
    this.rejections = rejections;
    this.sender = sender;
    this.groups = new PartitionGroups(writer.partitionKey());
    this.batchRows = writer.isSentAlone() ? 1 : options.maxBatchRows();
    this.numbers = new long[batchRows];
  }

  void load() throws SQLException, InterruptedException {
    ObjectReader.Split split = load.reader().splits().get(piece.split());
    RowBatch batch = new RowBatch(load.fileSchema(), options.chunkRows());
    long firstRow = split.firstRow() + piece.skip() + 1;
    long left = piece.rows();
    try (RowReader reader =
        load.reader().read(piece.split(), load.fileColumns(), load.fileSchema(), piece.skip())) {
      while (left > 0) {
        control.check();
        batch.detachData(); // requests under way still point into the last array
        int count = reader.read(batch, (int) Math.min(left, options.chunkRows()));
        if (count == 0) {
          throw endsEarly(left);
        }
        load.addRead(count);
        reject(batch, firstRow);
        write(batch, firstRow);
        rate.acquire(count);
        rejections.keepMany(load, piece.split());
        firstRow += count;
        left -= count;
      }
    }
    rejections.keep(load, piece.split());
    control.addBytes(split.bytes());
  }

  private SQLException endsEarly(long rowsMissing) {
    return Errors.data(
        "'"
            + load.object().name()
            + "' ends "
            + rowsMissing
            + " rows before its own count says; it is damaged",
        "22018");
  }

  /** Rejects the rows that cannot be written, in the file's order. */
  private void reject(RowBatch batch, long firstRow) throws SQLException {
    bad.clear();
    RowBatch.BadCell[] cells = batch.badCells().toArray(new RowBatch.BadCell[0]);
    Arrays.sort(
        cells,
        (a, b) -> a.row() == b.row() ? a.column() - b.column() : Integer.compare(a.row(), b.row()));
    int next = 0;
    for (int row = 0; row < batch.rowCount(); row++) {
      if (next < cells.length && cells[next].row() == row) {
        RowBatch.BadCell cell = cells[next];
        reject(batch, firstRow, row, cell.column(), cell.reason(), cell.sqlState());
        while (next < cells.length && cells[next].row() == row) {
          next++; // a row is rejected once, for its first bad cell
        }
        continue;
      }
      int column = writer.nullKeyColumn(batch, row);
      if (column >= 0) {
        reject(batch, firstRow, row, column, TableWriter.NULL_KEY, "23502");
      }
    }
  }

  private void reject(
      RowBatch batch, long firstRow, int row, int column, String reason, String sqlState)
      throws SQLException {
    bad.set(row);
    boolean whole = column == RowBatch.WHOLE_ROW;
    String name = whole ? null : batch.schema().column(column).name();
    RowPlace place = new RowPlace(load.object().name(), firstRow + row);
    String message = place + (whole ? "" : ", column " + name) + ": " + reason;
    rejections.add(
        load,
        new RejectedRow(load.object().name(), firstRow + row, name, reason),
        sqlState.equals("23502") ? Errors.nullKey(message) : Errors.data(message, sqlState));
    control.addWork(1);
  }

  private void write(RowBatch batch, long firstRow) throws SQLException, InterruptedException {
    int[] order = groups.order(batch);
    boolean otherPartition = false;
    for (int i = 0; i < order.length; i++) {
      int row = order[i];
      otherPartition |= groups.startsAt(i);
      if (bad.get(row)) {
        continue;
      }
      int size = writer.batchBytes(batch, row);
      if (rows.size() >= batchRows || bytes + size > MAX_BATCH_BYTES || otherPartition) {
        send();
      }
      otherPartition = false;
      numbers[rows.size()] = firstRow + row;
      rows.add(writer.bind(batch, row, load.partitionValues()));
      bytes += size;
    }
    send();
  }

  private void send() throws SQLException, InterruptedException {
    if (rows.isEmpty()) {
      return;
    }
    if (options.dryRun()) {
      control.addWork(rows.size());
      rows.clear();
    } else {
      sender.send(
          new WriteRequest(
              load, piece.split(), rows, Arrays.copyOf(numbers, rows.size()), bytes, 1));
      rows = new ArrayList<>();
    }
    bytes = 0;
  }
}
