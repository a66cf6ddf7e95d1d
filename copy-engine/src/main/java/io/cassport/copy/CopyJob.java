package io.cassport.copy;

import static io.cassport.copy.StatementOptions.authorized;

import io.cassport.copy.job.Errors;
import io.cassport.copy.job.JobControl;
import io.cassport.copy.job.JobLog;
import io.cassport.format.ColumnSchema;
import io.cassport.grammar.CopyFrom;
import io.cassport.grammar.CopyTo;
import io.cassport.grammar.Statement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** One COPY: planned and checked when it is made, done when it is run. */
public final class CopyJob {
  private static final AtomicLong NEXT_ID = new AtomicLong();

  private final long id = NEXT_ID.incrementAndGet();
  private final String statement;
  private final Clock clock = Clock.systemUTC();
  private final JobLog log = new JobLog(id);
  private final JobControl control = new JobControl(log);
  private final ProgressReports reports = new ProgressReports(this::progress, log);
  private final Plan plan;
  private volatile Instant started = clock.instant();
  private volatile Ending ending;
  private Thread runner;

  private CopyJob(String statement, Plan plan) {
    this.statement = statement;
    this.plan = plan;
  }

  /** Planned work: everything is checked, nothing is read or written. */
  sealed interface Plan permits ExportPlan, ImportPlan {
    CopyResult run(long jobId, JobControl control) throws SQLException;

    /** What the log says about it: no values of rows, and no credentials. */
    Map<String, Object> description();
  }

  /** How it ended, all at once, so that nobody sees half of it. */
  private record Ending(CopyProgress.State state, Instant at, String error) {}

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
    synchronized (this) {
      runner = Thread.currentThread();
    }
    CopyJobs.started(this);
    try {
      log.start(plan.description());
      reports.begin();
      control.check();
      CopyResult result = plan.run(id, control);
      end(CopyProgress.State.COMPLETED, null);
      return result;
    } catch (SQLException e) {
      throw ended(e);
    } catch (RuntimeException e) { // a stage that waits unwatched is interrupted by such a one
      throw ended(new SQLException("COPY failed unexpectedly: " + e, "58030", e));
    } catch (Error e) {
      end(CopyProgress.State.FAILED, new SQLException(e.toString(), "58030", e));
      throw e;
    } finally {
      reports.end();
      CopyJobs.ended(this);
    }
  }

  /** Ends the job by what a stage met, and says it as the caller should see it. */
  private SQLException ended(SQLException met) {
    boolean stopped = control.isStopped();
    SQLException told = stopped ? cancelled(met) : met;
    end(stopped ? CopyProgress.State.CANCELLED : CopyProgress.State.FAILED, told);
    return told;
  }

  /** What a stage met when it was stopped is not the reason why the job ends. */
  private SQLException cancelled(SQLException met) {
    try {
      control.check();
      return met;
    } catch (SQLException reason) {
      return reason;
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
    Ending end = ending;
    boolean complete = end != null && end.state() == CopyProgress.State.COMPLETED;
    Instant until = end == null ? clock.instant() : end.at();
    double seconds = Duration.between(started, until).toNanos() / 1e9;
    return new CopyProgress(
        id,
        statement,
        end == null ? CopyProgress.State.RUNNING : end.state(),
        control.rows(),
        control.bytes(),
        control.retries(),
        seconds <= 0 ? 0 : control.rowsOfThisRun() / seconds,
        complete ? 100 : control.percent(),
        end == null ? control.secondsLeft() : null,
        started,
        end == null ? null : end.at(),
        end == null ? null : end.error());
  }

  /** Calls the listener a few times a second while the job runs, and at its end. */
  public void addListener(Consumer<CopyProgress> listener) {
    reports.add(listener);
  }

  private void stop(String reason) {
    synchronized (this) {
      if (ending != null) {
        return;
      }
      control.stop(reason);
      if (runner != null) {
        runner.interrupt();
      }
    }
  }

  private void end(CopyProgress.State state, SQLException failure) {
    synchronized (this) {
      runner = null;
      if (control.isStopped()) {
        Thread.interrupted(); // stop() interrupted this thread to wake it, and nothing else
      }
      ending = new Ending(state, clock.instant(), failure == null ? null : failure.getMessage());
    }
    CopyProgress last = progress();
    Map<String, Object> how = new LinkedHashMap<>();
    how.put("state", state);
    how.put("rows", last.rows());
    how.put("bytes", last.bytes());
    how.put("retries", last.retries());
    how.put("seconds", last.elapsed(last.ended()).toNanos() / 1e9);
    if (failure != null) {
      how.put("sqlstate", failure.getSQLState());
    }
    log.end(how, state == CopyProgress.State.FAILED);
  }
}
