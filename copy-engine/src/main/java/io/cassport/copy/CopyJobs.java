package io.cassport.copy;

import com.datastax.oss.driver.api.core.type.DataTypes;
import io.cassport.copy.job.Errors;
import io.cassport.format.ColumnSchema;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** The jobs of this JVM: the running ones and the last that ended. */
public final class CopyJobs {
  private static final int KEPT = 100;
  private static final Deque<CopyJob> JOBS = new ArrayDeque<>();

  private CopyJobs() {}

  static void add(CopyJob job) {
    synchronized (JOBS) {
      JOBS.addLast(job);
      if (JOBS.size() > KEPT) {
        JOBS.stream()
            .filter(old -> old.progress().state() != CopyProgress.State.RUNNING)
            .findFirst()
            .ifPresent(JOBS::remove);
      }
    }
  }

  /** The table of SHOW COPY JOBS, the newest job last. */
  public static ResultTable show() {
    Instant now = Clock.systemUTC().instant();
    List<ColumnSchema> columns =
        List.of(
            new ColumnSchema("job_id", DataTypes.BIGINT),
            new ColumnSchema("statement", DataTypes.TEXT),
            new ColumnSchema("state", DataTypes.TEXT),
            new ColumnSchema("rows", DataTypes.BIGINT),
            new ColumnSchema("bytes", DataTypes.BIGINT),
            new ColumnSchema("retries", DataTypes.BIGINT),
            new ColumnSchema("rows_per_second", DataTypes.DOUBLE),
            new ColumnSchema("percent", DataTypes.DOUBLE),
            new ColumnSchema("seconds_left", DataTypes.DOUBLE),
            new ColumnSchema("started", DataTypes.TIMESTAMP),
            new ColumnSchema("ended", DataTypes.TIMESTAMP),
            new ColumnSchema("error", DataTypes.TEXT));
    List<List<Object>> rows = new ArrayList<>();
    for (CopyJob job : snapshot()) {
      CopyProgress progress = job.progress();
      rows.add(
          Arrays.asList(
              progress.jobId(),
              progress.statement(),
              progress.state().name(),
              progress.rows(),
              progress.bytes(),
              progress.retries(),
              (double) Math.round(progress.rowsPerSecond(now)),
              Math.round(progress.percent() * 10) / 10.0,
              progress.secondsLeft(now),
              progress.started(),
              progress.ended(),
              progress.error()));
    }
    return new ResultTable(columns, rows);
  }

  /**
   * Cancels a running job.
   *
   * @throws SQLException 42000 when no job has the id
   */
  public static void cancel(String id) throws SQLException {
    for (CopyJob job : snapshot()) {
      if (Long.toString(job.id()).equals(id.strip())) {
        job.cancel();
        return;
      }
    }
    throw Errors.syntax("there is no COPY job '" + id + "'; SHOW COPY JOBS lists them");
  }

  private static List<CopyJob> snapshot() {
    synchronized (JOBS) {
      return List.copyOf(JOBS);
    }
  }
}
