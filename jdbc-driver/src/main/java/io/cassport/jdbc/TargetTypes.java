package io.cassport.jdbc;

import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.Types;

/**
 * What the JDBC type that setObject is given says about a value. Cassandra tells the type of every
 * marker, and that is what a value becomes; the JDBC type only rules out what there is not here,
 * and gives a scale or a length its meaning.
 */
final class TargetTypes {
  private TargetTypes() {}

  /**
   * The value to set.
   *
   * @throws SQLException 0A000 for a JDBC type that has no counterpart in Cassandra
   */
  static Object value(Object value, int type) throws SQLException {
    switch (type) {
      case Types.REF -> throw Errors.unsupported("Ref");
      case Types.SQLXML -> throw Errors.unsupported("SQLXML");
      case Types.DATALINK -> throw Errors.unsupported("DATALINK");
      case Types.REF_CURSOR -> throw Errors.unsupported("REF_CURSOR");
      default -> {
        return value;
      }
    }
  }

  /**
   * The value to set.
   *
   * @param scaleOrLength digits after the point for DECIMAL and NUMERIC, rounded half up; how much
   *     to read from a stream or reader; nothing for any other value
   */
  static Object value(Object value, int type, int scaleOrLength) throws SQLException {
    Object checked = value(value, type);
    if (checked instanceof InputStream stream) {
      return Streams.bytes(stream, scaleOrLength);
    }
    if (checked instanceof Reader reader) {
      return Streams.text(reader, scaleOrLength);
    }
    boolean isDecimal = type == Types.DECIMAL || type == Types.NUMERIC;
    if (isDecimal && (checked instanceof Number || checked instanceof String)) {
      BigDecimal decimal = Numbers.decimal(checked, "the parameter");
      return decimal.scale() > scaleOrLength
          ? decimal.setScale(scaleOrLength, RoundingMode.HALF_UP)
          : decimal;
    }
    return checked;
  }

  /** The number of a type; that of OTHER when it is null or another vendor's without one. */
  static int code(SQLType type) {
    Integer code = type == null ? null : type.getVendorTypeNumber();
    return code == null ? Types.OTHER : code;
  }
}
