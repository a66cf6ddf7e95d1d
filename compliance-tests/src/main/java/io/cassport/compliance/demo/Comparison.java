package io.cassport.compliance.demo;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Compares files with files by DuckDB, which knows nothing of us, and tables row by row. */
final class Comparison {
  private static final int COLUMNS = 5;

  private final Connection cassandra;
  private final Connection duckdb;
  private boolean allHeld = true;

  Comparison(Connection cassandra, Connection duckdb) {
    this.cassandra = cassandra;
    this.duckdb = duckdb;
  }

  boolean allHeld() {
    return allHeld;
  }

  /** Counts and sums of what we wrote against those of the file it came from. */
  void files(String what, Path source, String written, String condition) throws SQLException {
    String sums =
        "SELECT count(*), sum(delay), sum(distance), count(DISTINCT origin),"
            + " count(DISTINCT destination), min(epoch_ms(date)), max(epoch_ms(date)),"
            + " sum(epoch_ms(date)::HUGEINT) FROM ";
    List<String> expected = row(sums + "'" + source + "' WHERE " + condition);
    // the written timestamps say that they are UTC, the source's have no zone
    String read = "(SELECT * REPLACE (date::TIMESTAMPTZ AT TIME ZONE 'UTC' AS date) FROM '";
    List<String> found = row(sums + read + written + "')");
    report(what + " read by DuckDB", expected, found);
  }

  /** Every row of two tables, which a scan gives in the same order, the tokens'. */
  void tables(String first, String second) throws SQLException {
    long rows = 0;
    String columns = "SELECT origin, destination, date, delay, distance FROM ";
    try (Statement one = cassandra.createStatement();
        Statement two = cassandra.createStatement();
        ResultSet left = one.executeQuery(columns + first);
        ResultSet right = two.executeQuery(columns + second)) {
      while (left.next()) {
        rows++;
        if (!right.next()) {
          report("table " + second, "row " + rows, "no more rows");
          return;
        }
        for (int i = 1; i <= COLUMNS; i++) {
          if (!Objects.equals(left.getObject(i), right.getObject(i))) {
            report(
                "table " + second + ", row " + rows + ", column " + i,
                left.getObject(i),
                right.getObject(i));
            return;
          }
        }
      }
      report("rows of table " + second, rows, right.next() ? rows + " and more" : rows);
    }
  }

  private List<String> row(String query) throws SQLException {
    try (Statement statement = duckdb.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      result.next();
      List<String> cells = new ArrayList<>();
      for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
        cells.add(result.getString(i));
      }
      return cells;
    }
  }

  private void report(String what, Object expected, Object found) {
    boolean held = expected.equals(found);
    allHeld &= held;
    System.out.println(
        (held ? "  ok    " : "  WRONG ")
            + what
            + ": "
            + (held ? found : "expected " + expected + " and found " + found));
  }
}
