package io.cassport.copy;

import io.cassport.copy.job.JobLog;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Tells a job's listeners where it stands, on a thread of its own: whatever a listener does, the
 * job goes on.
 */
final class ProgressReports {
  private static final long EVERY_MILLIS = 200;

  /** How long the end of a job waits for listeners; a program reads what they noted after it. */
  private static final long LAST_MILLIS = 3_000;

  private final Supplier<CopyProgress> progress;
  private final JobLog log;
  private final List<Consumer<CopyProgress>> listeners = new CopyOnWriteArrayList<>();
  private ScheduledExecutorService thread;

  ProgressReports(Supplier<CopyProgress> progress, JobLog log) {
    this.progress = progress;
    this.log = log;
  }

  void add(Consumer<CopyProgress> listener) {
    listeners.add(listener);
  }

  /** From now on, if there is anybody to tell. */
  @SuppressWarnings("FutureReturnValueIgnored") // shut down with the job
  void begin() {
    if (listeners.isEmpty()) {
      return;
    }
    ClassLoader loader = ProgressReports.class.getClassLoader();
    thread =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread made = new Thread(task, "cassport-progress");
              made.setDaemon(true);
              made.setContextClassLoader(loader);
              return made;
            });
    thread.scheduleAtFixedRate(this::report, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** The last time; the job has ended. */
  void end() {
    if (thread == null) {
      return;
    }
    thread.execute(this::report);
    thread.shutdown(); // what comes periodically ends, what was handed in is done
    try {
      if (!thread.awaitTermination(LAST_MILLIS, TimeUnit.MILLISECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  private void report() {
    CopyProgress now = progress.get();
    listeners.removeIf(listener -> !told(listener, now));
  }

  /** False for a listener that fails: it is not asked again. */
  private boolean told(Consumer<CopyProgress> listener, CopyProgress now) {
    try {
      listener.accept(now);
      return true;
    } catch (Throwable e) { // an assertion in a listener is no reason to lose a COPY
      log.listenerFailed(e);
      return false;
    }
  }
}
