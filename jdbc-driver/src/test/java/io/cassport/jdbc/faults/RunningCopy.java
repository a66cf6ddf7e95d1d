package io.cassport.jdbc.faults;

import io.cassport.copy.CopyControl;
import io.cassport.copy.CopyProgress;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A COPY in a thread of its own. */
final class RunningCopy {
  private static final long LONGEST_SECONDS = KnownRows.SOAK ? 3_600 : 240;

  private final String text;
  private final Statement statement;
  private final FutureTask<Long> task;

  private RunningCopy(String text, Statement statement) {
    this.text = text;
    this.statement = statement;
    this.task = new FutureTask<>(this::run);
  }

  /**
   * What it came to: its rows, or an error.
   *
   * @param state the error's SQLState, or null
   * @param message the error's, or null
   */
  record Outcome(long rows, String state, String message, long retries) {}

  static RunningCopy start(Connection connection, String text) throws SQLException {
    RunningCopy copy = new RunningCopy(text, connection.createStatement());
    Thread thread = new Thread(copy.task, "harmed-copy");
    thread.setDaemon(true);
    thread.start();
    return copy;
  }

  private Long run() throws SQLException {
    statement.execute(text);
    statement.getMoreResults();
    return statement.getLargeUpdateCount();
  }

  String text() {
    return text;
  }

  /** Where it stands; null before it has begun. */
  CopyProgress progress() throws SQLException {
    return statement.unwrap(CopyControl.class).copyProgress();
  }

  long rows() throws SQLException {
    CopyProgress progress = progress();
    return progress == null ? 0 : progress.rows();
  }

  /** Rows that a copy which has ended did itself, without those of the run that it went on from. */
  long rowsOfThisRun() throws SQLException {
    CopyProgress end = progress();
    return Math.round(end.rowsPerSecond() * end.elapsed(end.ended()).toNanos() / 1e9);
  }

  boolean isRunning() {
    return !task.isDone();
  }

  /** Waits until so many rows are done; false when it ended before. */
  boolean awaitRows(long rows) throws SQLException, InterruptedException {
    while (isRunning()) {
      if (rows() >= rows) {
        return true;
      }
      ThreeNodes.pause(20);
    }
    return false;
  }

  /** Waits for its end. */
  Outcome end() throws SQLException, InterruptedException {
    try {
      long rows = task.get(LONGEST_SECONDS, TimeUnit.SECONDS);
      return new Outcome(rows, null, null, progress().retries());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof SQLException error) {
        CopyProgress progress = progress();
        return new Outcome(
            0, error.getSQLState(), error.getMessage(), progress == null ? 0 : progress.retries());
      }
      throw new IllegalStateException(e.getCause());
    } catch (TimeoutException e) {
      throw new IllegalStateException("it hangs: " + text + ", " + progress(), e);
    } finally {
      if (task.isDone()) {
        statement.close();
      }
    }
  }
}
