package io.cassport.jdbc;

import java.sql.SQLWarning;

/** A chain of SQLWarnings that grows at its end. Thread-safe. */
final class Warnings {
  /** A chain nobody reads must not grow for ever. */
  private static final int LIMIT = 100;

  private SQLWarning first;
  private int size;

  synchronized void add(String message) {
    add(message, "01000");
  }

  synchronized void add(String message, String sqlState) {
    SQLWarning warning = new SQLWarning(message, sqlState);
    if (first == null) {
      first = warning;
      size = 1;
    } else if (size < LIMIT) {
      first.setNextWarning(warning);
      size++;
    }
  }

  synchronized SQLWarning first() {
    return first;
  }

  synchronized void clear() {
    first = null;
    size = 0;
  }
}
