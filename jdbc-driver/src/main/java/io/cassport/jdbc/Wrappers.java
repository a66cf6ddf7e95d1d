package io.cassport.jdbc;

import java.sql.SQLException;

/** java.sql.Wrapper for objects that wrap nothing but perhaps one delegate. */
final class Wrappers {
  private Wrappers() {}

  /** The first of the candidates that is of a type. */
  static <T> T unwrap(Class<T> type, Object... candidates) throws SQLException {
    if (type != null) {
      for (Object candidate : candidates) {
        if (type.isInstance(candidate)) {
          return type.cast(candidate);
        }
      }
    }
    throw new SQLException(
        candidates[0].getClass().getSimpleName()
            + " is no "
            + (type == null ? "null" : type.getName())
            + " and wraps none",
        "HY000");
  }

  static <T> T unwrap(Object self, Class<T> type) throws SQLException {
    return unwrap(type, new Object[] {self});
  }

  static boolean isWrapperFor(Object self, Class<?> type) {
    return type != null && type.isInstance(self);
  }
}
