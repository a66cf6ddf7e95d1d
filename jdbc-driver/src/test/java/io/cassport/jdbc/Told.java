package io.cassport.jdbc;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;

/** All that a user, a log or a bug report may come to see. */
final class Told {
  private final StringBuilder text = new StringBuilder();
  private int failures;

  interface Step {
    void run() throws Exception;
  }

  /** Does something, and keeps what it fails with, with all causes and what these suppress. */
  void failing(Step step) {
    try {
      step.run();
    } catch (Exception e) {
      failures++;
      StringWriter trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace));
      add(trace);
      if (e instanceof SQLException sql) {
        for (Throwable each : sql) {
          add(each);
        }
      }
    }
  }

  /** Runs a statement and keeps its rows, warnings or failure. */
  void run(Connection connection, String sql) {
    failing(
        () -> {
          try (Statement statement = connection.createStatement()) {
            boolean rows = statement.execute(sql);
            while (rows || statement.getUpdateCount() >= 0) {
              if (rows) {
                add(statement.getResultSet());
              }
              rows = statement.getMoreResults();
            }
            for (SQLWarning w = statement.getWarnings(); w != null; w = w.getNextWarning()) {
              add(w);
            }
          }
        });
  }

  private void add(ResultSet rows) throws SQLException {
    try (rows) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        for (int i = 1; i <= columns; i++) {
          add(rows.getMetaData().getColumnLabel(i) + "=" + rows.getString(i));
        }
      }
    }
  }

  void add(Object any) {
    text.append(any).append('\n');
  }

  int failures() {
    return failures;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
