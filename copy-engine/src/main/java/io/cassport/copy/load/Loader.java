package io.cassport.copy.load;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import io.cassport.copy.job.Errors;
import io.cassport.copy.job.JobControl;
import io.cassport.copy.job.RateLimit;
import io.cassport.copy.job.Workers;
import io.cassport.format.ObjectReader;
import io.cassport.format.RowBatch;
import io.cassport.format.RowReader;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Loads files into the table: their splits are read side by side, from far-apart places. */
public final class Loader {
  /** Stays below batch_size_warn_threshold (5 KiB) of cassandra.yaml. */
  private static final int MAX_BATCH_BYTES = 5_000;

  private final CqlSession session;
  private final LoadOptions options;
  private final long skipRows;
  private final long maxRows;
  private final JobControl control;
  private final RateLimit rate;
  private final ReadMemory memory = new ReadMemory();

  /**
   * Makes a loader.
   *
   * @param skipRows rows at the beginning of all files together that are left out
   * @param maxRows rows that are taken at the most, or negative for all
   */
  public Loader(
      CqlSession session, LoadOptions options, long skipRows, long maxRows, JobControl control) {
    this.session = session;
    this.options = options;
    this.skipRows = skipRows;
    this.maxRows = maxRows < 0 ? Long.MAX_VALUE : maxRows;
    this.control = control;
    this.rate = new RateLimit(options.rowsPerSecond());
  }

  /**
   * Loads everything; returns when the server has acknowledged every row.
   *
   * @throws SQLException for the first row that cannot be read, converted or written; its message
   *     says how many rows are written
   */
  public void load(List<ObjectLoad> objects) throws SQLException {
    List<Piece> pieces = pieces(objects);
    long rows = pieces.stream().mapToLong(Piece::rows).sum();
    control.setWork((double) Math.max(1, rows));
    int threads = Math.min(Math.max(1, pieces.size()), threads());
    Queue<Piece> queue = new ConcurrentLinkedQueue<>(interleaved(pieces, threads));
    try (RequestSender sender = new RequestSender(session, options, control, 1)) {
      List<Workers.Task> tasks = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        tasks.add(() -> drain(queue, sender));
      }
      SQLException failure = null;
      try {
        Workers.run("cassport-load", tasks);
      } catch (SQLException e) {
        failure = e;
      }
      finish(sender, failure, objects);
    }
  }

  private static int threads() {
    return Math.max(1, Math.min(8, Runtime.getRuntime().availableProcessors()));
  }

  /** Waits for what is under way, whatever happened, so that the count in a message is true. */
  private void finish(RequestSender sender, SQLException failure, List<ObjectLoad> objects)
      throws SQLException {
    SQLException failed = failure;
    try {
      sender.drain();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failed = failed == null ? Errors.cancelled("the statement was interrupted") : failed;
    } catch (SQLException e) {
      failed = failed == null ? e : failed;
    }
    if (failed == null) {
      return;
    }
    long loaded = objects.stream().mapToLong(ObjectLoad::rowsLoaded).sum();
    SQLException told =
        new SQLException(
            failed.getMessage()
                + (options.dryRun()
                    ? "; this was a dry run, nothing is written"
                    : "; " + loaded + " rows of this COPY are written and stay"),
            failed.getSQLState(),
            failed);
    throw told;
  }

  /** Some rows of one split. */
  private record Piece(ObjectLoad load, int split, long skip, long rows) {}

  private List<Piece> pieces(List<ObjectLoad> objects) {
    List<Piece> pieces = new ArrayList<>();
    long skip = skipRows;
    long left = maxRows;
    for (ObjectLoad load : objects) {
      List<ObjectReader.Split> splits = load.reader().splits();
      for (int i = 0; i < splits.size() && left > 0; i++) {
        long rows = splits.get(i).rowCount();
        long skipped = Math.min(skip, rows);
        long taken = Math.min(rows - skipped, left);
        skip -= skipped;
        left -= taken;
        if (taken > 0) {
          pieces.add(new Piece(load, i, skipped, taken));
        }
      }
    }
    return pieces;
  }

  /**
   * Orders pieces so that threads that take them in turn work far apart: an exported file is in
   * token order, and neighbours in it burden the same replicas.
   */
  private static List<Piece> interleaved(List<Piece> pieces, int threads) {
    List<Piece> ordered = new ArrayList<>(pieces.size());
    int stride = (pieces.size() + threads - 1) / Math.max(1, threads);
    for (int i = 0; i < stride; i++) {
      for (int j = i; j < pieces.size(); j += stride) {
        ordered.add(pieces.get(j));
      }
    }
    return ordered;
  }

  private void drain(Queue<Piece> queue, RequestSender sender)
      throws SQLException, InterruptedException {
    for (Piece piece = queue.poll(); piece != null; piece = queue.poll()) {
      long bytes = piece.load().reader().memory(piece.split(), piece.load().fileColumns());
      memory.acquire(bytes, control);
      try {
        load(piece, sender);
      } finally {
        memory.release(bytes);
      }
    }
  }

  private void load(Piece piece, RequestSender sender) throws SQLException, InterruptedException {
    ObjectLoad load = piece.load();
    ObjectReader.Split split = load.reader().splits().get(piece.split());
    RowBatch batch = new RowBatch(load.fileSchema(), options.chunkRows());
    PartitionGroups groups = new PartitionGroups(load.writer().partitionKey());
    long firstRow = split.firstRow() + piece.skip() + 1;
    long left = piece.rows();
    try (RowReader reader =
        load.reader().read(piece.split(), load.fileColumns(), load.fileSchema(), piece.skip())) {
      while (left > 0) {
        control.check();
        batch.detachData(); // requests under way still point into the last array
        int rows = reader.read(batch, (int) Math.min(left, options.chunkRows()));
        if (rows == 0) {
          throw Errors.data(
              "'"
                  + load.object().name()
                  + "' ends "
                  + left
                  + " rows before its own count says; it is damaged",
              "22018");
        }
        load.addRead(rows);
        checkCells(load, batch, firstRow);
        write(load, batch, firstRow, groups, sender);
        rate.acquire(rows);
        firstRow += rows;
        left -= rows;
      }
    }
    control.addBytes(split.bytes());
  }

  private static void checkCells(ObjectLoad load, RowBatch batch, long firstRow)
      throws SQLException {
    if (batch.badCells().isEmpty()) {
      return;
    }
    RowBatch.BadCell bad = batch.badCells().get(0);
    for (RowBatch.BadCell cell : batch.badCells()) {
      bad = cell.row() < bad.row() ? cell : bad;
    }
    throw Errors.data(
        new RowPlace(load.object().name(), firstRow + bad.row())
            + ", column "
            + batch.schema().column(bad.column()).name()
            + ": "
            + bad.reason(),
        bad.sqlState());
  }

  private void write(
      ObjectLoad load, RowBatch batch, long firstRow, PartitionGroups groups, RequestSender sender)
      throws SQLException, InterruptedException {
    TableWriter writer = load.writer();
    int[] order = groups.order(batch);
    int batchRows = writer.isCounter() ? 1 : options.maxBatchRows();
    List<BoundStatement> rows = new ArrayList<>();
    int bytes = 0;
    int begin = 0;
    for (int i = 0; i < order.length; i++) {
      int row = order[i];
      int size = writer.batchBytes(batch, row);
      boolean full =
          !rows.isEmpty()
              && (rows.size() >= batchRows || bytes + size > MAX_BATCH_BYTES || groups.startsAt(i));
      if (full) {
        send(load, rows, order, begin, i, firstRow, bytes, sender);
        rows = new ArrayList<>();
        bytes = 0;
        begin = i;
      }
      RowPlace place = new RowPlace(load.object().name(), firstRow + row);
      rows.add(writer.bind(batch, row, load.partitionValues(), place));
      bytes += size;
    }
    send(load, rows, order, begin, order.length, firstRow, bytes, sender);
  }

  private void send(
      ObjectLoad load,
      List<BoundStatement> rows,
      int[] order,
      int from,
      int to,
      long firstRow,
      int bytes,
      RequestSender sender)
      throws SQLException, InterruptedException {
    if (options.dryRun()) {
      control.addWork(rows.size());
      return;
    }
    long[] numbers = new long[to - from];
    for (int i = from; i < to; i++) {
      numbers[i - from] = firstRow + order[i];
    }
    sender.send(new WriteRequest(load, rows, numbers, bytes, 1));
  }
}
