package io.cassport.hadoop;

import io.cassport.embedded.TestServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** A keyspace with a table t of {@value #ROWS} rows and an empty one called back. */
record Database(String keyspace) {
  static final int ROWS = 2_000;
  static final int CITIES = 4;

  static Database make(String keyspace) throws SQLException {
    Database database = new Database(keyspace);
    try (Connection connection = open("", Map.of());
        Statement statement = connection.createStatement()) {
      statement.execute("DROP KEYSPACE IF EXISTS " + keyspace);
      statement.execute(
          "CREATE KEYSPACE "
              + keyspace
              + " WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}");
      for (String table : List.of("t", "back")) {
        statement.execute(
            "CREATE TABLE " + keyspace + "." + table + " (id int PRIMARY KEY, city text, v text)");
      }
    }
    try (Connection connection = database.connect(Map.of());
        PreparedStatement insert =
            connection.prepareStatement("INSERT INTO t (id, city, v) VALUES (?, ?, ?)")) {
      for (int i = 0; i < ROWS; i++) {
        insert.setInt(1, i);
        insert.setString(2, "Zürich " + i % CITIES);
        insert.setString(3, "value " + i);
        insert.addBatch();
      }
      insert.executeBatch();
    }
    return database;
  }

  private static Connection open(String keyspace, Map<String, String> settings)
      throws SQLException {
    TestServer server = TestServer.get();
    Properties properties = new Properties();
    properties.putAll(settings);
    return DriverManager.getConnection(
        "jdbc:cassport://" + server.host() + ":" + server.port() + "/" + keyspace, properties);
  }

  Connection connect(Map<String, String> settings) throws SQLException {
    return open(keyspace, settings);
  }

  /** Runs a COPY and returns the first column of its result. */
  static List<String> copy(Connection connection, String text) throws SQLException {
    List<String> objects = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(text)) {
      while (rows.next()) {
        objects.add(rows.getString(1));
      }
    }
    return objects;
  }

  /** Loads into the empty table, without the ledger, and returns what came, as id=city/v. */
  static List<String> load(Connection connection, String source, String options)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("TRUNCATE back");
      statement.execute("COPY back FROM '" + source + "' WITH LEDGER=FALSE" + options);
    }
    return rows(connection, "back");
  }

  /** The rows of a table, sorted. */
  static List<String> rows(Connection connection, String table) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT id, city, v FROM " + table)) {
      while (rows.next()) {
        found.add(rows.getInt(1) + "=" + rows.getString(2) + "/" + rows.getString(3));
      }
    }
    found.sort(null);
    return found;
  }

  static String state(Throwable thrown) {
    return ((SQLException) thrown).getSQLState();
  }
}
