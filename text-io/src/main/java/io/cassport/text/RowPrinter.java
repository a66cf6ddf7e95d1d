package io.cassport.text;

import io.cassport.format.RowBatch;
import java.sql.SQLException;

/** Prints rows as text. Used by one thread at a time. */
public interface RowPrinter {
  /**
   * Appends one row, with what ends it.
   *
   * @throws SQLException 22xxx naming column and row when a value has no text
   */
  void print(RowBatch batch, int row, ByteBuilder out) throws SQLException;
}
