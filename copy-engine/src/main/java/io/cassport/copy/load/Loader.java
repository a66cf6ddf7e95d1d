package io.cassport.copy.load;

import com.datastax.oss.driver.api.core.CqlSession;
import io.cassport.copy.job.Errors;
import io.cassport.copy.job.JobControl;
import io.cassport.copy.job.RateLimit;
import io.cassport.copy.job.Workers;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Loads files into the table: their splits are read side by side, from far-apart places. */
public final class Loader {
  private final CqlSession session;
  private final LoadOptions options;
  private final long skipRows;
  private final long maxRows;
  private final JobControl control;
  private final Rejections rejections;
  private final RateLimit rate;
  private final ReadMemory memory = new ReadMemory();

  /**
   * Makes a loader.
   *
   * @param skipRows rows at the beginning of all files together that are left out
   * @param maxRows rows that are taken at the most, or negative for all
   * @param rejections which bad rows are tolerated
   */
  public Loader(
      CqlSession session,
      LoadOptions options,
      long skipRows,
      long maxRows,
      Rejections rejections,
      JobControl control) {
    this.session = session;
    this.options = options;
    this.skipRows = skipRows;
    this.maxRows = maxRows < 0 ? Long.MAX_VALUE : maxRows;
    this.rejections = rejections;
    this.control = control;
    this.rate = new RateLimit(options.rowsPerSecond());
  }

  /**
   * Loads everything; returns when the server has acknowledged every row.
   *
   * @return the files that hold the rejected rows, if any were asked for and needed
   * @throws SQLException for the first row too many that cannot be read, converted or written; its
   *     message says how many rows are written
   */
  public List<String> load(List<ObjectLoad> objects) throws SQLException {
    List<Piece> pieces = Piece.of(objects, skipRows, maxRows);
    long rows = pieces.stream().mapToLong(Piece::rows).sum();
    long before = objects.stream().mapToLong(ObjectLoad::rowsLoaded).sum();
    control.addRowsBefore(before);
    control.beginWork((double) Math.max(1, rows + before), (double) before);
    int threads = Math.min(Math.max(1, pieces.size()), threads());
    Queue<Piece> queue = new ConcurrentLinkedQueue<>(Piece.interleaved(pieces, threads));
    try (RequestSender sender = new RequestSender(session, options, control, rejections)) {
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
      return finish(sender, failure, objects);
    }
  }

  private static int threads() {
    return Math.max(1, Math.min(8, Runtime.getRuntime().availableProcessors()));
  }

  /** Waits for what is under way, whatever happened, so that the count in a message is true. */
  private List<String> finish(RequestSender sender, SQLException failure, List<ObjectLoad> objects)
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
    List<String> files = List.of();
    try {
      files = rejections.finish();
    } catch (SQLException e) {
      if (failed == null) {
        failed = e;
      } else {
        failed.addSuppressed(e);
      }
    }
    if (failed == null) {
      return files;
    }
    long loaded = objects.stream().mapToLong(ObjectLoad::rowsLoaded).sum();
    SQLException told =
        new SQLException(
            failed.getMessage()
                + (options.dryRun()
                    ? "; this was a dry run, nothing is written"
                    : "; " + loaded + " rows of this COPY are written and stay")
                + (files.isEmpty() ? "" : "; rejected rows are in " + String.join(", ", files)),
            failed.getSQLState(),
            failed);
    throw told;
  }

  private void drain(Queue<Piece> queue, RequestSender sender)
      throws SQLException, InterruptedException {
    for (Piece piece = queue.poll(); piece != null; piece = queue.poll()) {
      long bytes = piece.load().reader().memory(piece.split(), piece.load().fileColumns());
      memory.acquire(bytes, control);
      try {
        new PieceLoader(piece, options, control, rate, rejections, sender).load();
      } finally {
        memory.release(bytes);
      }
    }
  }
}
