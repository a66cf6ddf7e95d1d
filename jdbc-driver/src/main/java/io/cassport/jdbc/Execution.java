package io.cassport.jdbc;

import io.cassport.copy.CopyJob;
import io.cassport.copy.CopyResult;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * One call of execute and what its results still fetch: the place where a thread waits, and where
 * cancel, from any thread, ends the wait.
 */
final class Execution {
  private final int timeoutSeconds;
  private boolean cancelled;

  /** Several when a result is closed by another thread than the one that reads it. */
  private final List<CompletableFuture<?>> waitingFor = new ArrayList<>();

  private CopyJob job;
  private Thread interruptible;

  /**
   * A call.
   *
   * @param timeoutSeconds of a COPY as a whole; 0 is none
   */
  Execution(int timeoutSeconds) {
    this.timeoutSeconds = timeoutSeconds;
  }

  /** Ends the wait of another thread; it gets 57014. */
  void cancel() {
    List<CompletableFuture<?>> futures;
    CopyJob running;
    synchronized (this) {
      cancelled = true;
      if (interruptible != null) {
        interruptible.interrupt();
      }
      futures = List.copyOf(waitingFor);
      running = job;
    }
    futures.forEach(future -> future.cancel(true));
    if (running != null) {
      running.cancel();
    }
  }

  /** True once it was cancelled. */
  synchronized boolean isCancelled() {
    return cancelled;
  }

  private synchronized void begin(CompletableFuture<?> future, CopyJob running)
      throws SQLException {
    if (cancelled) {
      if (future != null) {
        future.cancel(true);
      }
      throw Errors.cancelled();
    }
    if (future != null) {
      waitingFor.add(future);
    }
    if (running != null) {
      job = running;
    }
  }

  private synchronized void end(CompletableFuture<?> future) {
    waitingFor.removeIf(other -> other == future);
  }

  private synchronized void endJob() {
    job = null;
  }

  /** Waits for an answer of the server. */
  <T> T await(CompletionStage<T> stage) throws SQLException {
    CompletableFuture<T> future = stage.toCompletableFuture();
    begin(future, null);
    try {
      return future.get();
    } catch (CancellationException e) {
      throw Errors.cancelled();
    } catch (ExecutionException e) {
      throw Errors.translate(e);
    } catch (InterruptedException e) {
      future.cancel(true);
      Thread.currentThread().interrupt();
      throw Errors.cancelled();
    } finally {
      end(future);
    }
  }

  /** Work whose waits an interrupt ends. */
  interface Work<T> {
    T run() throws SQLException;
  }

  /** Does such work in this thread; cancel ends it. */
  <T> T interruptibly(Work<T> work) throws SQLException {
    synchronized (this) {
      begin(null, null);
      interruptible = Thread.currentThread();
    }
    try {
      return work.run();
    } finally {
      endInterruptible();
    }
  }

  private synchronized void endInterruptible() throws SQLException {
    interruptible = null;
    if (cancelled) {
      Thread.interrupted(); // it was for the work, which has ended
      throw Errors.cancelled();
    }
  }

  /** Runs a COPY in this thread, with the query timeout as its limit. */
  CopyResult run(CopyJob copy) throws SQLException {
    begin(null, copy);
    ScheduledThreadPoolExecutor timer = timer(copy);
    try {
      return copy.run();
    } finally {
      endJob();
      if (timer != null) {
        timer.shutdownNow();
      }
    }
  }

  private ScheduledThreadPoolExecutor timer(CopyJob copy) {
    if (timeoutSeconds == 0) {
      return null;
    }
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "cassport-timeout");
              thread.setDaemon(true);
              thread.setContextClassLoader(Execution.class.getClassLoader());
              return thread;
            });
    var unused =
        timer.schedule(
            () -> copy.cancelAfterTimeout(timeoutSeconds), timeoutSeconds, TimeUnit.SECONDS);
    return timer;
  }
}
