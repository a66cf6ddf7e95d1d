package io.cassport.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The settings of a statement, most of them only remembered, and the forms with generated keys. */
abstract class StatementSettings implements Statement {
  /** Tools ask for fetch sizes that suit databases with small rows; a page is held as a whole. */
  private static final int MAX_PAGE = 5_000;

  private long maxRows;
  private int fetchSize;
  private int queryTimeout;
  private int maxFieldSize;
  private boolean poolable;
  private boolean escapes = true;
  private int resultSetType = ResultSet.TYPE_FORWARD_ONLY;
  private boolean closeOnCompletion;

  /** Throws when the statement or its connection is closed. */
  abstract void open() throws SQLException;

  /** Rows that the application wants of a query; 0 is all. */
  final long maxRows() {
    return maxRows;
  }

  /**
   * Rows of a page.
   *
   * @param capped not more than maxRows, because nobody else wants the rest
   * @param usual the connection's own page size
   */
  final int pageSize(boolean capped, int usual) {
    int size = fetchSize == 0 ? usual : Math.min(fetchSize, Math.max(usual, MAX_PAGE));
    return capped && maxRows > 0 && maxRows < size ? (int) maxRows : size;
  }

  /** Whether JDBC escapes are translated. */
  final boolean escapes() {
    return escapes;
  }

  /** Makes results ones in which the application can move to and fro. */
  final void scroll() {
    resultSetType = ResultSet.TYPE_SCROLL_INSENSITIVE;
  }

  /** Whether results are such. */
  final boolean scrolls() {
    return resultSetType != ResultSet.TYPE_FORWARD_ONLY;
  }

  private static void notNegative(long value, String what) throws SQLException {
    if (value < 0) {
      throw Errors.data(what + " is " + value + "; it must not be negative", "22003");
    }
  }

  @Override
  public void setLargeMaxRows(long max) throws SQLException {
    open();
    notNegative(max, "maxRows");
    maxRows = max;
  }

  @Override
  public long getLargeMaxRows() throws SQLException {
    open();
    return maxRows;
  }

  @Override
  public void setMaxRows(int max) throws SQLException {
    setLargeMaxRows(max);
  }

  @Override
  public int getMaxRows() throws SQLException {
    return (int) Math.min(getLargeMaxRows(), Integer.MAX_VALUE);
  }

  @Override
  public void setFetchSize(int rows) throws SQLException {
    open();
    notNegative(rows, "the fetch size");
    fetchSize = rows;
  }

  @Override
  public int getFetchSize() throws SQLException {
    open();
    return fetchSize;
  }

  @Override
  public void setQueryTimeout(int seconds) throws SQLException {
    open();
    notNegative(seconds, "the query timeout");
    queryTimeout = seconds;
  }

  @Override
  public int getQueryTimeout() throws SQLException {
    open();
    return queryTimeout;
  }

  /** Remembered only: a value is never cut. */
  @Override
  public void setMaxFieldSize(int max) throws SQLException {
    open();
    notNegative(max, "maxFieldSize");
    maxFieldSize = max;
  }

  @Override
  public int getMaxFieldSize() throws SQLException {
    open();
    return maxFieldSize;
  }

  @Override
  public void setEscapeProcessing(boolean enable) throws SQLException {
    open();
    escapes = enable;
  }

  @Override
  public void setCursorName(String name) throws SQLException {
    open();
  }

  @Override
  public void setFetchDirection(int direction) throws SQLException {
    open();
  }

  @Override
  public int getFetchDirection() throws SQLException {
    open();
    return ResultSet.FETCH_FORWARD;
  }

  @Override
  public int getResultSetConcurrency() throws SQLException {
    open();
    return ResultSet.CONCUR_READ_ONLY;
  }

  @Override
  public int getResultSetType() throws SQLException {
    open();
    return resultSetType;
  }

  @Override
  public int getResultSetHoldability() throws SQLException {
    open();
    return ResultSet.HOLD_CURSORS_OVER_COMMIT;
  }

  // JDBC's own versions of these fail with a NullPointerException on null.

  @Override
  public String enquoteLiteral(String text) throws SQLException {
    return Quoting.literal(text);
  }

  @Override
  public String enquoteNCharLiteral(String text) throws SQLException {
    return Quoting.literal(text);
  }

  @Override
  public String enquoteIdentifier(String name, boolean always) throws SQLException {
    return Quoting.identifier(name, always);
  }

  @Override
  public boolean isSimpleIdentifier(String name) {
    return Quoting.isSimple(name);
  }

  @Override
  public void setPoolable(boolean value) throws SQLException {
    open();
    poolable = value;
  }

  @Override
  public boolean isPoolable() throws SQLException {
    open();
    return poolable;
  }

  @Override
  public void closeOnCompletion() throws SQLException {
    open();
    closeOnCompletion = true;
  }

  @Override
  public boolean isCloseOnCompletion() {
    return closeOnCompletion;
  }

  // Cassandra generates no keys: these are the forms without.

  @Override
  public boolean execute(String sql, int autoGeneratedKeys) throws SQLException {
    return execute(sql);
  }

  @Override
  public boolean execute(String sql, int[] columnIndexes) throws SQLException {
    return execute(sql);
  }

  @Override
  public boolean execute(String sql, String[] columnNames) throws SQLException {
    return execute(sql);
  }

  @Override
  public int executeUpdate(String sql, int autoGeneratedKeys) throws SQLException {
    return executeUpdate(sql);
  }

  @Override
  public int executeUpdate(String sql, int[] columnIndexes) throws SQLException {
    return executeUpdate(sql);
  }

  @Override
  public int executeUpdate(String sql, String[] columnNames) throws SQLException {
    return executeUpdate(sql);
  }

  @Override
  public long executeLargeUpdate(String sql, int autoGeneratedKeys) throws SQLException {
    return executeLargeUpdate(sql);
  }

  @Override
  public long executeLargeUpdate(String sql, int[] columnIndexes) throws SQLException {
    return executeLargeUpdate(sql);
  }

  @Override
  public long executeLargeUpdate(String sql, String[] columnNames) throws SQLException {
    return executeLargeUpdate(sql);
  }
}
