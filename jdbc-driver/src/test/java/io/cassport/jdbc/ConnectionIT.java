package io.cassport.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import io.netty.util.internal.InternalThreadLocalMap;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConnectionIT {
  @BeforeAll
  static void makeKeyspaces() throws SQLException {
    for (String keyspace : List.of("conn_a", "conn_b", "\"Conn_C\"")) {
      Server.makeKeyspace(keyspace);
      try (Connection connection = Server.connect(null)) {
        Server.run(connection, "CREATE TABLE " + keyspace + ".t (id int PRIMARY KEY, v text)");
      }
    }
  }

  private static String state(Throwable thrown) {
    return ((SQLException) thrown).getSQLState();
  }

  @Test
  @DisplayName("L-08: ten connections share one session until the last of them closes")
  void l08_connectionsWithEqualPropertiesShareOneSessionUntilTheLastCloses() throws SQLException {
    List<Connection> connections = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      connections.add(DriverManager.getConnection(Server.url(null, "applicationName=sharing")));
    }
    CqlSession session = connections.get(0).unwrap(CqlSession.class);
    for (Connection connection : connections) {
      assertThat(connection.unwrap(CqlSession.class)).isSameAs(session);
      assertThat(session.isClosed()).isFalse();
      connection.close();
      connection.close();
    }
    assertThat(session.isClosed()).isTrue();
  }

  @Test
  @DisplayName("L-08: no thread of the driver is left after the last connection is closed")
  void l08_nothingRunsOnAfterTheLastConnectionIsClosed() throws Exception {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    Server.connect(null).close();
    assertThat(threadsLeft(before)).isEmpty();
  }

  /** The driver's new threads that do not end by themselves within some seconds. */
  private static List<String> threadsLeft(Set<Thread> before) throws InterruptedException {
    long deadline = System.nanoTime() + 5_000_000_000L;
    List<String> left;
    do {
      Thread.sleep(50);
      left =
          Thread.getAllStackTraces().keySet().stream()
              .filter(thread -> !before.contains(thread)) // those of other tests' sessions
              .map(Thread::getName)
              .filter(name -> name.startsWith("cassport"))
              .toList();
    } while (!left.isEmpty() && System.nanoTime() < deadline);
    return left;
  }

  /** A pool's or a tool's thread would keep all classes of a driver that it has unloaded. */
  @Test
  void theThreadsOfItsCallersKeepNothingOfNettys(@TempDir Path folder) throws Exception {
    FutureTask<Object> caller =
        new FutureTask<>(
            () -> {
              useEverything(folder);
              return InternalThreadLocalMap.getIfSet();
            });
    new Thread(caller, "caller").start();
    assertThat(caller.get()).isNull();
  }

  private static void useEverything(Path folder) throws SQLException {
    try (Connection connection = Server.connect("conn_a");
        PreparedStatement insert =
            connection.prepareStatement("INSERT INTO t (id, v) VALUES (?, ?)")) {
      for (int i = 0; i < 10; i++) {
        insert.setInt(1, i);
        insert.setString(2, "ü" + i);
        insert.addBatch();
      }
      insert.executeBatch();
      String directory = folder.resolve("parts") + "/";
      Server.run(
          connection,
          "SELECT * FROM t",
          "COPY t TO '" + directory + "' WITH PARTITION='v'",
          "TRUNCATE t",
          "COPY t FROM '" + directory + "'",
          "SHOW COPY HISTORY FOR t");
      assertThat(connection.getMetaData().getTables(null, "conn_a", "t", null).next()).isTrue();
    }
  }

  @Test
  void useMovesOneConnectionAndNoOther() throws SQLException {
    try (Connection a = Server.connect("conn_a");
        Connection b = Server.connect("conn_b")) {
      assertThat(a.unwrap(CqlSession.class)).isSameAs(b.unwrap(CqlSession.class));
      Server.run(a, "INSERT INTO t (id, v) VALUES (1, 'a')");
      Server.run(b, "INSERT INTO t (id, v) VALUES (1, 'b')");
      assertThat(read(a)).isEqualTo("a");
      assertThat(read(b)).isEqualTo("b");
      Server.run(a, "USE conn_b");
      assertThat(a.getSchema()).isEqualTo("conn_b");
      assertThat(read(a)).isEqualTo("b");
      b.setSchema("conn_a");
      assertThat(read(b)).isEqualTo("a");
      try (var prepared = b.prepareStatement("SELECT v FROM t WHERE id = ?")) {
        b.setSchema("conn_b");
        prepared.setInt(1, 1);
        try (ResultSet rows = prepared.executeQuery()) {
          assertThat(rows.next()).isTrue();
          assertThat(rows.getString(1)).as("prepared before USE").isEqualTo("a");
        }
      }
    }
  }

  private static String read(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT v FROM t WHERE id = 1")) {
      rows.next();
      return rows.getString("V");
    }
  }

  @Test
  void aKeyspaceOfMixedCaseIsFoundInUrlAndUse() throws SQLException {
    for (String written : List.of("Conn_C", "%22Conn_C%22")) {
      try (Connection connection = Server.connect(written)) {
        assertThat(connection.getSchema()).isEqualTo("Conn_C");
        Server.run(connection, "INSERT INTO t (id) VALUES (1)", "USE conn_a", "USE \"Conn_C\"");
        assertThat(connection.getSchema()).isEqualTo("Conn_C");
      }
    }
    try (Connection connection = Server.connect("CONN_A")) {
      assertThat(connection.getSchema()).isEqualTo("conn_a");
    }
  }

  @Test
  void anUnknownKeyspaceIs42000AndLeavesTheCurrentOne() throws SQLException {
    assertThatThrownBy(() -> Server.connect("nowhere"))
        .hasMessageContaining("nowhere")
        .satisfies(e -> assertThat(state(e)).isEqualTo("42000"));
    try (Connection connection = Server.connect("conn_a")) {
      assertThatThrownBy(() -> connection.setSchema("nowhere"))
          .satisfies(e -> assertThat(state(e)).isEqualTo("42000"));
      assertThatThrownBy(() -> Server.run(connection, "USE nowhere"))
          .satisfies(e -> assertThat(state(e)).isEqualTo("42000"));
      assertThat(connection.getSchema()).isEqualTo("conn_a");
    }
  }

  @Test
  @DisplayName("L-05: nobody answers: 08001 within connectTimeout, and no thread is left")
  void l05_aServerThatNeverAnswersIs08001WithinConnectTimeout() throws Exception {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      long start = System.nanoTime();
      String url = "jdbc:cassport://127.0.0.1:" + silent.getLocalPort() + "?connectTimeout=1500";
      assertThatThrownBy(() -> DriverManager.getConnection(url))
          .satisfies(e -> assertThat(state(e)).isEqualTo("08001"));
      assertThat((System.nanoTime() - start) / 1_000_000).isBetween(1_000L, 6_000L);
      assertThat(threadsLeft(before)).isEmpty();
    }
    String limit = ConnectionProperties.CONNECT_TIMEOUT.defaultValue();
    assertThat(Integer.parseInt(limit)).as("without being set").isLessThanOrEqualTo(30_000);
  }

  @Test
  void aClosedPortIs08001() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    assertThatThrownBy(() -> DriverManager.getConnection("jdbc:cassport://127.0.0.1:" + port))
        .satisfies(e -> assertThat(state(e)).isEqualTo("08001"));
  }

  @Test
  void aDatacenterThatDoesNotExistIs08001AndToldWithTheOneThatDoes() {
    assertThatThrownBy(
            () -> DriverManager.getConnection(Server.url(null, "localDatacenter=nowhere")))
        .hasMessageContainingAll("'nowhere'", "localDatacenter", "datacenter1")
        .satisfies(e -> assertThat(state(e)).isEqualTo("08001"));
  }

  @Test
  @DisplayName("peers 9: what the properties forbid no URL, client info or statement allows")
  void peers09_propertiesForbidWhatTheUrlAllows() throws SQLException {
    Properties off = new Properties();
    off.setProperty("copy", "off");
    String url = Server.url("conn_a", "copy=readwrite&copyPaths=/");
    try (Connection connection = DriverManager.getConnection(url, off)) {
      connection.setClientInfo("copy", "readwrite");
      Properties all = new Properties();
      all.setProperty("copy", "readwrite");
      connection.setClientInfo(all);
      for (String statement :
          List.of(
              "COPY t TO '/tmp/x.parquet'", "COPY t FROM '/tmp/x.parquet'", "CAPTURE '/tmp/x'")) {
        assertThatThrownBy(() -> Server.run(connection, statement))
            .as(statement)
            .satisfies(e -> assertThat(state(e)).isEqualTo("42501"));
      }
    }
  }

  @Test
  void unknownPropertiesAreAWarning() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("nonsense", "1");
    properties.setProperty("localdatacenter", "datacenter1");
    try (Connection connection = DriverManager.getConnection(Server.url(null, ""), properties)) {
      assertThat(connection.getWarnings().getMessage()).contains("nonsense");
      connection.clearWarnings();
      assertThat((Throwable) connection.getWarnings()).isNull();
    }
  }

  @Test
  void whatPoolsAndToolsSetIsRememberedAndDoesNothing() throws SQLException {
    try (Connection connection = Server.connect("conn_a")) {
      connection.setAutoCommit(false);
      assertThat(connection.getAutoCommit()).isFalse();
      connection.commit();
      connection.rollback();
      connection.setTransactionIsolation(0);
      connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      assertThat(connection.getTransactionIsolation())
          .isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
      connection.setHoldability(ResultSet.CLOSE_CURSORS_AT_COMMIT);
      assertThat(connection.getHoldability()).isEqualTo(ResultSet.CLOSE_CURSORS_AT_COMMIT);
      connection.setNetworkTimeout(Runnable::run, 7);
      assertThat(connection.getNetworkTimeout()).isEqualTo(7);
      connection.setClientInfo("ApplicationName", "x");
      assertThat(connection.getClientInfo("ApplicationName")).isEqualTo("x");
      connection.setReadOnly(true);
      assertThat(connection.isReadOnly()).isTrue();
      assertThat(connection.getCatalog()).isNull();
    }
  }

  @Test
  void isValidUntilItIsClosed() throws SQLException {
    Connection connection = Server.connect(null);
    assertThat(connection.isValid(10_000)).isTrue();
    assertThat(connection.isValid(0)).isTrue();
    connection.close();
    assertThat(connection.isValid(1)).isFalse();
    assertThat(connection.isClosed()).isTrue();
    assertThatThrownBy(connection::createStatement)
        .satisfies(e -> assertThat(state(e)).isEqualTo("08003"));
  }

  @Test
  void theDataSourceConnects() throws SQLException {
    CassportDataSource source = new CassportDataSource();
    source.setUrl(Server.url("conn_a", ""));
    source.setProperty("fetchSize", "10");
    try (Connection connection = source.getConnection()) {
      assertThat(connection.getSchema()).isEqualTo("conn_a");
    }
  }
}
