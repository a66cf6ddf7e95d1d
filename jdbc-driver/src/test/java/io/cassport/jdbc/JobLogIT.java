package io.cassport.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.ExecutionInfo;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import io.cassport.copy.job.JobControl;
import io.cassport.copy.job.JobLog;
import io.cassport.copy.job.Retries;
import io.cassport.embedded.LogWatch;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.event.Level;

/** The log lines of jobs, and what must not be in them. */
final class JobLogIT {
  private static final String SECRET = "geheim-4711";
  private static final String CELL = "row-value-4712";
  @TempDir private Path folder;

  @BeforeAll
  static void fill() throws SQLException {
    Server.makeKeyspace("joblog");
    try (Connection connection = Server.connect("joblog")) {
      Server.run(
          connection,
          "CREATE TABLE t (id int PRIMARY KEY, v text)",
          "CREATE TABLE numbers (id int PRIMARY KEY, v int)",
          "INSERT INTO t (id, v) VALUES (1, '" + CELL + "')");
    }
  }

  private final LogWatch.Watch watch =
      LogWatch.begin(line -> line.logger().startsWith("io.cassport."));

  @AfterEach
  void endWatch() {
    watch.close();
  }

  /** Those of jobs alone. */
  private List<LogWatch.Line> ofJobs() {
    return watch.found().stream().filter(line -> line.logger().equals(JobLog.NAME)).toList();
  }

  @Test
  void startAndEndAreLinesOfKeysAndValues() throws SQLException {
    try (Connection connection = Server.connect("joblog")) {
      Server.run(
          connection,
          "COPY t TO '" + folder + "/a file.parquet'",
          "COPY t FROM '" + folder + "/a file.parquet' WITH LEDGER=FALSE");
    }
    List<String> lines = ofJobs().stream().map(LogWatch.Line::text).toList();
    assertThat(lines).hasSize(4);
    assertThat(lines.get(0))
        .matches(
            "event=start job=\\d+ kind=export format=PARQUET target=\".*/a file\\.parquet\""
                + " threads=\\d+ ranges=\\d+ resume=false");
    assertThat(lines.get(1))
        .matches(
            "event=end job=\\d+ state=COMPLETED rows=1 bytes=\\d+ retries=0"
                + " seconds=\\d+\\.\\d{3}");
    assertThat(lines.get(2))
        .matches(
            "event=start job=\\d+ kind=import format=PARQUET table=t files=1 resume=false"
                + " dryrun=false");
    assertThat(lines.get(3)).contains("event=end ", " state=COMPLETED rows=1 ");
    assertThat(ofJobs()).allMatch(line -> line.level() == Level.INFO);
  }

  @Test
  void neitherCredentialsNorValuesOfRowsAreLogged() throws Exception {
    Files.writeString(folder.resolve("bad.csv"), "id,v\n1," + CELL + "\n");
    String url = Server.url("joblog", "user=u&password=" + SECRET);
    try (Connection connection = DriverManager.getConnection(url)) {
      Server.run(
          connection,
          "COPY t TO '" + folder + "/w.parquet' WHERE v = '" + CELL + "'",
          "COPY (SELECT * FROM t WHERE v = '" + CELL + "' ALLOW FILTERING) TO '" + folder + "/q/'",
          "COPY t TO '" + folder + "/p/' WITH PARTITION='v'");
      assertThatThrownBy(() -> Server.run(connection, "COPY numbers FROM '" + folder + "/bad.csv'"))
          .hasMessageContaining(CELL);
    }
    assertThat(watch.found()).noneMatch(line -> line.text().contains(SECRET));
    assertThat(watch.found()).noneMatch(line -> line.text().contains(CELL));
    List<LogWatch.Line> lines = ofJobs();
    assertThat(lines).hasSize(8);
    LogWatch.Line last = lines.get(7);
    assertThat(last.level()).isEqualTo(Level.WARN);
    assertThat(last.text()).contains(" state=FAILED ", " sqlstate=22018");
  }

  /** A session whose first requests time out. */
  private static CqlSession failing(int times, AtomicInteger sent) {
    AsyncResultSet answer = proxy(AsyncResultSet.class, proxy(ExecutionInfo.class, List.of()));
    return (CqlSession)
        Proxy.newProxyInstance(
            JobLogIT.class.getClassLoader(),
            new Class<?>[] {CqlSession.class},
            (self, method, arguments) ->
                sent.incrementAndGet() < times
                    ? CompletableFuture.failedFuture(new DriverTimeoutException("no answer"))
                    : CompletableFuture.completedFuture(answer));
  }

  /** Answers everything with one thing. */
  private static <T> T proxy(Class<T> type, Object answer) {
    return type.cast(
        Proxy.newProxyInstance(
            JobLogIT.class.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> answer));
  }

  @Test
  void aRetryIsCountedAndALineEachSecondAtTheMost() throws Exception {
    AtomicInteger sent = new AtomicInteger();
    CqlSession session = failing(5, sent);
    JobControl control = new JobControl(new JobLog(99));
    SimpleStatement statement = SimpleStatement.newInstance("SELECT");
    Retries.await(session, statement, session.executeAsync(statement), control);

    assertThat(sent).hasValue(5);
    assertThat(control.retries()).isEqualTo(4);
    List<LogWatch.Line> lines = ofJobs();
    assertThat(lines).hasSizeBetween(1, 2); // pauses of 0.4 to 0.8 s together
    assertThat(lines.get(0).level()).isEqualTo(Level.WARN);
    assertThat(lines.get(0).text())
        .matches(
            "event=retry job=99 request=read attempt=1 pause_ms=\\d+"
                + " cause=DriverTimeoutException unlogged=0");
  }
}
