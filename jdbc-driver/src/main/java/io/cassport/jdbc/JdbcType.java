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
  private static final JdbcType TINYINT = number(Types.TINYINT, Integer.class, 3, 0);
  private static final JdbcType SMALLINT = number(Types.SMALLINT, Integer.class, 5, 0);
  private static final JdbcType INTEGER = number(Types.INTEGER, Integer.class, 10, 0);
  private static final JdbcType BIGINT = number(Types.BIGINT, Long.class, 19, 0);
  private static final JdbcType DECIMAL = number(Types.DECIMAL, BigDecimal.class, 38, 10);
  private static final JdbcType NUMERIC = number(Types.NUMERIC, BigDecimal.class, 38, 0);
  private static final JdbcType BOOLEAN =
      new JdbcType(Types.BOOLEAN, Boolean.class, 1, 0, 5, false);
  private static final JdbcType VARBINARY =
      new JdbcType(Types.VARBINARY, byte[].class, UNLIMITED, 0, USUAL_WIDTH, false);
  private static final JdbcType TIMESTAMP =
      new JdbcType(Types.TIMESTAMP, Timestamp.class, 23, 3, 24, false);
  private static final JdbcType DATE = new JdbcType(Types.DATE, Date.class, 10, 0, 10, false);
  private static final JdbcType TIME = new JdbcType(Types.TIME, Time.class, 18, 9, 18, false);
  private static final JdbcType REAL =
      new JdbcType(Types.REAL, Float.class, 7, 0, "-1.17549435E-38".length(), true);
  private static final JdbcType DOUBLE =
      new JdbcType(Types.DOUBLE, Double.class, 15, 0, "-2.2250738585072014E-308".length(), true);
  private static final JdbcType ARRAY = other(Types.ARRAY, Array.class, USUAL_WIDTH);
  private static final JdbcType MAP = other(Types.JAVA_OBJECT, Map.class, USUAL_WIDTH);
  private static final JdbcType STRUCT = other(Types.STRUCT, Struct.class, USUAL_WIDTH);
  private static final JdbcType INET = text(45);
  private static final JdbcType UUID_TEXT = text(36);
  private static final JdbcType UUID_OBJECT = other(Types.OTHER, UUID.class, 36);
  private static final JdbcType ROWID = other(Types.ROWID, RowId.class, 36);

  static JdbcType of(DataType type, TypeOptions options) {
    if (type instanceof ListType || type instanceof SetType || type instanceof VectorType) {
      return options.list() == TypeOptions.ListType.ARRAY ? ARRAY : TEXT;
    }
    if (type instanceof MapType) {
      return options.complex() == TypeOptions.ComplexType.NATIVE ? MAP : TEXT;
    }
    if (type instanceof UserDefinedType || type instanceof TupleType) {
      return options.complex() == TypeOptions.ComplexType.NATIVE ? STRUCT : TEXT;
    }
    return switch (type.getProtocolCode()) {
      case ProtocolConstants.DataType.TINYINT -> TINYINT;
      case ProtocolConstants.DataType.SMALLINT -> SMALLINT;
      case ProtocolConstants.DataType.INT -> INTEGER;
      case ProtocolConstants.DataType.BIGINT, ProtocolConstants.DataType.COUNTER -> BIGINT;
      case ProtocolConstants.DataType.FLOAT -> REAL;
      case ProtocolConstants.DataType.DOUBLE -> DOUBLE;
      case ProtocolConstants.DataType.DECIMAL -> DECIMAL;
      case ProtocolConstants.DataType.VARINT -> NUMERIC;
      case ProtocolConstants.DataType.BOOLEAN -> BOOLEAN;
      case ProtocolConstants.DataType.BLOB -> VARBINARY;
      case ProtocolConstants.DataType.TIMESTAMP -> TIMESTAMP;
      case ProtocolConstants.DataType.DATE -> DATE;
      case ProtocolConstants.DataType.TIME -> TIME;
      case ProtocolConstants.DataType.UUID, ProtocolConstants.DataType.TIMEUUID -> uuid(options);
      case ProtocolConstants.DataType.INET -> INET;
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
      case VARCHAR -> UUID_TEXT;
      case OTHER -> UUID_OBJECT;
      case ROWID -> ROWID;
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
