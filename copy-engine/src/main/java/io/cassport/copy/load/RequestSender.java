package io.cassport.copy.load;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import io.cassport.copy.job.JobControl;
import io.cassport.copy.job.Retries;
import io.cassport.format.RejectedRow;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Sends requests, several at once, and sends again what failed for a passing reason. A batch that
 * fails for good is sent again row by row, so that the error names the row. Thread-safe.
 */
final class RequestSender implements AutoCloseable {
  private final CqlSession session;
  private final LoadOptions options;
  private final Window window;
  private final JobControl control;
  private final Rejections rejections;
  private final AtomicReference<SQLException> failure = new AtomicReference<>();
  private final ScheduledExecutorService retries =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "cassport-retry");
            thread.setDaemon(true);
            return thread;
          });

  RequestSender(
      CqlSession session, LoadOptions options, JobControl control, Rejections rejections) {
    this.session = session;
    this.options = options;
    this.control = control;
    this.rejections = rejections;
    int nodes = Math.max(1, session.getMetadata().getNodes().size());
    this.window = new Window(Math.multiplyExact(options.window(), nodes));
  }

  /** Sends a request once there is room. */
  void send(WriteRequest request) throws SQLException, InterruptedException {
    check();
    window.acquire(request.bytes(), control);
    submit(request);
  }

  /** Waits for all answers. */
  void drain() throws SQLException, InterruptedException {
    window.drain();
    check();
  }

  private void check() throws SQLException {
    control.check();
    SQLException failed = failure.get();
    if (failed != null) {
      throw failed;
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // every outcome is handled in the callback
  private void submit(WriteRequest request) {
    session
        .executeAsync(request.statement(options))
        .whenComplete(
            (rows, error) -> {
              try {
                if (error == null) {
                  sentAgain(rows.getExecutionInfo().getErrors());
                  acknowledged(request, rows.wasApplied());
                } else {
                  failed(request, Retries.unwrap(error));
                }
              } catch (RuntimeException e) { // nothing else would ever wake the waiting threads
                failure.compareAndSet(null, Retries.serverError("write rows", e));
                window.release(request.bytes());
              }
            });
  }

  /** What the session itself had to send to other nodes. */
  private void sentAgain(List<Map.Entry<Node, Throwable>> errors) {
    control.addRetries(errors.size());
    if (errors.stream().anyMatch(each -> Retries.isOverload(each.getValue()))) {
      window.slowDown();
    }
  }

  private void acknowledged(WriteRequest request, boolean applied) {
    count(request, applied);
    window.release(request.bytes());
  }

  private void count(WriteRequest request, boolean applied) {
    int rows = request.rows().size();
    if (applied) {
      request.load().addLoaded(request.split(), rows);
      control.addRows(rows);
    } else {
      request.load().addThere(request.split(), rows);
    }
    control.addWork(rows);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the window counts what is under way
  private void failed(WriteRequest request, Throwable error) {
    control.addRetries(Retries.sentBefore(error));
    boolean again =
        Retries.isWorthAnother(error, request.attempt())
            && !request.load().writer().isCounter()
            && failure.get() == null
            && !control.isStopped();
    if (again) {
      window.slowDown();
      long pause = Retries.note("write", request.attempt(), error, control);
      retries.schedule(() -> submit(request.again()), pause, TimeUnit.MILLISECONDS);
      return;
    }
    if (request.rows().size() > 1 && !Retries.isPassing(error) && failure.get() == null) {
      // the driver's threads must not wait for room, so these go round the window
      retries.execute(() -> sendRows(request));
      return;
    }
    rejectOrFail(request, error);
    window.release(request.bytes());
  }

  private static SQLException told(WriteRequest row, Throwable error) {
    SQLException told = Retries.serverError("write " + row.firstRow(), row.attempt(), error);
    if (!row.load().writer().isCounter() || !Retries.isPassing(error)) {
      return told;
    }
    return new SQLException(
        told.getMessage()
            + "; whether this row was counted nobody knows, and so it was not sent again: a"
            + " counter that is sent twice may count twice",
        told.getSQLState(),
        error);
  }

  /**
   * What the server calls invalid is that row's own fault, unless the table is gone.
   *
   * @param row a request of one row, or of several that failed together
   */
  private boolean rejectOrFail(WriteRequest row, Throwable error) {
    SQLException told = told(row, error);
    if (!(error instanceof InvalidQueryException)
        || row.rows().size() > 1
        || told.getSQLState().equals("42S02")) {
      failure.compareAndSet(null, told);
      return false;
    }
    try {
      RowPlace place = row.firstRow();
      rejections.add(
          row.load(), new RejectedRow(place.object(), place.row(), null, error.getMessage()), told);
      control.addWork(1);
      return true;
    } catch (SQLException e) {
      failure.compareAndSet(null, e);
      return false;
    }
  }

  private void sendRows(WriteRequest request) {
    try {
      for (int i = 0; i < request.rows().size(); i++) {
        if (!sendRow(request.single(i))) {
          return;
        }
      }
    } finally {
      window.release(request.bytes());
    }
  }

  private boolean sendRow(WriteRequest first) {
    WriteRequest row = first;
    while (true) {
      try {
        count(row, session.execute(row.statement(options)).wasApplied());
        return true;
      } catch (RuntimeException e) {
        Throwable error = Retries.unwrap(e);
        if (!Retries.isWorthAnother(error, row.attempt())
            || control.isStopped()
            || !paused(row, error)) {
          return rejectOrFail(row, error);
        }
        row = row.again();
      }
    }
  }

  private boolean paused(WriteRequest row, Throwable error) {
    try {
      Thread.sleep(Retries.note("write", row.attempt(), error, control));
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    retries.shutdownNow();
  }
}
