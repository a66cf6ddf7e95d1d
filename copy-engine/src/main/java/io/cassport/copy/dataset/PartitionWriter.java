package io.cassport.copy.dataset;

import io.cassport.format.RowBatch;
import java.sql.SQLException;

/**
 * The files of one partition, one open at a time; all lanes share it. Once its file is closed to
 * keep memory and open files bounded, the next rows begin another part file.
 */
final class PartitionWriter {
  private final DatasetWriter dataset;
  private final String directory;
  private PartFile part;
  private volatile long bufferedBytes;
  private volatile long lastUsed;

  PartitionWriter(DatasetWriter dataset, String directory) {
    this.dataset = dataset;
    this.directory = directory;
  }

  synchronized void write(RowBatch batch, int[] rows, int count) throws SQLException {
    int written = 0;
    while (written < count) {
      if (part == null) {
        part = dataset.openPart(directory);
      }
      written += part.write(batch, rows, written, count - written);
      lastUsed = dataset.tick();
      bufferedBytes = part.bufferedBytes();
      if (part.isFull()) {
        finishPart();
      }
    }
  }

  /** Completes the open file, if there is one. */
  synchronized void finishPart() throws SQLException {
    if (part != null) {
      dataset.finished(part.finish());
      part = null;
      bufferedBytes = 0;
    }
  }

  /** Completes the open file, after a failure, with the row groups it has. */
  synchronized void salvage() throws SQLException {
    if (part != null) {
      dataset.salvaged(part.withoutBuffered());
      part = null;
      bufferedBytes = 0;
    }
  }

  /** Drops the open file. */
  synchronized void abandon() {
    if (part != null) {
      part.close();
      part = null;
      bufferedBytes = 0;
    }
  }

  long bufferedBytes() {
    return bufferedBytes;
  }

  long lastUsed() {
    return lastUsed;
  }
}
