package io.cassport.format;

import java.sql.SQLException;

/** Turns batches into row groups of one object. Used by one thread at a time. */
public interface RowEncoder extends AutoCloseable {
  /**
   * Encodes some rows of a batch; a full row group is appended to the object by itself. The batch
   * may be refilled when the call returns.
   *
   * @param batch rows of the writer's schema
   * @param rows indexes into the batch, in the order in which they are written
   * @param from the first element of rows to take
   * @param count how many elements of rows to take
   * @throws SQLException when a value cannot be written (22xxx, naming row and column) or the sink
   *     fails (58030)
   */
  void write(RowBatch batch, int[] rows, int from, int count) throws SQLException;

  /** The bytes of memory that rows not yet appended take. */
  long bufferedBytes();

  /** How many of the buffered bytes are already as {@link #flush()} will append them. */
  long finishedBytes();

  /** The rows not yet appended. */
  long bufferedRows();

  /** Appends what is buffered as a row group, if anything is. */
  void flush() throws SQLException;

  /** Releases its buffers; what was not flushed is dropped. */
  @Override
  void close();
}
