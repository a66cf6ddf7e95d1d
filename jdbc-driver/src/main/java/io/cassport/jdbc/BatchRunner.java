package io.cassport.jdbc;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.BatchableStatement;
import com.datastax.oss.driver.api.core.cql.DefaultBatchType;
import io.cassport.grammar.Cql;
import io.cassport.jdbc.dialect.Dialect;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Runs the elements of a JDBC batch. Changes without a condition are under way together; each has a
 * later write time than the one before, so that the result is as if they ran in order. Or, as the
 * property batchMode says, neighbouring ones are one batch of CQL. All else runs alone, in its
 * place.
 */
final class BatchRunner {
  /** Requests that are under way at a time. */
  private static final int WINDOW = 128;

  /** What a batch consists of; an element's parts are asked for when it is its turn. */
  interface Elements {
    int size();

    List<Part> get(int index) throws SQLException;
  }

  /** How neighbouring changes are sent. */
  enum Mode {
    /** As requests of their own, many at a time. */
    CONCURRENT,
    /** As one UNLOGGED BATCH. */
    UNLOGGED,
    /** As one LOGGED BATCH. */
    LOGGED
  }

  private record Sent(int index, CompletionStage<AsyncResultSet> answer) {}

  private record Waiting(int index, Part part) {}

  private final CassportConnection connection;
  private final CassportStatement statement;
  private final Execution execution;
  private final StatementRunner runner;
  private final Deque<Sent> underWay = new ArrayDeque<>();
  private final List<Waiting> waiting = new ArrayList<>();
  private Cql judged;
  private boolean plain;
  private long[] counts;
  private int failed = -1;
  private SQLException failure;

  BatchRunner(CassportConnection connection, CassportStatement statement, Execution execution) {
    this.connection = connection;
    this.statement = statement;
    this.execution = execution;
    this.runner = new StatementRunner(connection, statement, execution);
  }

  /**
   * Runs them; after a failure nothing more is begun.
   *
   * @return the count of each
   * @throws BatchUpdateException with a count for each element: EXECUTE_FAILED for those that
   *     failed and those that were not begun
   */
  long[] run(Elements elements) throws SQLException {
    counts = new long[elements.size()];
    Arrays.fill(counts, Statement.EXECUTE_FAILED);
    for (int i = 0; i < counts.length && failure == null; i++) {
      try {
        List<Part> parts = elements.get(i);
        if (isPlainChange(parts)) {
          begin(i, parts.get(0));
        } else {
          finish();
          if (failure == null) {
            counts[i] = alone(parts);
          }
        }
      } catch (SQLException e) {
        fail(i, e);
      }
    }
    finish();
    if (failure != null) {
      throw new BatchUpdateException(
          "statement " + (failed + 1) + " of the batch: " + failure.getMessage(),
          failure.getSQLState(),
          failure.getErrorCode(),
          counts,
          failure);
    }
    return counts;
  }

  private void fail(int index, SQLException e) {
    if (failure == null) {
      failure = e;
      failed = index;
    }
  }

  private boolean isPlainChange(List<Part> parts) throws SQLException {
    if (parts.size() > 1 || !(parts.get(0).parsed() instanceof Cql cql)) {
      return false;
    }
    if (!cql.equals(judged)) { // the elements of a prepared statement all have the same text
      plain = judge(cql);
      judged = cql;
    }
    return plain;
  }

  private boolean judge(Cql cql) throws SQLException {
    return CqlKinds.isChange(cql)
        && !CqlKinds.mayBeConditional(cql)
        && !(cql.kind() == Cql.Kind.BATCH && connection.batchMode() != Mode.CONCURRENT)
        && !Dialect.isOrderedByServer(cql.text(), connection.columnTypes());
  }

  private long alone(List<Part> parts) throws SQLException {
    for (Part part : parts) {
      if (CqlKinds.onlyRows(part.parsed())) {
        throw Errors.syntax("this statement has rows and no count; a batch cannot hold it");
      }
    }
    List<Outcome> outcomes = runner.run(parts);
    Outcome.closeAll(outcomes);
    return Outcome.sum(outcomes);
  }

  private void begin(int index, Part part) throws SQLException {
    connection.checkMayRun(part.parsed());
    if (connection.batchMode() != Mode.CONCURRENT) {
      waiting.add(new Waiting(index, part));
      return;
    }
    while (underWay.size() >= WINDOW) {
      awaitOldest();
    }
    if (failure == null) {
      underWay.add(new Sent(index, runner.send(part)));
    }
  }

  private void awaitOldest() {
    Sent sent = underWay.remove();
    try {
      statement.pageCame(execution.await(sent.answer()));
      counts[sent.index()] = 1;
    } catch (SQLException e) {
      fail(sent.index(), e);
    }
  }

  /** Waits for all that was begun. */
  private void finish() {
    while (!underWay.isEmpty()) {
      awaitOldest();
    }
    if (!waiting.isEmpty()) {
      sendTogether();
      waiting.clear();
    }
  }

  private void sendTogether() {
    try {
      BatchStatement batch = BatchStatement.newInstance(type());
      List<BatchableStatement<?>> requests = new ArrayList<>();
      for (Waiting one : waiting) {
        requests.add(runner.request(one.part()));
      }
      statement.pageCame(execution.await(runner.send(batch.addAll(requests))));
      for (Waiting one : waiting) {
        counts[one.index()] = 1;
      }
    } catch (SQLException e) {
      fail(waiting.get(0).index(), e);
    } catch (RuntimeException e) {
      fail(waiting.get(0).index(), Errors.translate(e));
    }
  }

  private BatchType type() throws SQLException {
    if (connection
        .columnTypes()
        .isCounterTable(Dialect.changedTable(waiting.get(0).part().parsed().text()))) {
      return DefaultBatchType.COUNTER;
    }
    return connection.batchMode() == Mode.LOGGED
        ? DefaultBatchType.LOGGED
        : DefaultBatchType.UNLOGGED;
  }
}
