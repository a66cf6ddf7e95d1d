package io.cassport.copy;

import static io.cassport.copy.StatementOptions.authorized;

import io.cassport.copy.job.Errors;
import io.cassport.copy.job.JobControl;
import io.cassport.format.ColumnSchema;
import io.cassport.grammar.CopyFrom;
import io.cassport.grammar.CopyTo;
import io.cassport.grammar.Statement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** One COPY: planned and checked when it is made, done when it is run. */
public final class CopyJob {
  private static final AtomicLong NEXT_ID = new AtomicLong();
  private static final long REPORT_MILLIS = 200;

  private final long id = NEXT_ID.incrementAndGet();
  private final String statement;
  private final Clock clock = Clock.systemUTC();
  private final JobControl control = new JobControl();
  private final List<Consumer<CopyProgress>> listeners = new CopyOnWriteArrayList<>();
  private final Plan plan;
  private volatile CopyProgress.State state = CopyProgress.State.RUNNING;
  private volatile Instant started = clock.instant();
  private volatile Instant ended;
  private volatile String error;
  private volatile Thread runner;

  private CopyJob(String statement, Plan plan) {
    this.statement = statement;
    this.plan = plan;
  }

  /** Planned work: everything is checked, nothing is read or written. */
  sealed interface Plan permits ExportPlan, ImportPlan {
    CopyResult run(long jobId, JobControl control) throws SQLException;
  }

  /**
   * Plans a statement: options, table, columns, paths and files are checked.
   *
   * @param copy a CopyTo or a CopyFrom
   * @param markers the values of its bind markers, in order
   * @throws SQLException when it cannot work, naming the thing and the way out
   */
  public static CopyJob of(Statement copy, CopyContext context, List<Object> markers)
      throws SQLException {
    if (copy instanceof CopyTo to) {
      return new CopyJob(
          to.text(),
          ExportPlan.of(to, authorized(context, to.target(), to.options(), markers), markers));
    }
    if (copy instanceof CopyFrom from) {
      return new CopyJob(
          from.text(),
          ImportPlan.of(
              from, authorized(context, from.source(), from.options(), markers), markers));
    }
    throw Errors.syntax("this is no COPY statement: " + copy.text());
  }

  /** The columns that a COPY will answer with, before it runs; empty for any other statement. */
  public static List<ColumnSchema> columns(Statement statement) {
    if (statement instanceof CopyTo) {
      return ObjectTable.WRITTEN;
    }
    return statement instanceof CopyFrom ? ObjectTable.LOADED : List.of();
  }

  /** A number that no other job of this JVM has. */
  public long id() {
    return id;
  }

  /**
   * Does the work; blocks until it is done. To be called once.
   *
   * @throws SQLException when it failed; 57014 when it was cancelled or ran out of time
   */
  public CopyResult run() throws SQLException {
    started = clock.instant();
    runner = Thread.currentThread();
    CopyJobs.add(this);
    ScheduledExecutorService reporter = startReporter();
    try {
      control.check();
      CopyResult result = plan.run(id, control);
      end(CopyProgress.State.COMPLETED, null);
      return result;
    } catch (SQLException e) {
      if (control.isStopped()) {
        end(CopyProgress.State.CANCELLED, e.getMessage());
        Thread.interrupted(); // cancel() may have interrupted this thread to wake it
        control.check();
      }
      end(CopyProgress.State.FAILED, e.getMessage());
      throw e;
    } catch (RuntimeException e) {
      end(CopyProgress.State.FAILED, e.toString());
      throw new SQLException("COPY failed unexpectedly: " + e, "58030", e);
    } finally {
      runner = null;
      if (reporter != null) {
        reporter.shutdownNow();
      }
      report();
    }
  }

  /** Asks the job to stop; {@link #run()} ends with 57014. Does nothing once it has ended. */
  public void cancel() {
    stop("the COPY was cancelled; " + whatIsLeft());
  }

  /** Asks the job to stop because the statement's query time-out is over. */
  public void cancelAfterTimeout(int seconds) {
    stop(
        "the COPY took longer than the query timeout of "
            + seconds
            + " s and was stopped; "
            + whatIsLeft());
  }

  private String whatIsLeft() {
    if (plan instanceof ExportPlan export) {
      return export.canResume()
          ? "the same statement goes on from its last checkpoint"
          : "nothing it was writing is left";
    }
    return "rows that are written already stay";
  }

  /** Where the job stands. */
  public CopyProgress progress() {
    CopyProgress.State now = state;
    return new CopyProgress(
        id,
        statement,
        now,
        control.rows(),
        control.bytes(),
        control.retries(),
        now == CopyProgress.State.COMPLETED ? 100 : control.percent(),
        started,
        ended,
        error);
  }

  /** Calls the listener a few times a second while the job runs, and at its end. */
  public void addListener(Consumer<CopyProgress> listener) {
    listeners.add(listener);
  }

  private void stop(String reason) {
    control.stop(reason);
    Thread waiting = runner;
    if (waiting != null) {
      waiting.interrupt();
    }
  }

  private void end(CopyProgress.State finalState, String message) {
    runner = null;
    ended = clock.instant();
    error = message;
    state = finalState;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // shut down with the job
  private ScheduledExecutorService startReporter() {
    if (listeners.isEmpty()) {
      return null;
    }
    ScheduledExecutorService reporter =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "cassport-progress");
              thread.setDaemon(true);
              return thread;
            });
    reporter.scheduleAtFixedRate(this::report, REPORT_MILLIS, REPORT_MILLIS, TimeUnit.MILLISECONDS);
    return reporter;
  }

  private void report() {
    CopyProgress progress = progress();
    listeners.removeIf(listener -> !told(listener, progress));
  }

  /** False for a listener that fails: it is not asked again, and the job goes on. */
  private static boolean told(Consumer<CopyProgress> listener, CopyProgress progress) {
    try {
      listener.accept(progress);
      return true;
    } catch (RuntimeException e) {
      return false;
    }
  }
}
