package io.cassport.jdbc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.SQLException;

/**
 * Numbers as other numbers, checked: what does not fit is 22003, never another number. Only float
 * and double round, to the nearest they have, because that is what they are for.
 */
final class Numbers {
  /** A whole number with more digits is refused: 1e999999999 would fill the memory. */
  private static final int MOST_DIGITS = 100_000;

  private Numbers() {}

  /** A value as a whole number between two bounds. */
  static long whole(Object value, long min, long max, String what) throws SQLException {
    if (value instanceof Long
        || value instanceof Integer
        || value instanceof Short
        || value instanceof Byte) {
      long small = ((Number) value).longValue();
      if (small < min || small > max) {
        throw outOfRange(value, min, max, what);
      }
      return small;
    }
    BigInteger number = integer(value, what);
    if (number.bitLength() > 63 || number.longValue() < min || number.longValue() > max) {
      throw outOfRange(value, min, max, what);
    }
    return number.longValue();
  }

  /** A whole number of any size; digits after the point are an error, not cut off. */
  static BigInteger integer(Object value, String what) throws SQLException {
    if (value instanceof BigInteger big) {
      return big;
    }
    BigDecimal decimal = decimal(value, what);
    if (decimal.signum() == 0) {
      return BigInteger.ZERO;
    }
    long digits = (long) decimal.precision() - decimal.scale(); // before the point
    if (digits > MOST_DIGITS) {
      throw Errors.data(
          what + ": " + Excerpt.of(value) + " has more than " + MOST_DIGITS + " digits", "22003");
    }
    try {
      if (digits > 0) {
        return decimal.toBigIntegerExact();
      }
    } catch (ArithmeticException e) {
      throw notWhole(value, what, e);
    }
    throw notWhole(value, what, null);
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
    if (value instanceof Float || value instanceof Double) {
      if (!Double.isFinite(((Number) value).doubleValue())) {
        throw Errors.data(what + ": " + value + " exists only as float and double", "22003");
      }
      return new BigDecimal(value.toString()); // the shortest decimal, not the bits
    }
    if (value instanceof String || value instanceof Character) {
      try {
        return new BigDecimal(value.toString().strip());
      } catch (NumberFormatException e) {
        throw noNumber(value, what, e);
      }
    }
    if (value instanceof Number number) {
      try {
        return new BigDecimal(number.toString());
      } catch (NumberFormatException e) {
        throw noNumber(value, what, e);
      }
    }
    throw Errors.data(what + ": " + value.getClass().getName() + " is no number", "22018");
  }

  /** The nearest double; 22003 when a finite value would become an infinity, or another a zero. */
  static double floating(Object value, String what) throws SQLException {
    if (value instanceof Double || value instanceof Float) {
      return ((Number) value).doubleValue();
    }
    double result;
    if (value instanceof String text) {
      try {
        result = Double.parseDouble(literal(text, what));
      } catch (NumberFormatException e) {
        throw noNumber(value, what, e);
      }
    } else {
      result = decimal(value, what).doubleValue();
    }
    return checked(result, value, "double", what);
  }

  /** The nearest float; 22003 as for {@link #floating}. */
  static float single(Object value, String what) throws SQLException {
    if (value instanceof Float single) {
      return single;
    }
    double result;
    if (value instanceof Double wide) {
      if (!Double.isFinite(wide)) {
        return wide.floatValue();
      }
      result = wide.floatValue();
    } else if (value instanceof String text) {
      try {
        result = Float.parseFloat(literal(text, what)); // by way of a double it would round twice
      } catch (NumberFormatException e) {
        throw noNumber(value, what, e);
      }
    } else {
      result = decimal(value, what).floatValue();
    }
    return (float) checked(result, value, "float", what);
  }

  /** Java reads 1f, 1d and 0x1p3 too, which are no CQL. */
  private static String literal(String text, String what) throws SQLException {
    String stripped = text.strip();
    boolean named = isNotFinite(stripped);
    if (!named && stripped.chars().anyMatch(c -> "dDfFpPxX".indexOf(c) >= 0)) {
      throw noNumber(text, what, null);
    }
    if (!named) {
      return stripped;
    }
    return stripped.equalsIgnoreCase("nan")
        ? "NaN"
        : stripped.startsWith("-") ? "-Infinity" : "Infinity";
  }

  private static boolean isNotFinite(String text) {
    return text.equalsIgnoreCase("nan")
        || text.equalsIgnoreCase("infinity")
        || text.equalsIgnoreCase("+infinity")
        || text.equalsIgnoreCase("-infinity");
  }

  private static double checked(double result, Object value, String type, String what)
      throws SQLException {
    if (value instanceof String text && isNotFinite(text.strip())) {
      return result;
    }
    if (Double.isInfinite(result) || result == 0 && decimal(value, what).signum() != 0) {
      throw Errors.data(what + ": " + Excerpt.of(value) + " does not fit into a " + type, "22003");
    }
    return result;
  }

  private static SQLException noNumber(Object value, String what, Throwable cause) {
    return Errors.data(what + ": " + Excerpt.of(value) + " is no number", "22018", cause);
  }

  private static SQLException notWhole(Object value, String what, Throwable cause) {
    return Errors.data(
        what
            + ": "
            + Excerpt.of(value)
            + " is no whole number; read or set it as a decimal or double",
        "22003",
        cause);
  }

  private static SQLException outOfRange(Object value, long min, long max, String what) {
    return Errors.data(
        what + ": " + Excerpt.of(value) + " does not fit; it must be from " + min + " to " + max,
        "22003");
  }
}
