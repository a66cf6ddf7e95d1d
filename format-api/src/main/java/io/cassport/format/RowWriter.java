package io.cassport.format;

import java.sql.SQLException;
import java.util.List;

/**
 * One object being written. Encoders work side by side and append whole row groups; the writer
 * itself is thread-safe.
 */
public interface RowWriter extends AutoCloseable {
  /** A new encoder, for one thread. */
  RowEncoder newEncoder() throws SQLException;

  /**
   * A new encoder for rows of other columns than those the object began with, or went on with last.
   * Asked for only where {@link FormatProvider#takesOtherColumns()} is true, after {@link
   * FormatProvider#checkWritable}, and when every encoder before it has been flushed and closed. If
   * the format says which columns follow (a header line, say) it does so again before the first of
   * these rows, and not at all when there is none.
   *
   * @param columns of the rows; never those of the encoder before it
   */
  default RowEncoder newEncoder(RowSchema columns) throws SQLException {
    throw new UnsupportedOperationException(
        "an object of this format has the same columns throughout");
  }

  /** The bytes appended to the object so far. */
  long bytesWritten();

  /** The rows appended to the object so far. */
  long rowsWritten();

  /**
   * Completes the object. Every encoder must have been flushed.
   *
   * @throws SQLException 58030 when the sink fails
   */
  void finish() throws SQLException;

  /**
   * The least and greatest values of the finished object's columns; columns without them are left
   * out.
   */
  default List<ColumnRange> ranges() {
    return List.of();
  }

  /** Releases everything; without {@link #finish()} before it the object is not complete. */
  @Override
  void close();
}
