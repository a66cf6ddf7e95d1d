package io.cassport.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** What SHOW COPY JOBS said of one COPY, again and again while it ran. */
record JobWatch(List<Sample> samples) {
  private static final long EVERY_MILLIS = 15;

  /**
   * A row of SHOW COPY JOBS.
   *
   * @param nanos when it was seen
   * @param secondsLeft null while nothing can be said
   */
  record Sample(
      long nanos,
      long id,
      String state,
      long rows,
      double rowsPerSecond,
      double percent,
      Double secondsLeft,
      String error) {
    boolean running() {
      return state.equals("RUNNING");
    }
  }

  /** Runs a COPY and watches it from another connection until it has ended, well or not. */
  static JobWatch of(Connection connection, Connection other, String copy, int timeoutSeconds)
      throws Exception {
    CompletableFuture<Void> run =
        CompletableFuture.runAsync(
            () -> {
              try (Statement statement = connection.createStatement()) {
                statement.setQueryTimeout(timeoutSeconds);
                statement.execute(copy);
              } catch (SQLException e) {
                assertThat(e.getSQLState()).as(e.getMessage()).isEqualTo("57014");
              }
            });
    List<Sample> samples = new ArrayList<>();
    while (!run.isDone()) {
      latest(other, copy, samples);
      TimeUnit.MILLISECONDS.sleep(EVERY_MILLIS);
    }
    run.get();
    latest(other, copy, samples);
    return new JobWatch(samples);
  }

  /** The newest job with that text, if it is newer than those of earlier runs. */
  static void latest(Connection other, String copy, List<Sample> samples) throws SQLException {
    Sample newest = null;
    try (Statement statement = other.createStatement();
        ResultSet jobs = statement.executeQuery("SHOW COPY JOBS")) {
      while (jobs.next()) {
        if (jobs.getString("statement").equals(copy)) {
          double left = jobs.getDouble("seconds_left");
          newest =
              new Sample(
                  System.nanoTime(),
                  jobs.getLong("job_id"),
                  jobs.getString("state"),
                  jobs.getLong("rows"),
                  jobs.getDouble("rows_per_second"),
                  jobs.getDouble("percent"),
                  jobs.getObject("seconds_left") == null ? null : left,
                  jobs.getString("error"));
        }
      }
    }
    if (newest != null) {
      samples.add(newest);
    }
  }

  /** Those of the last run, while it ran. */
  List<Sample> running() {
    long id = last().id();
    return samples.stream().filter(s -> s.id() == id && s.running()).toList();
  }

  Sample last() {
    return samples.get(samples.size() - 1);
  }

  /** What holds for every job that ends well. */
  JobWatch isTrue() {
    double before = 0;
    for (Sample sample : running()) {
      assertThat(sample.percent()).as("%s", sample).isBetween(before, 99.9);
      before = sample.percent();
    }
    assertThat(last().state()).as("%s", last()).isEqualTo("COMPLETED");
    assertThat(last().percent()).isEqualTo(100);
    assertThat(last().secondsLeft()).isNull();
    return this;
  }

  /** The percentage is that of the rows, where both grow evenly. */
  JobWatch followsRows(long total, double tolerance) {
    assertThat(running()).hasSizeGreaterThan(10);
    followsRowsOnceBegun(total, tolerance);
    return this;
  }

  /** The same from the moment on when it is known what there is to do. */
  void followsRowsOnceBegun(long total, double tolerance) {
    List<Sample> begun = running().stream().filter(s -> s.percent() > 0).toList();
    assertThat(begun).isNotEmpty();
    for (Sample sample : begun) {
      assertThat(sample.percent())
          .as("%s of %d rows", sample, total)
          .isBetween(
              100.0 * sample.rows() / total - tolerance, 100.0 * sample.rows() / total + tolerance);
    }
  }

  /** In the middle of the work the time left is about that which then was left. */
  JobWatch knowsItsEnd() {
    long end = last().nanos();
    List<Sample> late =
        running().stream()
            .filter(s -> s.percent() > 40 && s.percent() < 85 && s.secondsLeft() != null)
            .toList();
    assertThat(late).hasSizeGreaterThan(5);
    for (Sample sample : late) {
      double left = (end - sample.nanos()) / 1e9;
      assertThat(sample.secondsLeft())
          .as("%s, %.2f s before the end", sample, left)
          .isBetween(left / 2 - 0.7, left * 2 + 0.7);
    }
    return this;
  }
}
