package io.cassport.jdbc;

import java.sql.SQLException;

/** Positions in a Blob or Clob: from 1, as JDBC counts. */
final class Positions {
  private Positions() {}

  /** The index from 0; 22003 when it is not from 1 to one after the end. */
  static int start(long position, int size, String what) throws SQLException {
    if (position < 1 || position > size + 1L) {
      throw Errors.data(
          "position " + position + " is not in " + what + ", which has " + size, "22003");
    }
    return (int) position - 1;
  }

  /** A wanted length as far as there is something; 22003 when negative. */
  static int length(int wanted, int rest) throws SQLException {
    if (wanted < 0) {
      throw Errors.data("the length " + wanted + " is negative", "22003");
    }
    return Math.min(wanted, rest);
  }

  /** A length that has to be there. */
  static int exact(long position, long length, int size, String what) throws SQLException {
    int from = start(position, size, what);
    if (length < 0 || length > size - from) {
      throw Errors.data(
          length + " from position " + position + " on are not in " + what + " of " + size,
          "22003");
    }
    return (int) length;
  }

  static int asInt(long length) throws SQLException {
    if (length < 0 || length > Integer.MAX_VALUE) {
      throw Errors.data("a length of " + length + " does not fit into memory", "22003");
    }
    return (int) length;
  }
}
