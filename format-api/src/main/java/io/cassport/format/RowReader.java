package io.cassport.format;

import java.sql.SQLException;

/** Reads the rows of one split, in order. Used by one thread at a time. */
public interface RowReader extends AutoCloseable {
  /**
   * Fills the batch with the next rows, at most as many as asked for; it may give fewer to keep the
   * batch's bytes bounded. Values that do not convert are marked in the batch.
   *
   * @return the number of rows, 0 only at the end
   * @throws SQLException 58030 when the object cannot be read, 22018 when it is damaged
   */
  int read(RowBatch batch, int maxRows) throws SQLException;

  /** Closes it. */
  @Override
  void close();
}
