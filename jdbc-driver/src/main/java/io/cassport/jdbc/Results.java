package io.cassport.jdbc;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The results of one execute call, in order, and which of them is the current one. */
final class Results {
  private final CassportStatement statement;
  private final Deque<Outcome> outcomes = new ArrayDeque<>();
  private final List<CassportResultSet> kept = new ArrayList<>();
  private CassportResultSet result;
  private long updateCount = -1;

  Results(CassportStatement statement) {
    this.statement = statement;
  }

  void add(List<Outcome> more) {
    outcomes.addAll(more);
  }

  /** Makes the next result the current one; true when it has rows. */
  boolean advance() {
    Outcome next = outcomes.poll();
    result = null;
    updateCount = -1;
    if (next instanceof Outcome.Rows rows) {
      result =
          new CassportResultSet(statement, rows.source(), statement.connection().typeOptions());
      return true;
    }
    if (next instanceof Outcome.Count count) {
      updateCount = count.rows();
    }
    return false;
  }

  /** As Statement.getMoreResults. */
  boolean advance(int current) throws SQLException {
    switch (current) {
      case Statement.KEEP_CURRENT_RESULT -> {
        if (result != null) {
          kept.add(result);
        }
      }
      case Statement.CLOSE_CURRENT_RESULT -> closeCurrent();
      case Statement.CLOSE_ALL_RESULTS -> {
        closeCurrent();
        for (CassportResultSet set : List.copyOf(kept)) {
          set.close();
        }
      }
      default ->
          throw Errors.data("getMoreResults(" + current + ") is none of JDBC's constants", "22003");
    }
    return advance();
  }

  private void closeCurrent() throws SQLException {
    CassportResultSet ending = result;
    result = null;
    if (ending != null) {
      ending.close();
    }
  }

  CassportResultSet current() {
    return result;
  }

  long updateCount() {
    return updateCount;
  }

  /**
   * Closes what has rows and keeps the sum of the counts as the only result.
   *
   * @throws SQLException 42000 when there is no count at all
   */
  long sum() throws SQLException {
    List<Outcome> all = new ArrayList<>(outcomes);
    if (updateCount >= 0) {
      all.add(new Outcome.Count(updateCount));
    }
    close();
    updateCount = Outcome.sum(all);
    return updateCount;
  }

  /** Closes all. */
  void close() throws SQLException {
    List<Outcome> rest = List.copyOf(outcomes);
    outcomes.clear();
    updateCount = -1;
    List<CassportResultSet> older = List.copyOf(kept);
    kept.clear();
    closeCurrent();
    for (CassportResultSet set : older) {
      set.close();
    }
    Outcome.closeAll(rest);
  }

  /**
   * Called by a result that is closed.
   *
   * @return whether nothing is left to be read
   */
  boolean closed(CassportResultSet ended) {
    kept.remove(ended);
    return ended == result && outcomes.isEmpty();
  }
}
