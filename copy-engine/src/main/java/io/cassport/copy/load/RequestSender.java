package io.cassport.copy.load;

import com.datastax.oss.driver.api.core.CqlSession;
import io.cassport.copy.job.JobControl;
import io.cassport.copy.job.Retries;
import java.sql.SQLException;
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
  private final double workPerRow;
  private final AtomicReference<SQLException> failure = new AtomicReference<>();
  private final ScheduledExecutorService retries =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "cassport-retry");
            thread.setDaemon(true);
            return thread;
          });

  RequestSender(CqlSession session, LoadOptions options, JobControl control, double workPerRow) {
    this.session = session;
    this.options = options;
    this.control = control;
    this.workPerRow = workPerRow;
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
                  acknowledged(request);
                } else {
                  failed(request, Retries.unwrap(error));
                }
              } catch (RuntimeException e) { // nothing else would ever wake the waiting threads
                failure.compareAndSet(null, Retries.serverError("write rows", e));
                window.release(request.bytes());
              }
            });
  }

  private void acknowledged(WriteRequest request) {
    int rows = request.rows().size();
    request.load().addLoaded(rows);
    control.addRows(rows);
    control.addWork(rows * workPerRow);
    window.release(request.bytes());
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the window counts what is under way
  private void failed(WriteRequest request, Throwable error) {
    boolean again =
        Retries.isPassing(error)
            && !request.load().writer().isCounter()
            && request.attempt() < Retries.ATTEMPTS
            && failure.get() == null
            && !control.isStopped();
    if (again) {
      window.slowDown();
      retries.schedule(
          () -> submit(request.again()),
          Retries.pauseMillis(request.attempt()),
          TimeUnit.MILLISECONDS);
      return;
    }
    if (request.rows().size() > 1 && !Retries.isPassing(error) && failure.get() == null) {
      // the driver's threads must not wait for room, so these go round the window
      retries.execute(() -> sendRows(request));
      return;
    }
    failure.compareAndSet(null, Retries.serverError("write " + request.firstRow(), error));
    window.release(request.bytes());
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

  private boolean sendRow(WriteRequest row) {
    try {
      session.execute(row.statement(options));
    } catch (RuntimeException e) {
      failure.compareAndSet(
          null, Retries.serverError("write " + row.firstRow(), Retries.unwrap(e)));
      return false;
    }
    row.load().addLoaded(1);
    control.addRows(1);
    control.addWork(workPerRow);
    return true;
  }

  @Override
  public void close() {
    retries.shutdownNow();
  }
}
