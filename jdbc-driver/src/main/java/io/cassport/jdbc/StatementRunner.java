package io.cassport.jdbc;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchableStatement;
import com.datastax.oss.driver.api.core.cql.ColumnDefinitions;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import io.cassport.grammar.Cql;
import io.cassport.jdbc.dialect.Dialect;
import io.cassport.jdbc.dialect.Rewritten;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Runs the statements of one execute call and says what came of them. */
final class StatementRunner {
  private final CassportConnection connection;
  private final CassportStatement statement;
  private final Execution execution;

  StatementRunner(CassportConnection connection, CassportStatement statement, Execution execution) {
    this.connection = connection;
    this.statement = statement;
    this.execution = execution;
  }

  /** Runs the statements of a text, in order, up to the first error. */
  List<Outcome> run(List<Part> parts) throws SQLException {
    return run(parts, "");
  }

  /**
   * Runs the statements of a text.
   *
   * @param where the text is from, for errors: empty, or a file and a comma
   */
  List<Outcome> run(List<Part> parts, String where) throws SQLException {
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      try {
        outcomes.addAll(run(part));
      } catch (SQLException e) {
        boolean alone = parts.size() == 1 && where.isEmpty();
        SQLException all = alone ? e : inScript(e, where, part, i + 1, parts.size());
        try {
          Outcome.closeAll(outcomes);
        } catch (SQLException alsoFailed) {
          all.addSuppressed(alsoFailed);
        }
        throw all;
      }
    }
    return outcomes;
  }

  private static SQLException inScript(
      SQLException cause, String where, Part part, int number, int count) {
    return new SQLException(
        where
            + "statement "
            + number
            + " of "
            + count
            + " ("
            + part.parsed().position()
            + "): "
            + cause.getMessage(),
        cause.getSQLState(),
        cause.getErrorCode(),
        cause);
  }

  private List<Outcome> run(Part part) throws SQLException {
    connection.checkMayRun(part.parsed());
    try {
      if (part.parsed() instanceof Cql cql) {
        return cql(cql, part);
      }
      ExtensionRunner ours = new ExtensionRunner(connection, statement, execution, this);
      return DriverLoader.run(() -> ours.run(part.parsed(), part.markers()));
    } catch (RuntimeException | LinkageError e) { // a codec's native library may not load
      throw Errors.translate(e);
    }
  }

  // CQL

  private List<Outcome> cql(Cql cql, Part part) throws SQLException {
    if (cql.kind() == Cql.Kind.USE) {
      connection.use(cql.keyspace());
      return List.of(new Outcome.Count(0));
    }
    if (DescribeRequest.isFor(cql)) {
      return Descriptions.isFor(connection.session().getMetadata())
          ? Descriptions.of(connection, cql.text())
          : described(cql);
    }
    Rewritten rewritten = rewritten(cql, part);
    try {
      return rewritten.empty() ? noRows(rewritten, part) : sent(rewritten, part);
    } catch (SQLException e) {
      throw withHint(e, cql);
    }
  }

  private List<Outcome> described(Cql cql) throws SQLException {
    CqlSession session = connection.session();
    DescribeRequest request =
        DescribeRequest.of(cql.text(), connection.keyspace(), session.getMetadata());
    AsyncResultSet first =
        execution.await(session.executeAsync(bounded(connection.simple(request.text()))));
    statement.pageCame(first);
    RowShape shape = RowShape.of(first.getColumnDefinitions());
    PagedRows rows = new PagedRows(first, shape, execution, 0, null, statement::pageCame);
    return List.of(new Outcome.Rows(request.wanted(rows)));
  }

  private Rewritten rewritten(Cql cql, Part part) throws SQLException {
    if (part.rewritten() != null) {
      return part.rewritten();
    }
    if (cql.markerCount() > 0) {
      throw Errors.syntax(
          "the statement has bind markers; use prepareStatement to give them values");
    }
    return connection.rewrite(cql, statement.escapes());
  }

  /** A refusal, with what CQL lacks of what was asked for. */
  static SQLException withHint(SQLException refused, Cql cql) throws SQLException {
    String hint = "42000".equals(refused.getSQLState()) ? Dialect.hint(cql) : "";
    return hint.isEmpty()
        ? refused
        : new SQLSyntaxErrorException(refused.getMessage() + "; " + hint, "42000", refused);
  }

  /** The columns are the server's to say; the rows are known to be none. */
  private List<Outcome> noRows(Rewritten rewritten, Part part) throws SQLException {
    PreparedStatement prepared =
        part.bound() == null
            ? connection.prepareCql(rewritten.cql().text(), execution)
            : part.bound().getPreparedStatement();
    RowShape shape = RowShape.of(rewritten, prepared.getResultSetDefinitions());
    return List.of(new Outcome.Rows(MemoryRows.of(shape.columns(), List.of())));
  }

  private List<Outcome> sent(Rewritten rewritten, Part part) throws SQLException {
    AsyncResultSet first = execution.await(send(rewritten.cql(), part));
    statement.pageCame(first);
    ColumnDefinitions definitions = first.getColumnDefinitions();
    Cql cql = rewritten.cql();
    if (CqlKinds.isChange(cql)) {
      return changed(first);
    }
    if (definitions.size() == 0) {
      return List.of(new Outcome.Count(0));
    }
    CaptureFeed feed =
        cql.kind() == Cql.Kind.SELECT
            ? connection.capture().newFeed(execution, page -> RowShape.of(rewritten, page))
            : null;
    PagedRows rows =
        new PagedRows(
            first,
            RowShape.of(rewritten, definitions),
            execution,
            statement.maxRows(),
            feed,
            statement::pageCame);
    return List.of(new Outcome.Rows(statement.scrolls() ? scrolling(rows) : rows));
  }

  private RowSource scrolling(PagedRows rows) throws SQLException {
    long limit = connection.scrollBytes();
    RowSource read = BufferedRows.read(rows, limit);
    if (read instanceof PagedRows) {
      statement.addWarning(
          "the result goes forward only: its rows take more than the "
              + (limit >> 20)
              + " MB that the property scrollMemory allows",
          "01S02");
    }
    return read;
  }

  /** Cassandra counts nothing: a change that was made counts 1, a condition that failed 0. */
  private List<Outcome> changed(AsyncResultSet first) throws SQLException {
    if (first.getColumnDefinitions().size() == 0) {
      return List.of(new Outcome.Count(1));
    }
    Outcome count = new Outcome.Count(first.wasApplied() ? 1 : 0);
    RowShape shape = RowShape.of(first.getColumnDefinitions());
    PagedRows rows = new PagedRows(first, shape, execution, 0, null, statement::pageCame);
    return List.of(new Outcome.Rows(statement.scrolls() ? scrolling(rows) : rows), count);
  }

  // Requests

  private CompletionStage<AsyncResultSet> send(Cql cql, Part part) throws SQLException {
    return part.bound() == null
        ? connection.session().executeAsync(bounded(connection.simple(cql.text())))
        : connection.session().executeAsync(bounded(part.bound()));
  }

  /** What a change is sent as; it must be CQL. */
  BatchableStatement<?> request(Part part) throws SQLException {
    return part.bound() == null ? simple(part) : part.bound();
  }

  private SimpleStatement simple(Part part) throws SQLException {
    return connection.simple(rewritten((Cql) part.parsed(), part).cql().text());
  }

  /** Sends a change without waiting for its answer, with a write time that none before has. */
  CompletionStage<AsyncResultSet> send(Part part) throws SQLException {
    try {
      long time = connection.session().getContext().getTimestampGenerator().next();
      return part.bound() == null
          ? connection.session().executeAsync(bounded(simple(part)).setQueryTimestamp(time))
          : connection.session().executeAsync(bounded(part.bound()).setQueryTimestamp(time));
    } catch (RuntimeException e) {
      throw Errors.translate(e);
    }
  }

  /** Sends a batch without waiting for its answer. */
  CompletionStage<AsyncResultSet> send(BatchStatement batch) throws SQLException {
    try {
      return connection.session().executeAsync(bounded(batch));
    } catch (RuntimeException e) {
      throw Errors.translate(e);
    }
  }

  private <T extends com.datastax.oss.driver.api.core.cql.Statement<T>> T bounded(T request)
      throws SQLException {
    RequestSettings settings = connection.requests();
    int pageSize = statement.pageSize(!connection.capture().isOn(), settings.pageSize());
    T limited = settings.apply(request).setPageSize(pageSize);
    int seconds = statement.getQueryTimeout();
    return seconds > 0 ? limited.setTimeout(Duration.ofSeconds(seconds)) : limited;
  }
}
