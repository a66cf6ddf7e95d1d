package io.cassport.jdbc;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The results of one execute call, in order, and which of them is the current one. Thread-safe,
 * because a statement may be closed while it executes; what is closed is closed outside the lock.
 */
final class Results {
  private final CassportStatement statement;
  private final Deque<Outcome> outcomes = new ArrayDeque<>();
  private final List<CassportResultSet> kept = new ArrayList<>();
  private CassportResultSet result;
  private long updateCount = -1;

  Results(CassportStatement statement) {
    this.statement = statement;
  }

  synchronized void add(List<Outcome> more) {
    outcomes.addAll(more);
  }

  /** Makes the next result the current one; true when it has rows. */
  synchronized boolean advance() {
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
        keepCurrent();
      }
      case Statement.CLOSE_CURRENT_RESULT -> closeCurrent();
      case Statement.CLOSE_ALL_RESULTS -> {
        Closing closing = new Closing().and(this::closeCurrent);
        for (CassportResultSet set : takeKept()) {
          closing.and(set::close);
        }
        closing.end();
      }
      default ->
          throw Errors.data("getMoreResults(" + current + ") is none of JDBC's constants", "22003");
    }
    return advance();
  }

  private synchronized void keepCurrent() {
    if (result != null) {
      kept.add(result);
    }
  }

  private void closeCurrent() throws SQLException {
    CassportResultSet ending = takeCurrent();
    if (ending != null) {
      ending.close();
    }
  }

  private synchronized CassportResultSet takeCurrent() {
    CassportResultSet taken = result;
    result = null;
    return taken;
  }

  private synchronized List<CassportResultSet> takeKept() {
    List<CassportResultSet> taken = List.copyOf(kept);
    kept.clear();
    return taken;
  }

  private synchronized List<Outcome> takeOutcomes() {
    List<Outcome> taken = List.copyOf(outcomes);
    outcomes.clear();
    updateCount = -1;
    return taken;
  }

  synchronized CassportResultSet current() {
    return result;
  }

  synchronized long updateCount() {
    return updateCount;
  }

  /**
   * Closes what has rows and keeps the sum of the counts as the only result.
   *
   * @throws SQLException 42000 when there is no count at all
   */
  long sum() throws SQLException {
    List<Outcome> all = counts();
    close();
    long sum = Outcome.sum(all);
    synchronized (this) {
      updateCount = sum;
    }
    return sum;
  }

  private synchronized List<Outcome> counts() {
    List<Outcome> all = new ArrayList<>(outcomes);
    if (updateCount >= 0) {
      all.add(new Outcome.Count(updateCount));
    }
    return all;
  }

  /** Closes all, whatever comes of one. */
  void close() throws SQLException {
    List<Outcome> rest = takeOutcomes();
    List<CassportResultSet> older = takeKept();
    Closing closing = new Closing().and(this::closeCurrent);
    for (CassportResultSet set : older) {
      closing.and(set::close);
    }
    closing.and(() -> Outcome.closeAll(rest)).end();
  }

  /**
   * Called by a result that is closed.
   *
   * @return whether nothing is left to be read
   */
  synchronized boolean closed(CassportResultSet ended) {
    kept.remove(ended);
    return ended == result && outcomes.isEmpty();
  }
}
