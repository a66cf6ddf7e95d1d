package io.cassport.jdbc;

import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;

/** The many setters of PreparedStatement, which all set one Java value. */
abstract class ParameterSetters extends CassportStatement implements PreparedStatement {
  ParameterSetters(CassportConnection connection) {
    super(connection);
  }

  /**
   * Sets a parameter.
   *
   * @param index from 1
   * @param value any Java value, or null
   */
  abstract void set(int index, Object value) throws SQLException;

  private static SQLException hasText() {
    return Errors.state("a PreparedStatement has its text already; call it without one");
  }

  @Override
  public void setNull(int index, int type) throws SQLException {
    set(index, null);
  }

  @Override
  public void setNull(int index, int type, String typeName) throws SQLException {
    set(index, null);
  }

  @Override
  public void setBoolean(int index, boolean value) throws SQLException {
    set(index, value);
  }

  @Override
  public void setByte(int index, byte value) throws SQLException {
    set(index, value);
  }

  @Override
  public void setShort(int index, short value) throws SQLException {
    set(index, value);
  }

  @Override
  public void setInt(int index, int value) throws SQLException {
    set(index, value);
  }

  @Override
  public void setLong(int index, long value) throws SQLException {
    set(index, value);
  }

  @Override
  public void setFloat(int index, float value) throws SQLException {
    set(index, value);
  }

  @Override
  public void setDouble(int index, double value) throws SQLException {
    set(index, value);
  }

  @Override
  public void setBigDecimal(int index, BigDecimal value) throws SQLException {
    set(index, value);
  }

  @Override
  public void setString(int index, String value) throws SQLException {
    set(index, value);
  }

  @Override
  public void setNString(int index, String value) throws SQLException {
    set(index, value);
  }

  @Override
  public void setBytes(int index, byte[] value) throws SQLException {
    set(index, value);
  }

  @Override
  public void setDate(int index, Date value) throws SQLException {
    set(index, value);
  }

  @Override
  public void setTime(int index, Time value) throws SQLException {
    set(index, value);
  }

  @Override
  public void setTimestamp(int index, Timestamp value) throws SQLException {
    set(index, value);
  }

  @Override
  public void setObject(int index, Object value) throws SQLException {
    set(index, value);
  }

  @Override
  public void setBlob(int index, Blob value) throws SQLException {
    set(index, value);
  }

  @Override
  public void setClob(int index, Clob value) throws SQLException {
    set(index, value);
  }

  @Override
  public void setArray(int index, Array value) throws SQLException {
    set(index, value);
  }

  @Override
  public void setRowId(int index, RowId value) throws SQLException {
    set(index, value);
  }

  @Override
  public void setObject(int index, Object value, int type) throws SQLException {
    set(index, TargetTypes.value(value, type));
  }

  @Override
  public void setObject(int index, Object value, int type, int scale) throws SQLException {
    set(index, TargetTypes.value(value, type, scale));
  }

  @Override
  public void setObject(int index, Object value, SQLType type) throws SQLException {
    set(index, TargetTypes.value(value, TargetTypes.code(type)));
  }

  @Override
  public void setObject(int index, Object value, SQLType type, int scale) throws SQLException {
    set(index, TargetTypes.value(value, TargetTypes.code(type), scale));
  }

  @Override
  public void setURL(int index, URL value) throws SQLException {
    set(index, value == null ? null : value.toString());
  }

  @Override
  public void setDate(int index, Date value, Calendar calendar) throws SQLException {
    set(index, zoned(value, calendar));
  }

  @Override
  public void setTime(int index, Time value, Calendar calendar) throws SQLException {
    set(index, zoned(value, calendar));
  }

  @Override
  public void setTimestamp(int index, Timestamp value, Calendar calendar) throws SQLException {
    set(index, zoned(value, calendar));
  }

  private static Object zoned(java.util.Date value, Calendar calendar) {
    return value == null || calendar == null ? value : new ZonedValue(value, calendar);
  }

  @Override
  public void setBinaryStream(int index, InputStream value) throws SQLException {
    set(index, Streams.bytes(value, Streams.ALL));
  }

  @Override
  public void setBinaryStream(int index, InputStream value, int length) throws SQLException {
    set(index, Streams.bytes(value, length));
  }

  @Override
  public void setBinaryStream(int index, InputStream value, long length) throws SQLException {
    set(index, Streams.bytes(value, length));
  }

  @Override
  public void setBlob(int index, InputStream value) throws SQLException {
    set(index, Streams.bytes(value, Streams.ALL));
  }

  @Override
  public void setBlob(int index, InputStream value, long length) throws SQLException {
    set(index, Streams.bytes(value, length));
  }

  @Override
  public void setCharacterStream(int index, Reader value) throws SQLException {
    set(index, Streams.text(value, Streams.ALL));
  }

  @Override
  public void setCharacterStream(int index, Reader value, int length) throws SQLException {
    set(index, Streams.text(value, length));
  }

  @Override
  public void setCharacterStream(int index, Reader value, long length) throws SQLException {
    set(index, Streams.text(value, length));
  }

  @Override
  public void setNCharacterStream(int index, Reader value) throws SQLException {
    set(index, Streams.text(value, Streams.ALL));
  }

  @Override
  public void setNCharacterStream(int index, Reader value, long length) throws SQLException {
    set(index, Streams.text(value, length));
  }

  @Override
  public void setClob(int index, Reader value) throws SQLException {
    set(index, Streams.text(value, Streams.ALL));
  }

  @Override
  public void setClob(int index, Reader value, long length) throws SQLException {
    set(index, Streams.text(value, length));
  }

  @Override
  public void setNClob(int index, Reader value) throws SQLException {
    set(index, Streams.text(value, Streams.ALL));
  }

  @Override
  public void setNClob(int index, Reader value, long length) throws SQLException {
    set(index, Streams.text(value, length));
  }

  @Override
  public void setAsciiStream(int index, InputStream value) throws SQLException {
    set(index, Streams.text(value, Streams.ALL, StandardCharsets.US_ASCII));
  }

  @Override
  public void setAsciiStream(int index, InputStream value, int length) throws SQLException {
    set(index, Streams.text(value, length, StandardCharsets.US_ASCII));
  }

  @Override
  public void setAsciiStream(int index, InputStream value, long length) throws SQLException {
    set(index, Streams.text(value, length, StandardCharsets.US_ASCII));
  }

  @Override
  @Deprecated
  public void setUnicodeStream(int index, InputStream value, int length) throws SQLException {
    set(index, Streams.text(value, length, StandardCharsets.UTF_8));
  }

  @Override
  public void setNClob(int index, NClob value) throws SQLException {
    set(index, value);
  }

  @Override
  public void setRef(int index, Ref value) throws SQLException {
    throw Errors.unsupported("Ref");
  }

  @Override
  public void setSQLXML(int index, SQLXML value) throws SQLException {
    throw Errors.unsupported("SQLXML");
  }

  // The text is known already.

  @Override
  public boolean execute(String sql) throws SQLException {
    throw hasText();
  }

  @Override
  public ResultSet executeQuery(String sql) throws SQLException {
    throw hasText();
  }

  @Override
  public int executeUpdate(String sql) throws SQLException {
    throw hasText();
  }

  @Override
  public long executeLargeUpdate(String sql) throws SQLException {
    throw hasText();
  }

  @Override
  public void addBatch(String sql) throws SQLException {
    throw hasText();
  }
}
