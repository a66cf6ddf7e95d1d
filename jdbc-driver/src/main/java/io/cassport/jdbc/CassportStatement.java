package io.cassport.jdbc;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import io.cassport.copy.CopyControl;
import io.cassport.copy.CopyJob;
import io.cassport.copy.CopyProgress;
import io.cassport.grammar.Script;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * A statement: texts of one or more statements in, results out, in order. All statements of a text
 * run when it is executed, whether or not the caller asks for their results.
 */
class CassportStatement extends StatementSettings implements CopyControl {
  private final CassportConnection connection;
  private final Warnings warnings = new Warnings();
  private final Deque<Outcome> outcomes = new ArrayDeque<>();
  private final List<String> batch = new ArrayList<>();
  private final List<CassportResultSet> kept = new ArrayList<>();
  private CassportResultSet result;
  private long updateCount = -1;
  private volatile boolean closed;
  private volatile Execution execution;
  private volatile Consumer<CopyProgress> copyListener;
  private volatile CopyJob copyJob;

  CassportStatement(CassportConnection connection) {
    this.connection = connection;
  }

  /** One statement of a text and what it is sent with. */
  record Part(io.cassport.grammar.Statement parsed, BoundStatement bound, List<Object> markers) {
    static Part plain(io.cassport.grammar.Statement parsed) {
      return new Part(parsed, null, List.of());
    }
  }

  @Override
  final void open() throws SQLException {
    if (closed) {
      throw Errors.state("the statement is closed");
    }
    connection.open();
  }

  final CassportConnection connection() {
    return connection;
  }

  // Executing

  static List<Part> parse(String text) throws SQLException {
    if (text == null) {
      throw Errors.syntax("the statement is null");
    }
    List<Part> parts = Script.parse(text).stream().map(Part::plain).toList();
    if (parts.isEmpty()) {
      throw Errors.syntax("the text has no statement in it");
    }
    return parts;
  }

  /** Ends what the last call left, and begins a new one. */
  final Execution begin() throws SQLException {
    open();
    closeResults();
    warnings.clear();
    Execution begun = new Execution(getQueryTimeout());
    execution = begun;
    return begun;
  }

  final boolean executeParts(List<Part> parts) throws SQLException {
    StatementRunner runner = new StatementRunner(connection, this, begin());
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      try {
        outcomes.addAll(runner.run(part.parsed(), part.bound(), part.markers()));
      } catch (SQLException e) {
        SQLException all = parts.size() == 1 ? e : inScript(e, i + 1, parts.size());
        try {
          closeResults();
        } catch (SQLException alsoFailed) {
          all.addSuppressed(alsoFailed);
        }
        throw all;
      }
    }
    return advance();
  }

  private static SQLException inScript(SQLException cause, int number, int count) {
    return new SQLException(
        "statement " + number + " of " + count + ": " + cause.getMessage(),
        cause.getSQLState(),
        cause.getErrorCode(),
        cause);
  }

  private boolean advance() {
    Outcome next = outcomes.poll();
    result = null;
    updateCount = -1;
    if (next instanceof Outcome.Rows rows) {
      result = new CassportResultSet(this, rows.source(), connection.typeOptions());
      return true;
    }
    if (next instanceof Outcome.Count count) {
      updateCount = count.rows();
    }
    return false;
  }

  final ResultSet queryParts(List<Part> parts) throws SQLException {
    if (StatementRunner.neverRows(parts.get(0).parsed())) {
      throw Errors.syntax("this statement has no rows; use execute or executeUpdate for it");
    }
    if (!executeParts(parts)) {
      closeResults();
      throw Errors.syntax("this statement had no rows; use execute or executeUpdate for it");
    }
    return result;
  }

  final long updateParts(List<Part> parts) throws SQLException {
    for (Part part : parts) {
      if (StatementRunner.onlyRows(part.parsed())) {
        throw Errors.syntax("this statement has rows and no count; use execute or executeQuery");
      }
    }
    executeParts(parts);
    List<Outcome> rest = new ArrayList<>(outcomes);
    long count = Math.max(updateCount, 0);
    boolean counted = updateCount >= 0;
    for (Outcome outcome : rest) {
      if (outcome instanceof Outcome.Count more) {
        count += more.rows();
        counted = true;
      }
    }
    closeResults();
    if (!counted) {
      throw Errors.syntax("this statement had rows and no count; use execute or executeQuery");
    }
    updateCount = count;
    return count;
  }

  final int asInt(long count) {
    if (count > Integer.MAX_VALUE) {
      addWarning("the count is " + count + "; use executeLargeUpdate or getLargeUpdateCount");
      return Integer.MAX_VALUE;
    }
    return (int) count;
  }

  @Override
  public boolean execute(String sql) throws SQLException {
    open();
    return executeParts(parse(sql));
  }

  @Override
  public ResultSet executeQuery(String sql) throws SQLException {
    open();
    return queryParts(parse(sql));
  }

  @Override
  public long executeLargeUpdate(String sql) throws SQLException {
    open();
    return updateParts(parse(sql));
  }

  @Override
  public int executeUpdate(String sql) throws SQLException {
    return asInt(executeLargeUpdate(sql));
  }

  // Results

  private void closeResults() throws SQLException {
    List<RowSource> open = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      if (outcome instanceof Outcome.Rows rows) {
        open.add(rows.source());
      }
    }
    outcomes.clear();
    updateCount = -1;
    CassportResultSet current = result;
    result = null;
    List<CassportResultSet> older = List.copyOf(kept);
    kept.clear();
    if (current != null) {
      current.close();
    }
    for (CassportResultSet set : older) {
      set.close();
    }
    for (RowSource source : open) {
      source.close();
    }
  }

  /** Called by a result that is closed. */
  final void resultClosed(CassportResultSet ended) throws SQLException {
    kept.remove(ended);
    if (isCloseOnCompletion() && ended == result && outcomes.isEmpty()) {
      close();
    }
  }

  @Override
  public ResultSet getResultSet() throws SQLException {
    open();
    return result;
  }

  @Override
  public long getLargeUpdateCount() throws SQLException {
    open();
    return updateCount;
  }

  @Override
  public int getUpdateCount() throws SQLException {
    return asInt(getLargeUpdateCount());
  }

  @Override
  public boolean getMoreResults() throws SQLException {
    return getMoreResults(CLOSE_CURRENT_RESULT);
  }

  @Override
  public boolean getMoreResults(int current) throws SQLException {
    open();
    if (current == KEEP_CURRENT_RESULT) {
      if (result != null) {
        kept.add(result);
      }
    } else if (current == CLOSE_CURRENT_RESULT || current == CLOSE_ALL_RESULTS) {
      CassportResultSet ending = result;
      result = null;
      if (ending != null) {
        ending.close();
      }
      if (current == CLOSE_ALL_RESULTS) {
        for (CassportResultSet set : List.copyOf(kept)) {
          set.close();
        }
      }
    } else {
      throw Errors.data("getMoreResults(" + current + ") is none of JDBC's constants", "22003");
    }
    return advance();
  }

  // Batches

  @Override
  public void addBatch(String sql) throws SQLException {
    open();
    if (sql == null) {
      throw Errors.syntax("the statement is null");
    }
    batch.add(sql);
  }

  @Override
  public void clearBatch() throws SQLException {
    open();
    batch.clear();
  }

  @Override
  public long[] executeLargeBatch() throws SQLException {
    open();
    List<String> texts = List.copyOf(batch);
    batch.clear();
    long[] counts = new long[texts.size()];
    for (int i = 0; i < counts.length; i++) {
      try {
        counts[i] = updateParts(parse(texts.get(i)));
      } catch (SQLException e) {
        throw batchFailed(e, i, Arrays.copyOf(counts, i));
      }
    }
    return counts;
  }

  static BatchUpdateException batchFailed(SQLException cause, int index, long[] counts) {
    return new BatchUpdateException(
        "statement " + (index + 1) + " of the batch: " + cause.getMessage(),
        cause.getSQLState(),
        cause.getErrorCode(),
        counts,
        cause);
  }

  @Override
  public int[] executeBatch() throws SQLException {
    long[] counts = executeLargeBatch();
    int[] small = new int[counts.length];
    for (int i = 0; i < small.length; i++) {
      small[i] = asInt(counts[i]);
    }
    return small;
  }

  // Watching and stopping

  /** From any thread. Without a running execute it does nothing. */
  @Override
  public void cancel() throws SQLException {
    if (closed) {
      throw Errors.state("the statement is closed");
    }
    Execution running = execution;
    if (running != null) {
      running.cancel();
    }
  }

  final void copyStarts(CopyJob job) {
    copyJob = job;
    Consumer<CopyProgress> listener = copyListener;
    if (listener != null) {
      job.addListener(listener);
    }
  }

  @Override
  public void setCopyListener(Consumer<CopyProgress> listener) {
    copyListener = listener;
  }

  @Override
  public CopyProgress copyProgress() {
    CopyJob job = copyJob;
    return job == null ? null : job.progress();
  }

  final void addWarning(String message) {
    warnings.add(message);
  }

  final void addServerWarnings(AsyncResultSet page) {
    for (String warning : page.getExecutionInfo().getWarnings()) {
      // The server warns of prepared statements that depend on USE; here each is prepared with its
      // keyspace, so the warning does not hold.
      if (!warning.startsWith("`USE <keyspace>`")) {
        warnings.add(warning);
      }
    }
  }

  final SQLWarning warningsOrNull() {
    return warnings.first();
  }

  /** Readable after the ResultSet is closed, until clearWarnings or the next execute. */
  @Override
  public SQLWarning getWarnings() {
    return warnings.first();
  }

  @Override
  public void clearWarnings() {
    warnings.clear();
  }

  // Life

  @Override
  public void close() throws SQLException {
    if (closed) {
      return;
    }
    try {
      closeResults();
    } finally {
      closed = true;
      connection.statementClosed(this);
    }
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public Connection getConnection() throws SQLException {
    open();
    return connection;
  }

  @Override
  public ResultSet getGeneratedKeys() throws SQLException {
    open();
    return MemoryRows.resultSet(List.of(), List.of());
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return Wrappers.unwrap(type, this, connection.session());
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return Wrappers.isWrapperFor(this, type)
        || type != null && type.isInstance(connection.session());
  }
}
