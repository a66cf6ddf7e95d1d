package io.cassport.format;

import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.List;

/**
 * Keeps rows that could not be loaded as their objects have them, with {@link RejectedRow#COLUMNS}
 * beside their own columns, in one object that can be loaded again. Used by one thread at a time.
 */
public interface RejectedRowWriter extends AutoCloseable {
  /**
   * Copies rows.
   *
   * @param reader an object of the shape this was made for
   * @param directories the CQL-serialised values of the columns that the object's directories name,
   *     in their order; null for a CQL null
   * @param split index into the reader's splits
   * @param rows of the split, by ascending number
   * @throws SQLException when the object cannot be read again or the sink fails
   */
  void write(ObjectReader reader, List<ByteBuffer> directories, int split, List<RejectedRow> rows)
      throws SQLException;

  /** Completes the object. */
  void finish() throws SQLException;

  /** Releases everything; without {@link #finish()} before it the object is not complete. */
  @Override
  void close();
}
