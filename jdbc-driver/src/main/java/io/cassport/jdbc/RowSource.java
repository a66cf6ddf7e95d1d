package io.cassport.jdbc;

import java.sql.SQLException;
import java.util.List;

/** Rows in order, one current at a time; what a ResultSet reads from. Not thread-safe. */
interface RowSource {
  List<ResultColumn> columns();

  /** Goes to the next row; false when there is none. */
  boolean next() throws SQLException;

  /** True when the current row is known to be the last one without waiting for the server. */
  boolean isLast();

  /**
   * A cell of the current row as the driver's Java type of the column's CQL type, or null.
   *
   * @param index from 0
   */
  Object value(int index) throws SQLException;

  /** Ends it; to be called once. */
  void close() throws SQLException;
}
