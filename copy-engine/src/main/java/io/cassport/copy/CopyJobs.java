package io.cassport.copy;

import com.datastax.oss.driver.api.core.type.DataTypes;
import io.cassport.copy.job.Errors;
import io.cassport.format.ColumnSchema;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The jobs of this JVM: the running ones and the last that ended. */
public final class CopyJobs {
  private static final int KEPT = 100;
  private static final Map<Long, CopyJob> RUNNING = new TreeMap<>();

  /** Of ended jobs only what is shown: a job itself holds its session and its files' names. */
  private static final Deque<CopyProgress> ENDED = new ArrayDeque<>();

  private CopyJobs() {}

  static void started(CopyJob job) {
    synchronized (RUNNING) {
      RUNNING.put(job.id(), job);
    }
  }

  static void ended(CopyJob job) {
    CopyProgress last = job.progress();
    synchronized (RUNNING) {
      RUNNING.remove(job.id());
      ENDED.addLast(last);
      if (ENDED.size() > KEPT) {
        ENDED.removeFirst();
      }
    }
  }

  static int running() {
    synchronized (RUNNING) {
      return RUNNING.size();
    }
  }

  /** All of them, the newest last. */
  static List<CopyProgress> all() {
    List<CopyProgress> all;
    List<CopyJob> running;
    synchronized (RUNNING) {
      all = new ArrayList<>(ENDED);
      running = List.copyOf(RUNNING.values());
    }
    return Stream.concat(all.stream(), running.stream().map(CopyJob::progress))
        .sorted((a, b) -> Long.compare(a.jobId(), b.jobId()))
        .toList();
  }

  /** The table of SHOW COPY JOBS, the newest job last. */
  public static ResultTable show() {
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
    for (CopyProgress progress : all()) {
      rows.add(
          Arrays.asList(
              progress.jobId(),
              progress.statement(),
              progress.state().name(),
              progress.rows(),
              progress.bytes(),
              progress.retries(),
              (double) Math.round(progress.rowsPerSecond()),
              tenths(progress.percent()),
              progress.secondsLeft() == null ? null : tenths(progress.secondsLeft()),
              progress.started(),
              progress.ended(),
              progress.error()));
    }
    return new ResultTable(columns, rows);
  }

  private static double tenths(double value) {
    return Math.round(value * 10) / 10.0;
  }

  /**
   * Cancels a running job; one that has ended stays as it is.
   *
   * @throws SQLException 42000 when no job has the id
   */
  public static void cancel(String id) throws SQLException {
    String wanted = id.strip();
    Optional<CopyJob> running;
    boolean ended;
    synchronized (RUNNING) {
      running =
          RUNNING.values().stream()
              .filter(job -> Long.toString(job.id()).equals(wanted))
              .findFirst();
      ended = ENDED.stream().anyMatch(job -> Long.toString(job.jobId()).equals(wanted));
    }
    if (running.isPresent()) {
      running.get().cancel();
    } else if (!ended) {
      throw Errors.syntax("there is no COPY job '" + id + "'; SHOW COPY JOBS lists them");
    }
  }
}
