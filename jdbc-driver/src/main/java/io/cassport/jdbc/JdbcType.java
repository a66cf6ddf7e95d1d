package io.cassport.jdbc;

import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.datastax.oss.driver.api.core.type.ListType;
import com.datastax.oss.driver.api.core.type.MapType;
import com.datastax.oss.driver.api.core.type.SetType;
import com.datastax.oss.driver.api.core.type.TupleType;
import com.datastax.oss.driver.api.core.type.UserDefinedType;
import com.datastax.oss.driver.api.core.type.VectorType;
import com.datastax.oss.protocol.internal.ProtocolConstants;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Date;
import java.sql.RowId;
import java.sql.Struct;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.Map;
import java.util.UUID;

/**
 * What JDBC is told about a CQL type.
 *
 * @param code a constant of java.sql.Types
 * @param javaClass the class of what getObject gives
 * @param precision digits, characters or bytes; never negative; 0 when there is no limit to name
 * @param scale digits after the point; never negative
 * @param displaySize characters to show a value; for unlimited types a usual width
 * @param signed true for numbers with a sign
 */
record JdbcType(
    int code, Class<?> javaClass, int precision, int scale, int displaySize, boolean signed) {
  /** Cassandra's limit for one value is 2 GB; tools take the precision as a column width. */
  private static final int UNLIMITED = Integer.MAX_VALUE;

  private static final int USUAL_WIDTH = 64;

  private static final JdbcType TEXT = text(UNLIMITED);

  static JdbcType of(DataType type, TypeOptions options) {
    if (type instanceof ListType || type instanceof SetType || type instanceof VectorType) {
      return options.list() == TypeOptions.ListType.ARRAY
          ? other(Types.ARRAY, Array.class, USUAL_WIDTH)
          : TEXT;
    }
    if (type instanceof MapType) {
      return options.complex() == TypeOptions.ComplexType.NATIVE
          ? other(Types.JAVA_OBJECT, Map.class, USUAL_WIDTH)
          : TEXT;
    }
    if (type instanceof UserDefinedType || type instanceof TupleType) {
      return options.complex() == TypeOptions.ComplexType.NATIVE
          ? other(Types.STRUCT, Struct.class, USUAL_WIDTH)
          : TEXT;
    }
    return switch (type.getProtocolCode()) {
      case ProtocolConstants.DataType.TINYINT -> number(Types.TINYINT, Integer.class, 3, 0);
      case ProtocolConstants.DataType.SMALLINT -> number(Types.SMALLINT, Integer.class, 5, 0);
      case ProtocolConstants.DataType.INT -> number(Types.INTEGER, Integer.class, 10, 0);
      case ProtocolConstants.DataType.BIGINT, ProtocolConstants.DataType.COUNTER ->
          number(Types.BIGINT, Long.class, 19, 0);
      case ProtocolConstants.DataType.FLOAT ->
          new JdbcType(Types.REAL, Float.class, 7, 0, "-1.17549435E-38".length(), true);
      case ProtocolConstants.DataType.DOUBLE ->
          new JdbcType(
              Types.DOUBLE, Double.class, 15, 0, "-2.2250738585072014E-308".length(), true);
      case ProtocolConstants.DataType.DECIMAL -> number(Types.DECIMAL, BigDecimal.class, 38, 10);
      case ProtocolConstants.DataType.VARINT -> number(Types.NUMERIC, BigDecimal.class, 38, 0);
      case ProtocolConstants.DataType.BOOLEAN ->
          new JdbcType(Types.BOOLEAN, Boolean.class, 1, 0, 5, false);
      case ProtocolConstants.DataType.BLOB ->
          new JdbcType(Types.VARBINARY, byte[].class, UNLIMITED, 0, USUAL_WIDTH, false);
      case ProtocolConstants.DataType.TIMESTAMP ->
          new JdbcType(Types.TIMESTAMP, Timestamp.class, 23, 3, 24, false);
      case ProtocolConstants.DataType.DATE ->
          new JdbcType(Types.DATE, Date.class, 10, 0, 10, false);
      case ProtocolConstants.DataType.TIME ->
          new JdbcType(Types.TIME, Time.class, 18, 9, 18, false);
      case ProtocolConstants.DataType.UUID, ProtocolConstants.DataType.TIMEUUID -> uuid(options);
      case ProtocolConstants.DataType.INET -> text(45);
      default -> TEXT;
    };
  }

  /** The CQL name of a type, without frozen and without quotes around simple names. */
  static String name(DataType type) {
    if (type.equals(DataTypes.TEXT)) {
      return "text";
    }
    return type.asCql(false, true);
  }

  boolean caseSensitive() {
    return code == Types.VARCHAR;
  }

  private static JdbcType uuid(TypeOptions options) {
    return switch (options.uuid()) {
      case VARCHAR -> text(36);
      case OTHER -> other(Types.OTHER, UUID.class, 36);
      case ROWID -> other(Types.ROWID, RowId.class, 36);
    };
  }

  private static JdbcType text(int precision) {
    return new JdbcType(
        Types.VARCHAR, String.class, precision, 0, Math.min(precision, USUAL_WIDTH), false);
  }

  private static JdbcType other(int code, Class<?> javaClass, int width) {
    return new JdbcType(code, javaClass, 0, 0, width, false);
  }

  private static JdbcType number(int code, Class<?> javaClass, int precision, int scale) {
    return new JdbcType(code, javaClass, precision, scale, precision + 2, true);
  }
}
