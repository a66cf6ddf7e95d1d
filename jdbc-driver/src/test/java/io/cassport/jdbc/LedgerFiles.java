package io.cassport.jdbc;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the tests of the load ledger share: files to load, and what COPY says about them. */
final class LedgerFiles {
  private LedgerFiles() {}

  static Connection connect(String keyspace, String copyKeyspace) throws SQLException {
    return DriverManager.getConnection(Server.url(keyspace, "copyKeyspace=" + copyKeyspace));
  }

  /** A table of 20 partitions with a hundred rows each, from which files are made. */
  static void fillSource(Connection connection) throws SQLException {
    Server.run(connection, "CREATE TABLE source (p int, c int, n bigint, PRIMARY KEY (p, c))");
    for (int p = 0; p < 20; p++) {
      StringBuilder batch = new StringBuilder("BEGIN UNLOGGED BATCH ");
      for (int c = 0; c < 100; c++) {
        batch.append("INSERT INTO source (p, c, n) VALUES (%d, %d, 1); ".formatted(p, c));
      }
      Server.run(connection, batch.append("APPLY BATCH").toString());
    }
  }

  /** Writes partition p of the source as the file p-NN.parquet. */
  static Path write(Connection connection, Path folder, int p) throws SQLException {
    Path file = folder.resolve("p-%02d.parquet".formatted(p));
    Server.run(
        connection,
        "COPY (SELECT p, c, n FROM source WHERE p = "
            + p
            + ") TO '"
            + file
            + "'"
            + " WITH OVERWRITE=TRUE");
    return file;
  }

  /**
   * What came of a COPY FROM.
   *
   * @param statuses by file name
   * @param reasons the first errors, by file name
   */
  record Loaded(
      Map<String, String> statuses,
      Map<String, String> reasons,
      long count,
      List<String> warnings) {}

  static Loaded load(Connection connection, String copy) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      Map<String, String> statuses = new LinkedHashMap<>();
      Map<String, String> reasons = new LinkedHashMap<>();
      try (ResultSet rows = statement.executeQuery(copy)) {
        while (rows.next()) {
          String name = Path.of(rows.getString("object_name")).getFileName().toString();
          statuses.put(name, rows.getString("status"));
          reasons.put(name, rows.getString("first_error"));
        }
      }
      List<String> warnings = new ArrayList<>();
      for (SQLWarning w = statement.getWarnings(); w != null; w = w.getNextWarning()) {
        warnings.add(w.getMessage());
      }
      statement.getMoreResults();
      return new Loaded(statuses, reasons, statement.getLargeUpdateCount(), warnings);
    }
  }

  /** The cells of a query's rows as text. */
  static List<List<String>> rows(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      List<List<String>> found = new ArrayList<>();
      while (rows.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          row.add(rows.getString(i));
        }
        found.add(row);
      }
      return found;
    }
  }

  static long count(Connection connection, String table) throws SQLException {
    return Long.parseLong(rows(connection, "SELECT count(*) FROM " + table).get(0).get(0));
  }

  /** One column of SHOW COPY HISTORY by the name of the file. */
  static Map<String, String> history(Connection connection, String table, String column)
      throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SHOW COPY HISTORY FOR " + table)) {
      Map<String, String> found = new LinkedHashMap<>();
      while (rows.next()) {
        String name = Path.of(rows.getString("object_name")).getFileName().toString();
        found.put(name, rows.getString(column));
      }
      return found;
    }
  }
}
