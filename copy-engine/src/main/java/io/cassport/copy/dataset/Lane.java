package io.cassport.copy.dataset;

import io.cassport.format.RowBatch;
import java.sql.SQLException;

/** One worker's way into an export. Used by one thread at a time. */
public sealed interface Lane extends AutoCloseable permits PlainLane, PartitionedLane {
  /** Takes all rows of a batch; the batch may be refilled afterwards. */
  void write(RowBatch batch) throws SQLException;

  /** Hands in what is still buffered. */
  void flush() throws SQLException;

  /** Completes, after a failure, the object that is its own; drops what is still buffered. */
  void salvage() throws SQLException;

  /** Releases its buffers. */
  @Override
  void close();
}
