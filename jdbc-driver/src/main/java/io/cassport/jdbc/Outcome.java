package io.cassport.jdbc;

import java.sql.SQLException;
import java.util.List;

/** One result of a statement; COPY has two, its rows and then its count. */
sealed interface Outcome {
  /** Rows, not read yet. */
  record Rows(RowSource source) implements Outcome {}

  /** An update count. */
  record Count(long rows) implements Outcome {}

  /** Rows that are all here. */
  static Outcome row(List<ResultColumn> columns, List<?> row) {
    return new Rows(MemoryRows.of(columns, List.of(row)));
  }

  /** Closes rows that nobody will read; all of them, whatever comes of one. */
  static void closeAll(List<Outcome> outcomes) throws SQLException {
    Closing closing = new Closing();
    for (Outcome outcome : outcomes) {
      if (outcome instanceof Rows rows) {
        closing.and(rows.source()::close);
      }
    }
    closing.end();
  }

  /**
   * The sum of the counts.
   *
   * @throws SQLException 42000 when there are only rows
   */
  static long sum(List<Outcome> outcomes) throws SQLException {
    long sum = 0;
    boolean counted = false;
    for (Outcome outcome : outcomes) {
      if (outcome instanceof Count count) {
        sum += count.rows();
        counted = true;
      }
    }
    if (!counted) {
      throw Errors.syntax("this statement had rows and no count; use execute or executeQuery");
    }
    return sum;
  }
}
