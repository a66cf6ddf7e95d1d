package io.cassport.copy.job;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Runs one stage's work on several daemon threads and ends when all of them have. */
public final class Workers {
  private Workers() {}

  /** Work that may fail as statements do. */
  public interface Task {
    /** Does it. */
    void run() throws SQLException, InterruptedException;
  }

  /**
   * Runs the tasks side by side, one thread each; the first failure interrupts the others and is
   * thrown when all have ended.
   *
   * @param name of the threads, to which a number is added
   */
  public static void run(String name, List<Task> tasks) throws SQLException {
    AtomicInteger number = new AtomicInteger();
    ClassLoader loader = Workers.class.getClassLoader();
    ExecutorService threads =
        Executors.newFixedThreadPool(
            tasks.size(),
            task -> {
              Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
              thread.setDaemon(true);
              thread.setContextClassLoader(loader);
              return thread;
            });
    AtomicReference<Throwable> first = new AtomicReference<>();
    try {
      List<Future<?>> futures = new ArrayList<>();
      for (Task task : tasks) {
        try {
          futures.add(threads.submit(() -> attempt(task, first, threads)));
        } catch (RejectedExecutionException e) {
          break; // a task that failed already has closed the pool: the rest must not start
        }
      }
      awaitAll(futures, first, threads);
    } finally {
      threads.shutdownNow();
    }
    rethrow(first.get());
  }

  private static void attempt(
      Task task, AtomicReference<Throwable> first, ExecutorService threads) {
    try {
      task.run();
    } catch (InterruptedException e) {
      first.compareAndSet(null, Errors.cancelled("the statement was interrupted"));
      threads.shutdownNow();
    } catch (Throwable e) { // an OutOfMemoryError of one worker must end the others too
      first.compareAndSet(null, e);
      threads.shutdownNow();
    }
  }

  private static void awaitAll(
      List<Future<?>> futures, AtomicReference<Throwable> first, ExecutorService threads) {
    boolean interrupted = false;
    for (Future<?> future : futures) {
      while (true) {
        try {
          future.get();
          break;
        } catch (InterruptedException e) {
          interrupted = true;
          first.compareAndSet(null, Errors.cancelled("the statement's thread was interrupted"));
          threads.shutdownNow();
        } catch (ExecutionException e) {
          first.compareAndSet(null, e.getCause());
          break;
        }
        if (future.isDone() || threads.isTerminated()) {
          break;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void rethrow(Throwable failure) throws SQLException {
    if (failure == null) {
      return;
    }
    if (failure instanceof SQLException e) {
      throw e;
    }
    if (failure instanceof Error e) {
      throw e;
    }
    throw new SQLException("COPY failed unexpectedly: " + failure, "58030", failure);
  }
}
