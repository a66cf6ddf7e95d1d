package io.cassport.jdbc;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the tests of CAPTURE share: a table of several pages, and what CAPTURE answers. */
final class Captures {
  /** Rows of the table t (id int, v text). */
  static final int ROWS = 1_000;

  /** Rows of a page of {@link #connect}. */
  static final int PAGE = 100;

  private Captures() {}

  /** Makes a keyspace with the table t. */
  static void make(String keyspace) throws SQLException {
    Server.makeKeyspace(keyspace);
    try (Connection connection = Server.connect(keyspace)) {
      Server.run(connection, "CREATE TABLE t (id int PRIMARY KEY, v text)");
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO t (id, v) VALUES (?, ?)")) {
        for (int i = 0; i < ROWS; i++) {
          insert.setInt(1, i);
          insert.setString(2, "the value of the row with the number " + i);
          insert.addBatch();
        }
        insert.executeBatch();
      }
    }
  }

  static Connection connect(String keyspace) throws SQLException {
    return DriverManager.getConnection(Server.url(keyspace, "fetchSize=" + PAGE));
  }

  static String state(Throwable thrown) {
    return ((SQLException) thrown).getSQLState();
  }

  static void capture(Connection connection, Path target) throws SQLException {
    Server.run(connection, "CAPTURE '" + target + "'");
  }

  /** The rows of a SELECT, which the application reads to its end. */
  static int read(ResultSet rows) throws SQLException {
    int count = 0;
    while (rows.next()) {
      count++;
    }
    return count;
  }

  /** The row of CAPTURE alone, by column. */
  static Map<String, Object> status(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("CAPTURE")) {
      if (!rows.next()) {
        throw new AssertionError("CAPTURE has a row");
      }
      Map<String, Object> row = new TreeMap<>();
      ResultSetMetaData columns = rows.getMetaData();
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        row.put(columns.getColumnLabel(i), rows.getObject(i));
      }
      return row;
    }
  }

  /** The rows that CAPTURE OFF says it has written. */
  static long off(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.executeLargeUpdate("CAPTURE OFF");
    }
  }

  /** The warnings of CAPTURE OFF. */
  static List<String> warningsOfOff(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("CAPTURE OFF");
      List<String> warnings = new ArrayList<>();
      for (SQLWarning each = statement.getWarnings(); each != null; each = each.getNextWarning()) {
        warnings.add(each.getMessage());
      }
      return warnings;
    }
  }
}
