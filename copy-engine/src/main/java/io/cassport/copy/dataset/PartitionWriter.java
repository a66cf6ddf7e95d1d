package io.cassport.copy.dataset;

import io.cassport.format.RowBatch;
import io.cassport.format.RowEncoder;
import java.sql.SQLException;

/**
 * The files of one partition, one open at a time; all lanes share it. Once its file is closed to
 * keep memory and open files bounded, the next rows begin another part file.
 */
final class PartitionWriter {
  private final DatasetWriter dataset;
  private final String directory;
  private OpenObject object;
  private RowEncoder encoder;
  private volatile long bufferedBytes;
  private volatile long lastUsed;

  PartitionWriter(DatasetWriter dataset, String directory) {
    this.dataset = dataset;
    this.directory = directory;
  }

  synchronized void write(RowBatch batch, int[] rows, int count) throws SQLException {
    if (object == null) {
      object = dataset.openPart(directory);
      encoder = object.writer().newEncoder();
    }
    encoder.write(batch, rows, 0, count);
    lastUsed = dataset.tick();
    bufferedBytes = encoder.bufferedBytes();
    if (dataset.isFull(object, encoder)) {
      finishPart();
    }
  }

  /** Completes the open file, if there is one. */
  synchronized void finishPart() throws SQLException {
    if (object == null) {
      return;
    }
    encoder.flush();
    encoder.close();
    dataset.finished(object);
    forget();
  }

  /** Drops the open file. */
  synchronized void abandon() {
    if (object != null) {
      encoder.close();
      object.close();
      forget();
    }
  }

  private void forget() {
    object = null;
    encoder = null;
    bufferedBytes = 0;
  }

  long bufferedBytes() {
    return bufferedBytes;
  }

  long lastUsed() {
    return lastUsed;
  }
}
