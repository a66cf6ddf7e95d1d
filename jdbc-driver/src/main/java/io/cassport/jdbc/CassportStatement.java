package io.cassport.jdbc;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import io.cassport.copy.CopyControl;
import io.cassport.copy.CopyJob;
import io.cassport.copy.CopyProgress;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * A statement: texts of one or more statements in, results out, in order. All statements of a text
 * run when it is executed, whether or not the caller asks for their results.
 */
class CassportStatement extends StatementSettings implements CopyControl {
  private final CassportConnection connection;
  private final Warnings warnings = new Warnings();
  private final Results results = new Results(this);
  private final List<String> batch = new ArrayList<>();
  private volatile boolean closed;
  private volatile Execution execution;

  /** The call of execute that is under way, if one is. */
  private volatile Execution executing;

  private volatile Consumer<CopyProgress> copyListener;
  private volatile CopyJob copyJob;

  CassportStatement(CassportConnection connection) {
    this.connection = connection;
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

  /** Ends what the last call left, and begins a new one, which close by another thread cancels. */
  final Execution begin() throws SQLException {
    open();
    results.close();
    warnings.clear();
    Execution begun = new Execution(getQueryTimeout());
    synchronized (results) {
      open();
      execution = begun;
      executing = begun;
    }
    return begun;
  }

  /** Results that another thread's close did not see are closed here. */
  private void checkStillOpen() throws SQLException {
    if (closed) {
      results.close();
      open();
    }
  }

  final boolean executeParts(List<Part> parts) throws SQLException {
    Execution begun = begin();
    try {
      results.add(new StatementRunner(connection, this, begun).run(parts));
    } finally {
      executing = null;
    }
    checkStillOpen();
    return results.advance();
  }

  final ResultSet queryParts(List<Part> parts) throws SQLException {
    if (parts.stream().allMatch(part -> CqlKinds.neverRows(part.parsed()))) {
      throw Errors.syntax("this statement has no rows; use execute or executeUpdate for it");
    }
    boolean rows = executeParts(parts);
    while (!rows && results.updateCount() >= 0) {
      rows = results.advance(); // a script may say USE or CONSISTENCY before its query
    }
    ResultSet current = rows ? results.current() : null;
    if (current == null) {
      open(); // another thread may have closed it meanwhile
      throw Errors.syntax("this statement had no rows; use execute or executeUpdate for it");
    }
    return current;
  }

  final long updateParts(List<Part> parts) throws SQLException {
    for (Part part : parts) {
      if (CqlKinds.onlyRows(part.parsed())) {
        throw Errors.syntax("this statement has rows and no count; use execute or executeQuery");
      }
    }
    executeParts(parts);
    try {
      return results.sum();
    } catch (SQLSyntaxErrorException e) {
      open(); // another thread may have closed it meanwhile, and taken the counts away
      throw e;
    }
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
    return executeParts(Part.parse(sql));
  }

  @Override
  public ResultSet executeQuery(String sql) throws SQLException {
    open();
    return queryParts(Part.parse(sql));
  }

  @Override
  public long executeLargeUpdate(String sql) throws SQLException {
    open();
    return updateParts(Part.parse(sql));
  }

  @Override
  public int executeUpdate(String sql) throws SQLException {
    return asInt(executeLargeUpdate(sql));
  }

  // Results

  /** Called by a result that is closed. */
  final void resultClosed(CassportResultSet ended) throws SQLException {
    if (results.closed(ended) && !closed && isCloseOnCompletion()) {
      close();
    }
  }

  @Override
  public ResultSet getResultSet() throws SQLException {
    open();
    return results.current();
  }

  @Override
  public long getLargeUpdateCount() throws SQLException {
    open();
    return results.updateCount();
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
    return results.advance(current);
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
    return runBatch(texts, Part::parse);
  }

  /** Makes the parts of one element of a batch. */
  interface PartsOf<T> {
    List<Part> parts(T element) throws SQLException;
  }

  final <T> long[] runBatch(List<T> elements, PartsOf<T> parts) throws SQLException {
    Execution begun = begin();
    try {
      return new BatchRunner(connection, this, begun)
          .run(
              new BatchRunner.Elements() {
                @Override
                public int size() {
                  return elements.size();
                }

                @Override
                public List<Part> get(int index) throws SQLException {
                  return parts.parts(elements.get(index));
                }
              });
    } finally {
      executing = null;
    }
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

  final void addWarning(String message, String sqlState) {
    warnings.add(message, sqlState);
  }

  /** Takes what the server says beside a page: its warnings, and where its trace is. */
  final void pageCame(AsyncResultSet page) {
    UUID trace = page.getExecutionInfo().getTracingId();
    if (trace != null) {
      warnings.add(
          "tracing id "
              + trace
              + "; SELECT * FROM system_traces.events WHERE session_id = "
              + trace);
    }
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

  /** Cancels what another thread executes in it, and closes its results. */
  @Override
  public void close() throws SQLException {
    Execution running;
    synchronized (results) {
      if (closed) {
        return;
      }
      closed = true;
      running = executing;
    }
    if (running != null) {
      running.cancel();
    }
    try {
      results.close();
    } finally {
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
