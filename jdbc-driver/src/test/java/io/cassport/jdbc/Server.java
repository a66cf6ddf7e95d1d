package io.cassport.jdbc;

import io.cassport.embedded.TestServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** The Cassandra of the tests, and a keyspace of its own for each test class. */
final class Server {
  private Server() {}

  static String url(String keyspace, String parameters) {
    TestServer server = TestServer.get();
    return "jdbc:cassport://"
        + server.host()
        + ":"
        + server.port()
        + (keyspace == null ? "" : "/" + keyspace)
        + (parameters.isEmpty() ? "" : "?" + parameters);
  }

  static Connection connect(String keyspace) throws SQLException {
    return DriverManager.getConnection(url(keyspace, ""));
  }

  /** Makes an empty keyspace. */
  static void makeKeyspace(String keyspace) throws SQLException {
    try (Connection connection = connect(null);
        Statement statement = connection.createStatement()) {
      statement.execute("DROP KEYSPACE IF EXISTS " + keyspace);
      statement.execute(
          "CREATE KEYSPACE "
              + keyspace
              + " WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}");
    }
  }

  static void run(Connection connection, String... texts) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String text : texts) {
        statement.execute(text);
      }
    }
  }
}
