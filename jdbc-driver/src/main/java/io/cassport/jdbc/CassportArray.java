package io.cassport.jdbc;

import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A list, set or vector. */
final class CassportArray implements Array {
  private final String baseTypeName;
  private final int baseType;
  private final DataType elementType;
  private final TypeOptions options;
  private Object[] elements;
  private final List<?> raw;

  /**
   * From a result.
   *
   * @param elementType the CQL type of the elements
   * @param raw the elements as the driver gives them
   * @param elements the same as JDBC gives them
   */
  CassportArray(DataType elementType, TypeOptions options, List<?> raw, Object[] elements) {
    this.elementType = elementType;
    this.options = options;
    this.baseTypeName = JdbcType.name(elementType);
    this.baseType = JdbcType.of(elementType, options).code();
    this.raw = raw;
    this.elements = elements;
  }

  /** From createArrayOf: the elements are converted when the array is bound to a column. */
  CassportArray(String baseTypeName, Object[] elements) {
    this.elementType = DataTypes.TEXT;
    this.options = TypeOptions.DEFAULT;
    this.baseTypeName = baseTypeName;
    this.baseType = Types.OTHER;
    this.raw = null;
    this.elements = elements;
  }

  @Override
  public String getBaseTypeName() throws SQLException {
    open();
    return baseTypeName;
  }

  @Override
  public int getBaseType() throws SQLException {
    open();
    return baseType;
  }

  @Override
  public Object getArray() throws SQLException {
    return open().clone();
  }

  @Override
  public Object getArray(Map<String, Class<?>> map) throws SQLException {
    return getArray();
  }

  @Override
  public Object getArray(long index, int count) throws SQLException {
    Object[] all = open();
    if (index < 1 || count < 0 || index - 1 > (long) all.length - count) {
      throw Errors.data(
          "elements " + index + " and " + count + " more are outside 1 to " + all.length, "2202E");
    }
    return Arrays.copyOfRange(all, (int) index - 1, (int) index - 1 + count);
  }

  @Override
  public Object getArray(long index, int count, Map<String, Class<?>> map) throws SQLException {
    return getArray(index, count);
  }

  @Override
  public ResultSet getResultSet() throws SQLException {
    return getResultSet(1, open().length);
  }

  @Override
  public ResultSet getResultSet(Map<String, Class<?>> map) throws SQLException {
    return getResultSet();
  }

  @Override
  public ResultSet getResultSet(long index, int count) throws SQLException {
    Object[] part = (Object[]) getArray(index, count);
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < part.length; i++) {
      int at = (int) index + i;
      Object value = raw == null ? CqlText.of(part[i]) : raw.get(at - 1);
      rows.add(Arrays.asList(at, value));
    }
    List<ResultColumn> columns =
        List.of(ResultColumn.of("INDEX", DataTypes.INT), ResultColumn.of("VALUE", elementType));
    return new CassportResultSet(null, MemoryRows.of(columns, rows), options);
  }

  @Override
  public ResultSet getResultSet(long index, int count, Map<String, Class<?>> map)
      throws SQLException {
    return getResultSet(index, count);
  }

  @Override
  public void free() {
    elements = null;
  }

  @Override
  public String toString() {
    return Arrays.toString(elements);
  }

  /** The elements to set again: as exact as they came, which java.sql.Time is not. */
  Object elements() throws SQLException {
    Object[] all = open();
    return raw == null ? all : raw;
  }

  private Object[] open() throws SQLException {
    Object[] all = elements;
    if (all == null) {
      throw Errors.state("the array is freed");
    }
    return all;
  }
}
