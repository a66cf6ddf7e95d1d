package io.cassport.compliance.tool;

import io.cassport.embedded.TestServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The keyspace of the tools, which all their tests share, and a few rows in it. */
final class Database {
  static final String KEYSPACE = "real_tools";
  static final String ANN = "11111111-1111-1111-1111-111111111111";
  static final String BOB = "22222222-2222-2222-2222-222222222222";

  /** Rows in the table {@code numbers}. */
  static final int NUMBERS = 250;

  private static boolean made;

  private Database() {}

  /** The URL of the keyspace, in which {@code people} and {@code numbers} are. */
  static synchronized String url() throws SQLException {
    if (!made) {
      try (Connection connection = DriverManager.getConnection(clusterUrl())) {
        make(connection);
      }
      made = true;
    }
    return clusterUrl() + KEYSPACE;
  }

  /** The URL without a keyspace, ending in a slash. */
  static String clusterUrl() {
    TestServer server = TestServer.get();
    return "jdbc:cassport://" + server.host() + ":" + server.port() + "/";
  }

  private static void make(Connection connection) throws SQLException {
    run(
        connection,
        "DROP KEYSPACE IF EXISTS " + KEYSPACE,
        "CREATE KEYSPACE "
            + KEYSPACE
            + " WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}",
        "USE " + KEYSPACE,
        "CREATE TABLE people (id uuid PRIMARY KEY, name text, age int, seen timestamp, born date,"
            + " wakes time, tags list<text>, marks set<int>, scores map<text, int>, photo blob,"
            + " money decimal, big bigint, ratio double, ok boolean)",
        "CREATE TABLE numbers (id int PRIMARY KEY, v text)",
        "CREATE TABLE copied (id int PRIMARY KEY, v text)",
        "INSERT INTO people (id, name, age, seen, born, wakes, tags, marks, scores, photo, money,"
            + " big, ratio, ok) VALUES ("
            + ANN
            + ", 'ann', 5, '2024-01-02 03:04:05.678+0000', '2024-01-02', '03:04:05', ['x', 'y'],"
            + " {1, 2}, {'k': 1}, 0x0102, 3.25, 5000000000, 1.5, true)",
        "INSERT INTO people (id, name) VALUES (" + BOB + ", 'bob')");
    try (var insert = connection.prepareStatement("INSERT INTO numbers (id, v) VALUES (?, ?)")) {
      for (int i = 0; i < NUMBERS; i++) {
        insert.setInt(1, i);
        insert.setString(2, "v" + i);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  static Connection connect() throws SQLException {
    return DriverManager.getConnection(url());
  }

  static void run(Connection connection, String... texts) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String text : texts) {
        statement.execute(text);
      }
    }
  }

  /** The first cell of the first row as text. */
  static String text(String query) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      if (!rows.next()) {
        throw new AssertionError("No row: " + query);
      }
      return rows.getString(1);
    }
  }
}
