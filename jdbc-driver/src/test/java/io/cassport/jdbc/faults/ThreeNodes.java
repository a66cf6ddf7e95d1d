package io.cassport.jdbc.faults;

import io.cassport.embedded.EmbeddedCassandra;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** The cluster that the tests of this package harm. They share one, and leave it whole. */
final class ThreeNodes {
  static final String HISTORY = "faults_history";

  private static final AtomicInteger SESSIONS = new AtomicInteger();

  // Stopped by its own shutdown hook.
  private static final EmbeddedCassandra CLUSTER =
      EmbeddedCassandra.builder().nodes(3).heap("384m").start();

  private ThreeNodes() {}

  static EmbeddedCassandra cluster() {
    return CLUSTER;
  }

  static String url(String keyspace, String parameters) {
    String hosts =
        CLUSTER.contactPoints().stream()
            .map(each -> each.getAddress().getHostAddress() + ":" + each.getPort())
            .collect(Collectors.joining(","));
    return "jdbc:cassport://"
        + hosts
        + "/"
        + keyspace
        + "?copyKeyspace="
        + HISTORY
        + "&connectTimeout=60000"
        + parameters;
  }

  static Connection connect(String keyspace) throws SQLException {
    return DriverManager.getConnection(url(keyspace, ""));
  }

  /** Connects by a session that no other connection shares. */
  static Connection connectAnew(String keyspace) throws SQLException {
    String name = "&applicationName=anew" + SESSIONS.incrementAndGet();
    return DriverManager.getConnection(url(keyspace, name));
  }

  /** Makes an empty keyspace. */
  static void makeKeyspace(String keyspace, int replicas) throws SQLException {
    try (Connection connection = connect("")) {
      run(
          connection,
          "DROP KEYSPACE IF EXISTS " + keyspace,
          "CREATE KEYSPACE "
              + keyspace
              + " WITH replication = {'class': 'SimpleStrategy', 'replication_factor': "
              + replicas
              + "}");
    }
  }

  static void run(Connection connection, String... texts) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String text : texts) {
        statement.execute(text);
      }
    }
  }

  static long number(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /** The files of a table that the ledger still calls being loaded. */
  static long claims(Connection connection, String table) throws SQLException {
    return number(
        connection,
        "SELECT count(*) FROM %s.copy_history WHERE table_name = '%s' AND status = 'LOADING' ALLOW FILTERING"
            .formatted(HISTORY, table));
  }

  /** Sets something that Cassandra offers by JMX, on all nodes. */
  static void set(String attribute, Object value) {
    for (int node = 1; node <= 3; node++) {
      CLUSTER.set(node, attribute, value);
    }
  }

  static void pause(long millis) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(millis);
  }

  /** Makes the cluster whole again, and waits until its nodes find each other up. */
  static void heal() {
    for (int node = 1; node <= 3; node++) {
      CLUSTER.thaw(node);
    }
    for (int node = 1; node <= 3; node++) {
      if (!CLUSTER.isRunning(node)) {
        CLUSTER.restart(node);
      }
    }
    CLUSTER.awaitAll();
  }
}
