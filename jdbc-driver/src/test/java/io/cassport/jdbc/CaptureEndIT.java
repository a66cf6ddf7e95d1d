package io.cassport.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cassport.embedded.TestServer;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What ends a capture, or a SELECT that it takes rows of, before its time. */
final class CaptureEndIT {
  private static final String KEYSPACE = "capture_ends";
  private static final String SELECT = "SELECT id, v FROM t";
  private static final long FIVE_SECONDS = TimeUnit.SECONDS.toNanos(5);
  private static final long BUSY_MACHINE = TimeUnit.SECONDS.toNanos(3);
  @TempDir private Path directory;

  @BeforeAll
  static void fill() throws SQLException {
    Captures.make(KEYSPACE);
    try (Connection connection = Captures.connect(KEYSPACE)) {
      Server.run(
          connection,
          "CREATE TABLE prices (id int PRIMARY KEY, price decimal)",
          "INSERT INTO prices (id, price) VALUES (1, 1.25)",
          "INSERT INTO prices (id, price) VALUES (2, 1234567.25)");
    }
  }

  private Path file() {
    return directory.resolve("x.parquet");
  }

  private static Relay relay() throws Exception {
    TestServer server = TestServer.get();
    return Relay.to(new InetSocketAddress(server.host(), server.port()));
  }

  private static Connection connect(Relay relay) throws SQLException {
    return DriverManager.getConnection(
        relay.url("/" + KEYSPACE + "?requestTimeout=3000&fetchSize=" + Captures.PAGE));
  }

  private static Connection connect(StallingProxy proxy) throws SQLException {
    return DriverManager.getConnection(proxy.url(KEYSPACE, "fetchSize=" + Captures.PAGE));
  }

  /** Cancels from another thread after half a second. */
  private static Thread cancelling(Statement statement) {
    Thread canceller =
        new Thread(
            () -> {
              try {
                Thread.sleep(500);
                statement.cancel();
              } catch (SQLException | InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    canceller.start();
    return canceller;
  }

  /** What was captured is whole pages, and nothing else is there. */
  private void wholePagesAreThere(int atLeast) throws Exception {
    assertThat(ParquetRows.first(file()))
        .hasSizeBetween(atLeast, Captures.ROWS - Captures.PAGE)
        .satisfies(rows -> assertThat(rows.size() % Captures.PAGE).isZero());
    assertThat(ParquetRows.files(directory)).containsExactly(file());
  }

  private static void step(ResultSet rows, int count) throws SQLException {
    for (int i = 0; i < count; i++) {
      assertThat(rows.next()).isTrue();
    }
  }

  // Ends of a SELECT

  @Test
  void aSelectThatIsCancelledWhileItIsReadKeepsItsPagesAndOffSaysWhatIsMissing() throws Exception {
    try (StallingProxy proxy = new StallingProxy();
        Connection connection = connect(proxy);
        Statement statement = connection.createStatement()) {
      Captures.capture(connection, file());
      ResultSet rows = statement.executeQuery(SELECT);
      step(rows, 10);
      proxy.stall();
      Thread canceller = cancelling(statement);
      assertThatThrownBy(() -> Captures.read(rows))
          .satisfies(e -> assertThat(Captures.state(e)).isEqualTo("57014"));
      canceller.join();
      rows.close();
      proxy.resume();
      assertThat(Captures.status(connection)).containsEntry("state", "ON");
      assertThat(Captures.warningsOfOff(connection))
          .singleElement()
          .asString()
          .matches("rows of a SELECT after the first [1-9]00 are missing .*cancelled");
      wholePagesAreThere(Captures.PAGE);
    }
  }

  @Test
  void cancelEndsTheCloseThatWaitsForTheRestOfAResult() throws Exception {
    try (StallingProxy proxy = new StallingProxy();
        Connection connection = connect(proxy);
        Statement statement = connection.createStatement()) {
      Captures.capture(connection, file());
      ResultSet rows = statement.executeQuery(SELECT);
      proxy.stall();
      Thread canceller = cancelling(statement);
      rows.close();
      canceller.join();
      proxy.resume();
      assertThat(Captures.warningsOfOff(connection)).hasSize(1);
      wholePagesAreThere(Captures.PAGE);
    }
  }

  @Test
  void aSelectThatRunsIntoItsQueryTimeoutKeepsItsPages() throws Exception {
    try (StallingProxy proxy = new StallingProxy();
        Connection connection = connect(proxy);
        Statement statement = connection.createStatement()) {
      Captures.capture(connection, file());
      statement.setQueryTimeout(1);
      ResultSet rows = statement.executeQuery(SELECT);
      proxy.stall();
      assertThatThrownBy(() -> Captures.read(rows))
          .satisfies(e -> assertThat(Captures.state(e)).isEqualTo("HYT00"));
      proxy.resume();
      rows.close();
      Server.run(connection, SELECT);
      assertThat(Captures.warningsOfOff(connection)).hasSize(1);
    }
    assertThat(ParquetRows.first(file()))
        .hasSizeBetween(Captures.ROWS + Captures.PAGE, 2 * Captures.ROWS - Captures.PAGE);
  }

  @Test
  void aCloseThatCannotFetchTheRestSaysSo() throws Exception {
    try (StallingProxy proxy = new StallingProxy();
        Connection connection = connect(proxy);
        Statement statement = connection.createStatement()) {
      Captures.capture(connection, file());
      statement.setQueryTimeout(1);
      ResultSet rows = statement.executeQuery(SELECT);
      proxy.stall();
      assertThatThrownBy(rows::close)
          .hasMessageContaining("rows of a SELECT after the first 100 are missing")
          .hasMessageContaining(file().toString())
          .satisfies(e -> assertThat(Captures.state(e)).isEqualTo("HYT00"));
      proxy.resume();
      assertThat(rows.isClosed()).isTrue();
      assertThat(Captures.warningsOfOff(connection)).hasSize(1);
      wholePagesAreThere(Captures.PAGE);
    }
  }

  // Ends of the capture

  @Test
  void anOffThatIsCancelledEndsTheCaptureWithWhatHasCome() throws Exception {
    try (StallingProxy proxy = new StallingProxy();
        Connection connection = connect(proxy);
        Statement select = connection.createStatement();
        Statement off = connection.createStatement()) {
      Captures.capture(connection, file());
      ResultSet rows = select.executeQuery(SELECT);
      proxy.stall();
      Thread canceller = cancelling(off);
      assertThatThrownBy(() -> off.execute("CAPTURE OFF"))
          .hasMessageContaining("has ended and keeps 100 rows")
          .hasMessageContaining("missing")
          .satisfies(e -> assertThat(Captures.state(e)).isEqualTo("57014"));
      canceller.join();
      proxy.resume();
      assertThat(Captures.status(connection)).containsEntry("state", "OFF");
      assertThat(Captures.read(rows)).as("the application's").isEqualTo(Captures.ROWS);
      wholePagesAreThere(Captures.PAGE);
    }
  }

  @Test
  void closingTheConnectionBringsAllRows() throws Exception {
    try (Connection connection = Captures.connect(KEYSPACE)) {
      Captures.capture(connection, file());
      step(connection.createStatement().executeQuery(SELECT), 5);
    }
    assertThat(ParquetRows.first(file())).hasSize(Captures.ROWS);
    assertThat(ParquetRows.files(directory)).containsExactly(file());
  }

  @Test
  void closingAConnectionWhoseTargetHasBeenTakenSaysThatNothingIsLeft() throws Exception {
    Connection connection = Captures.connect(KEYSPACE);
    Captures.capture(connection, file());
    Server.run(connection, SELECT);
    Files.writeString(file(), "another's");
    assertThatThrownBy(() -> Captures.off(connection))
        .hasMessageContaining("move it away")
        .satisfies(e -> assertThat(Captures.state(e)).isEqualTo("58P02"));
    assertThat(Captures.status(connection)).containsEntry("state", "ON");
    assertThatThrownBy(connection::close)
        .hasMessageContaining("appeared")
        .satisfies(e -> assertThat(Captures.state(e)).isEqualTo("58P02"));
    assertThat(connection.isClosed()).isTrue();
    assertThat(Files.readString(file())).isEqualTo("another's");
    assertThat(ParquetRows.files(directory)).containsExactly(file());
  }

  @Test
  void abortCompletesTheFileWithoutWaitingForRows() throws Exception {
    try (StallingProxy proxy = new StallingProxy();
        Connection connection = connect(proxy)) {
      Captures.capture(connection, file());
      step(connection.createStatement().executeQuery(SELECT), 10);
      proxy.stall();
      long start = System.nanoTime();
      assertThatThrownBy(() -> connection.abort(Runnable::run))
          .hasMessageContaining("has ended and keeps 100 rows");
      assertThat(System.nanoTime() - start).isLessThan(BUSY_MACHINE);
      assertThat(connection.isClosed()).isTrue();
      proxy.resume();
    }
    wholePagesAreThere(Captures.PAGE);
  }

  @Test
  void abortEndsACloseThatWaits() throws Exception {
    try (StallingProxy proxy = new StallingProxy();
        Connection connection = connect(proxy)) {
      Captures.capture(connection, file());
      step(connection.createStatement().executeQuery(SELECT), 10);
      proxy.stall();
      Thread aborter =
          new Thread(
              () -> {
                try {
                  Thread.sleep(500);
                  connection.abort(Runnable::run);
                } catch (SQLException | InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              });
      aborter.start();
      assertThatThrownBy(connection::close).hasMessageContaining("has ended and keeps");
      aborter.join();
      proxy.resume();
    }
    wholePagesAreThere(Captures.PAGE);
  }

  // A lost session

  @Test
  void aCaptureThatLosesItsNodeKeepsWhatCameAndSaysSo() throws Exception {
    try (Relay relay = relay();
        Connection connection = connect(relay);
        Statement statement = connection.createStatement()) {
      Captures.capture(connection, file());
      ResultSet rows = statement.executeQuery(SELECT);
      step(rows, 2 * Captures.PAGE + 10);
      relay.hangUp();
      assertThatThrownBy(() -> Captures.read(rows)).isInstanceOf(SQLException.class);
      assertThat(Captures.status(connection)).containsEntry("state", "ON");
      assertThat(Captures.warningsOfOff(connection))
          .singleElement()
          .asString()
          .matches("rows of a SELECT after the first [3-9]00 are missing .*");
      wholePagesAreThere(3 * Captures.PAGE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"silent", "gone"})
  @DisplayName("D-14: close on a dead cluster ends in five seconds, also with a capture on")
  void d14_closeWithACaptureOnADeadCluster(String how) throws Exception {
    try (Relay relay = relay()) {
      Connection connection =
          DriverManager.getConnection(
              relay.url("/" + KEYSPACE + "?requestTimeout=60000&fetchSize=" + Captures.PAGE));
      Captures.capture(connection, file());
      step(connection.createStatement().executeQuery(SELECT), 10);
      if (how.equals("silent")) {
        relay.fallSilent();
      } else {
        relay.hangUp();
      }
      long start = System.nanoTime();
      assertThatThrownBy(connection::close)
          .hasMessageContaining("has ended and keeps 100 rows")
          .hasMessageContaining("rows of a SELECT after the first 100 are missing");
      assertThat(System.nanoTime() - start).isLessThan(FIVE_SECONDS + BUSY_MACHINE);
      assertThat(connection.isClosed()).isTrue();
    }
    wholePagesAreThere(Captures.PAGE);
  }

  // A failure to write

  @Test
  void aValueThatCannotBeWrittenFailsTheSelectAndTheCaptureWhichKeepsWhatIsComplete()
      throws Exception {
    try (Connection connection = Captures.connect(KEYSPACE);
        Statement statement = connection.createStatement()) {
      Server.run(
          connection,
          "CAPTURE '" + file() + "' WITH DECIMAL_TYPE='5,2' AND CHUNKSIZE=1",
          "SELECT id, price FROM prices WHERE id = 1");
      assertThatThrownBy(() -> statement.execute("SELECT id, price FROM prices WHERE id = 2"))
          .hasMessageContaining("the CAPTURE to '" + file() + "' has failed")
          .hasMessageContaining("price")
          .hasMessageContaining("what was complete is kept: 1 of 1 rows")
          .satisfies(e -> assertThat(Captures.state(e)).isEqualTo("22003"));
      assertThat(Captures.status(connection))
          .containsEntry("state", "FAILED")
          .containsEntry("rows", 1L)
          .containsEntry("objects", 1L)
          .containsEntry("bytes", Files.size(file()));
      Server.run(connection, "SELECT id, price FROM prices");
      assertThat(statement.execute("CAPTURE OFF")).isTrue();
      assertThat(statement.getWarnings().getMessage()).contains("has failed");
      assertThat(statement.getResultSet().next()).isTrue();
      assertThat(statement.getResultSet().getLong("record_count")).isEqualTo(1);
      assertThat(Captures.status(connection)).containsEntry("state", "OFF");
    }
    assertThat(ParquetRows.first(file())).containsExactly(1);
    assertThat(ParquetRows.files(directory)).containsExactly(file());
  }

  @Test
  void anotherCaptureMayFollowOneThatFailed() throws Exception {
    try (Connection connection = Captures.connect(KEYSPACE);
        Statement statement = connection.createStatement()) {
      statement.execute("CAPTURE '" + file() + "' WITH DECIMAL_TYPE='5,2'");
      assertThatThrownBy(() -> statement.execute("SELECT id, price FROM prices"))
          .hasMessageContaining("nothing is left");
      assertThat(ParquetRows.files(directory)).isEmpty();
      statement.execute("CAPTURE '" + file() + "'");
      statement.execute("SELECT id, price FROM prices");
      assertThat(Captures.off(connection)).isEqualTo(2);
    }
  }

  @Test
  void aTargetWhoseDirectoryHasGoneFailsTheSelect() throws Exception {
    Path gone = Files.createDirectory(directory.resolve("gone"));
    try (Connection connection = Captures.connect(KEYSPACE);
        Statement statement = connection.createStatement()) {
      statement.execute("CAPTURE '" + gone.resolve("x.parquet") + "'");
      try (var hidden = Files.list(gone)) {
        for (Path each : hidden.toList()) {
          Files.delete(each);
        }
      }
      Files.delete(gone);
      assertThatThrownBy(() -> statement.execute(SELECT))
          .hasMessageContaining("the CAPTURE to '" + gone.resolve("x.parquet") + "' has failed")
          .satisfies(e -> assertThat(Captures.state(e)).startsWith("58"));
      assertThat(Captures.status(connection)).containsEntry("state", "FAILED");
      try (ResultSet rows = statement.executeQuery(SELECT)) {
        assertThat(Captures.read(rows)).as("not captured any more").isEqualTo(Captures.ROWS);
      }
    }
    assertThat(gone).doesNotExist();
  }
}
