package io.cassport.jdbc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.SQLException;

/** Numbers as other numbers, checked: what does not fit is 22003, never another number. */
final class Numbers {
  private Numbers() {}

  /**
   * A value as a whole number between two bounds; digits after the point are cut off, as JDBC's
   * getters do.
   */
  static long whole(Object value, long min, long max, String what) throws SQLException {
    BigInteger number = value instanceof Long || value instanceof Integer ? null : big(value, what);
    if (number == null) {
      long small = ((Number) value).longValue();
      if (small < min || small > max) {
        throw outOfRange(value, min, max, what);
      }
      return small;
    }
    if (number.bitLength() > 63 || number.longValue() < min || number.longValue() > max) {
      throw outOfRange(value, min, max, what);
    }
    return number.longValue();
  }

  private static BigInteger big(Object value, String what) throws SQLException {
    if (value instanceof BigInteger big) {
      return big;
    }
    return decimal(value, what).toBigInteger();
  }

  /** A value as a number without loss. */
  static BigDecimal decimal(Object value, String what) throws SQLException {
    if (value instanceof BigDecimal decimal) {
      return decimal;
    }
    if (value instanceof BigInteger big) {
      return new BigDecimal(big);
    }
    if (value instanceof Boolean bool) {
      return bool ? BigDecimal.ONE : BigDecimal.ZERO;
    }
    try {
      if (value instanceof Float || value instanceof String || value instanceof Character) {
        return new BigDecimal(value.toString().strip()); // a float's shortest decimal, not its bits
      }
      if (value instanceof Double number) {
        return BigDecimal.valueOf(number);
      }
      if (value instanceof Number number) {
        return BigDecimal.valueOf(number.longValue());
      }
    } catch (NumberFormatException e) {
      throw Errors.data(what + ": '" + value + "' is no number", "22018", e);
    }
    throw Errors.data(what + ": " + value.getClass().getName() + " is no number", "22018");
  }

  static double floating(Object value, String what) throws SQLException {
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    if (value instanceof String text) {
      try {
        return Double.parseDouble(text.strip());
      } catch (NumberFormatException e) {
        throw Errors.data(what + ": '" + value + "' is no number", "22018", e);
      }
    }
    return decimal(value, what).doubleValue();
  }

  private static SQLException outOfRange(Object value, long min, long max, String what) {
    return Errors.data(
        what + ": " + value + " does not fit; it must be from " + min + " to " + max, "22003");
  }
}
