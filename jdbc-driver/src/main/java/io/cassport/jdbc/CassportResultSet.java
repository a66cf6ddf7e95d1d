package io.cassport.jdbc;

import com.datastax.oss.driver.api.core.type.DataType;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.ResultSetMetaData;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Rows of a query or of memory: read only. */
final class CassportResultSet extends MovingResultSet {
  /** Reads a cell that is not null; {@code what} names it for errors. */
  private interface Getter<T> {
    T get(Object value, DataType type, String what) throws SQLException;
  }

  private final CassportStatement statement;
  private final RowSource source;
  private final List<ResultColumn> columns;
  private final TypeOptions options;
  private final CellReader cells;

  /** What errors call the columns; made once and when first wanted, not for each cell. */
  private final String[] inWords;

  private Map<String, Integer> indexes;
  private boolean closed;
  private boolean wasNull;
  private int fetchSize;

  /**
   * Takes the source over and closes it.
   *
   * @param statement whose result it is, or null
   */
  CassportResultSet(CassportStatement statement, RowSource source, TypeOptions options) {
    super(source, statement != null && statement.scrolls());
    this.statement = statement;
    this.source = source;
    this.columns = source.columns();
    this.options = options;
    this.inWords = new String[columns.size()];
    this.cells = new CellReader(options);
  }

  @Override
  public void close() throws SQLException {
    if (closed) {
      return;
    }
    closed = true;
    noRow();
    try {
      source.close();
    } catch (RuntimeException e) {
      throw Errors.translate(e);
    } finally {
      if (statement != null) {
        statement.resultClosed(this);
      }
    }
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  // Reading

  @Override
  void open() throws SQLException {
    if (closed) {
      throw Errors.state("the ResultSet is closed");
    }
  }

  private <T> T get(int column, T ifNull, Getter<T> getter) throws SQLException {
    int row = currentRow();
    if (column < 1 || column > columns.size()) {
      throw Errors.data(
          "there is no column " + column + "; the result has 1 to " + columns.size(), "42S22");
    }
    ResultColumn definition = columns.get(column - 1);
    try {
      Object value = source.value(column - 1);
      wasNull = value == null;
      if (wasNull) {
        return ifNull;
      }
      return getter.get(value, definition.type(), inWords(column - 1, definition));
    } catch (RuntimeException e) {
      throw Errors.data(
          "column " + definition.name() + " of row " + row + " cannot be read so: " + e,
          "22018",
          e);
    }
  }

  private String inWords(int index, ResultColumn column) {
    if (inWords[index] == null) {
      inWords[index] = "column " + column.name() + " (" + JdbcType.name(column.type()) + ")";
    }
    return inWords[index];
  }

  @Override
  public int findColumn(String label) throws SQLException {
    open();
    if (label == null) {
      throw Errors.data("the column's label is null", "42S22");
    }
    if (indexes == null) {
      indexes = new HashMap<>();
      for (int i = 0; i < columns.size(); i++) {
        indexes.putIfAbsent(columns.get(i).name(), i + 1);
      }
      for (int i = 0; i < columns.size(); i++) {
        indexes.putIfAbsent(columns.get(i).name().toLowerCase(Locale.ROOT), i + 1);
      }
    }
    Integer index = indexes.get(label);
    if (index == null) {
      index = indexes.get(label.toLowerCase(Locale.ROOT));
    }
    if (index == null) {
      throw Errors.data(
          "there is no column '"
              + label
              + "'; there are "
              + String.join(", ", columns.stream().map(ResultColumn::name).toList()),
          "42S22");
    }
    return index;
  }

  @Override
  public boolean wasNull() throws SQLException {
    open();
    return wasNull;
  }

  @Override
  public Object getObject(int column) throws SQLException {
    return get(column, null, (value, type, what) -> cells.object(value, type));
  }

  @Override
  public Object getObject(int column, Map<String, Class<?>> map) throws SQLException {
    return getObject(column);
  }

  @Override
  public <T> T getObject(int column, Class<T> wanted) throws SQLException {
    if (wanted == null) {
      throw Errors.data("the wanted class is null", "22018");
    }
    return get(
        column, null, (value, type, what) -> CellConversion.read(cells, value, type, wanted, what));
  }

  @Override
  public String getString(int column) throws SQLException {
    return get(column, null, (value, type, what) -> CqlText.of(value));
  }

  @Override
  public boolean getBoolean(int column) throws SQLException {
    return get(column, false, (value, type, what) -> cells.bool(value, what));
  }

  private long whole(int column, long min, long max) throws SQLException {
    return get(column, 0L, (value, type, what) -> Numbers.whole(value, min, max, what));
  }

  @Override
  public byte getByte(int column) throws SQLException {
    return (byte) whole(column, Byte.MIN_VALUE, Byte.MAX_VALUE);
  }

  @Override
  public short getShort(int column) throws SQLException {
    return (short) whole(column, Short.MIN_VALUE, Short.MAX_VALUE);
  }

  @Override
  public int getInt(int column) throws SQLException {
    return (int) whole(column, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  @Override
  public long getLong(int column) throws SQLException {
    return whole(column, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  @Override
  public float getFloat(int column) throws SQLException {
    return get(column, 0f, (value, type, what) -> Numbers.single(value, what));
  }

  @Override
  public double getDouble(int column) throws SQLException {
    return get(column, 0d, (value, type, what) -> Numbers.floating(value, what));
  }

  @Override
  public BigDecimal getBigDecimal(int column) throws SQLException {
    return get(column, null, (value, type, what) -> Numbers.decimal(value, what));
  }

  @Override
  @Deprecated
  public BigDecimal getBigDecimal(int column, int scale) throws SQLException {
    BigDecimal value = getBigDecimal(column);
    return value == null ? null : value.setScale(scale, RoundingMode.HALF_UP);
  }

  @Override
  public byte[] getBytes(int column) throws SQLException {
    return get(column, null, (value, type, what) -> cells.bytes(value));
  }

  @Override
  public Date getDate(int column) throws SQLException {
    return getDate(column, null);
  }

  @Override
  public Date getDate(int column, Calendar calendar) throws SQLException {
    return get(column, null, (value, type, what) -> cells.date(value, calendar, what));
  }

  @Override
  public Time getTime(int column) throws SQLException {
    return getTime(column, null);
  }

  @Override
  public Time getTime(int column, Calendar calendar) throws SQLException {
    return get(column, null, (value, type, what) -> cells.time(value, calendar, what));
  }

  @Override
  public Timestamp getTimestamp(int column) throws SQLException {
    return getTimestamp(column, null);
  }

  @Override
  public Timestamp getTimestamp(int column, Calendar calendar) throws SQLException {
    return get(column, null, (value, type, what) -> cells.timestamp(value, calendar, what));
  }

  @Override
  public InputStream getAsciiStream(int column) throws SQLException {
    String text = getString(column);
    return text == null ? null : new ByteArrayInputStream(Ascii.bytes(text, "column " + column));
  }

  @Override
  public InputStream getBinaryStream(int column) throws SQLException {
    byte[] bytes = getBytes(column);
    return bytes == null ? null : new ByteArrayInputStream(bytes);
  }

  @Override
  public Reader getCharacterStream(int column) throws SQLException {
    String text = getString(column);
    return text == null ? null : new StringReader(text);
  }

  @Override
  public Blob getBlob(int column) throws SQLException {
    byte[] bytes = getBytes(column);
    return bytes == null ? null : new MemoryBlob(bytes);
  }

  @Override
  public Clob getClob(int column) throws SQLException {
    return getNClob(column);
  }

  @Override
  public NClob getNClob(int column) throws SQLException {
    String text = getString(column);
    return text == null ? null : new MemoryClob(text);
  }

  @Override
  public Array getArray(int column) throws SQLException {
    return get(column, null, (value, type, what) -> cells.array(value, type, what));
  }

  @Override
  public RowId getRowId(int column) throws SQLException {
    return getObject(column, RowId.class);
  }

  @Override
  public URL getURL(int column) throws SQLException {
    return get(column, null, (value, type, what) -> CellConversion.url(value, what));
  }

  // About it

  @Override
  public ResultSetMetaData getMetaData() throws SQLException {
    open();
    return new CassportResultSetMetaData(columns, options);
  }

  @Override
  public Statement getStatement() throws SQLException {
    open();
    return statement;
  }

  @Override
  public SQLWarning getWarnings() throws SQLException {
    open();
    return statement == null ? null : statement.warningsOrNull();
  }

  @Override
  public void clearWarnings() throws SQLException {
    open(); // the warnings are the statement's, and stay readable there
  }

  @Override
  public void setFetchSize(int rows) throws SQLException {
    open();
    if (rows < 0) {
      throw Errors.data("the fetch size " + rows + " is negative", "22003");
    }
    fetchSize = rows; // a hint; the pages keep the size that the query was sent with
  }

  @Override
  public int getFetchSize() throws SQLException {
    open();
    return fetchSize;
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return Wrappers.unwrap(this, type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return Wrappers.isWrapperFor(this, type);
  }
}
