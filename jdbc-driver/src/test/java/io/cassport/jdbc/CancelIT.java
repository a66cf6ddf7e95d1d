package io.cassport.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cassport.copy.CopyControl;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What ends a statement that the server does not answer. */
final class CancelIT {
  private static final int ROWS = 2_000;
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static StallingProxy proxy;
  private static Connection connection;
  @TempDir private static Path sources;
  @TempDir private Path directory;

  /** What an execute does in a statement. */
  interface Work {
    void run(Statement statement) throws SQLException;
  }

  @BeforeAll
  static void connect() throws Exception {
    Server.makeKeyspace("cancelling");
    proxy = new StallingProxy();
    connection = DriverManager.getConnection(proxy.url("cancelling", "fetchSize=100"));
    Server.run(connection, "CREATE TABLE t (id int PRIMARY KEY, v text)");
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO t (id, v) VALUES (?, 'v')")) {
      for (int i = 0; i < ROWS; i++) {
        insert.setInt(1, i);
        insert.addBatch();
      }
      insert.executeBatch();
    }
    Server.run(connection, "COPY t TO '" + sources.resolve("t.parquet") + "'");
  }

  @AfterAll
  static void close() throws Exception {
    connection.close();
    proxy.close();
  }

  @AfterEach
  void resume() {
    proxy.resume();
  }

  private static String state(Throwable thrown) {
    return ((SQLException) thrown).getSQLState();
  }

  /** Cancels from another thread after half a second, and says how long the end then took. */
  private static long nanosFromCancelToEnd(Statement statement, Work work) throws Exception {
    return nanosFromCancelToEnd(statement, new CountDownLatch(0), work);
  }

  /** The same, after something has begun. */
  private static long nanosFromCancelToEnd(Statement statement, CountDownLatch begun, Work work)
      throws Exception {
    AtomicLong cancelled = new AtomicLong();
    Thread canceller =
        new Thread(
            () -> {
              try {
                begun.await();
                Thread.sleep(500);
                cancelled.set(System.nanoTime());
                statement.cancel();
              } catch (SQLException | InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    canceller.start();
    assertThatThrownBy(() -> work.run(statement))
        .satisfies(e -> assertThat(state(e)).isEqualTo("57014"));
    long ended = System.nanoTime();
    canceller.join();
    return ended - cancelled.get();
  }

  private void nothingIsLeft() throws Exception {
    try (Stream<Path> left = Files.list(directory)) {
      assertThat(left).isEmpty();
    }
  }

  @ParameterizedTest(name = "D-15: {0}")
  @ValueSource(
      strings = {
        "SELECT * FROM t",
        "SELECT * FROM t WHERE 1=0",
        "INSERT INTO t (id, v) VALUES (1, 'x')",
        "UPDATE t SET v = 'x' WHERE id = 1; SELECT * FROM t",
        "DESCRIBE TABLE t",
        "SHOW VERSION",
        "COPY t TO 'DIR/out.parquet'",
        "COPY t TO 'DIR/dataset/'",
        "COPY t FROM 'SRC/t.parquet'",
      })
  void d15_cancelFromAnotherThreadEndsItWithinASecondAndTheStatementStaysUsable(String text)
      throws Exception {
    String own = text.replace("DIR", directory.toString()).replace("SRC", sources.toString());
    try (Statement statement = connection.createStatement()) {
      proxy.stall();
      assertThat(nanosFromCancelToEnd(statement, s -> s.execute(own))).isLessThan(SECOND);
      proxy.resume();
      nothingIsLeft();
      try (ResultSet rows = statement.executeQuery("SELECT id FROM t WHERE id = 7")) {
        assertThat(rows.next()).isTrue();
      }
    }
  }

  @ParameterizedTest(name = "D-15: {0}, in its middle")
  @ValueSource(
      strings = {
        "COPY t TO 'DIR/out.parquet' WITH RATE=1000 AND PAGESIZE=100",
        "COPY t FROM 'SRC/t.parquet' WITH INGESTRATE=1000 AND CHUNKSIZE=100",
      })
  void d15_cancelEndsACopyThatHasBegun(String text) throws Exception {
    String own = text.replace("DIR", directory.toString()).replace("SRC", sources.toString());
    CountDownLatch begun = new CountDownLatch(1);
    try (Statement statement = connection.createStatement()) {
      statement
          .unwrap(CopyControl.class)
          .setCopyListener(
              progress -> {
                if (progress.rows() > 0) {
                  proxy.stall();
                  begun.countDown();
                }
              });
      assertThat(nanosFromCancelToEnd(statement, begun, s -> s.execute(own))).isLessThan(SECOND);
      assertThat(statement.unwrap(CopyControl.class).copyProgress().rows()).isPositive();
      proxy.resume();
      nothingIsLeft();
    }
  }

  @Test
  void d15_cancelEndsTheReadingOfARunningResultAndABatch() throws Exception {
    try (Statement statement = connection.createStatement()) {
      try (ResultSet rows = statement.executeQuery("SELECT * FROM t")) {
        assertThat(rows.next()).isTrue();
        proxy.stall();
        assertThat(
                nanosFromCancelToEnd(
                    statement,
                    s -> {
                      while (rows.next()) {
                        assertThat(rows.getInt(1)).isNotNegative();
                      }
                    }))
            .isLessThan(SECOND);
      }
      for (int i = 0; i < 300; i++) {
        statement.addBatch("INSERT INTO t (id, v) VALUES (" + i + ", 'w')");
      }
      assertThat(nanosFromCancelToEnd(statement, Statement::executeBatch)).isLessThan(SECOND);
      proxy.resume();
      assertThat(statement.execute("SELECT id FROM t WHERE id = 7")).isTrue();
    }
  }

  @Test
  void d15_cancelBeforeAndAfterDoesNothing() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.cancel();
      try (ResultSet rows = statement.executeQuery("SELECT * FROM t WHERE id = 1")) {
        assertThat(rows.next()).isTrue();
      }
      statement.cancel();
      assertThat(statement.executeUpdate("UPDATE t SET v = 'y' WHERE id = 1")).isEqualTo(1);
    }
  }

  @Test
  void h02_theQueryTimeoutIsHyt00InTimeAndTheConnectionStaysGood() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(1);
      assertThat(statement.getQueryTimeout()).isEqualTo(1);
      proxy.stall();
      long start = System.nanoTime();
      assertThatThrownBy(() -> statement.execute("SELECT * FROM t WHERE id = 1"))
          .isInstanceOf(SQLException.class)
          .isNotInstanceOf(SQLTimeoutException.class)
          .satisfies(e -> assertThat(state(e)).isEqualTo("HYT00"));
      assertThat(System.nanoTime() - start).isBetween(SECOND / 2, 3 * SECOND);
      proxy.resume();
      assertThat(connection.isValid(5)).isTrue();
      assertThat(statement.execute("SELECT * FROM t WHERE id = 1")).isTrue();
    }
  }

  @Test
  @DisplayName("D-15: abort stops what runs and closes")
  void abortStopsWhatRuns() throws Exception {
    try (StallingProxy own = new StallingProxy();
        Connection aborted = DriverManager.getConnection(own.url("cancelling", ""));
        Statement statement = aborted.createStatement()) {
      own.stall();
      Thread aborter =
          new Thread(
              () -> {
                try {
                  Thread.sleep(300);
                  aborted.abort(Runnable::run);
                } catch (SQLException | InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              });
      aborter.start();
      assertThatThrownBy(() -> statement.execute("SELECT * FROM t"))
          .satisfies(e -> assertThat(state(e)).isIn("57014", "08003"));
      own.resume();
      aborter.join();
      assertThat(aborted.isClosed()).isTrue();
    }
  }
}
