package io.cassport.compliance;

import io.cassport.embedded.TestServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Connections to the Cassandra of the tests, through nothing but java.sql. */
final class Cassandra {
  private Cassandra() {}

  static Connection connect() throws SQLException {
    TestServer server = TestServer.get();
    return DriverManager.getConnection(
        "jdbc:cassport://" + server.host() + ":" + server.port() + "/");
  }

  /** A connection whose keyspace is new and empty. */
  static Connection connectToNew(String keyspace) throws SQLException {
    Connection connection = connect();
    run(
        connection,
        "DROP KEYSPACE IF EXISTS " + keyspace,
        "CREATE KEYSPACE "
            + keyspace
            + " WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}",
        "USE " + keyspace);
    return connection;
  }

  static void run(Connection connection, String... texts) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String text : texts) {
        statement.execute(text);
      }
    }
  }

  static long update(Connection connection, String text) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.executeLargeUpdate(text);
    }
  }

  /** All cells as text. */
  static List<List<String>> rows(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      int columns = result.getMetaData().getColumnCount();
      List<List<String>> rows = new ArrayList<>();
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          row.add(result.getString(i));
        }
        rows.add(row);
      }
      return rows;
    }
  }
}
