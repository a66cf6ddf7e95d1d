package io.cassport.copy.dataset;

import io.cassport.format.RowBatch;
import io.cassport.format.RowEncoder;
import java.sql.SQLException;

/**
 * A lane without partitions: its encoder appends row groups to the one file that all lanes share,
 * or to a part file of its own, which is followed by another when it is full.
 */
final class PlainLane implements Lane {
  private final DatasetWriter dataset;
  private final boolean shared;
  private OpenObject object;
  private RowEncoder encoder;

  PlainLane(DatasetWriter dataset, OpenObject shared) throws SQLException {
    this.dataset = dataset;
    this.shared = shared != null;
    this.object = shared;
    this.encoder = shared == null ? null : shared.writer().newEncoder();
  }

  @Override
  public void write(RowBatch batch) throws SQLException {
    if (batch.rowCount() == 0) {
      return;
    }
    if (object == null) {
      object = dataset.openPart(null);
      encoder = object.writer().newEncoder();
    }
    encoder.write(batch, RowIndexes.upTo(batch.rowCount()), 0, batch.rowCount());
    if (!shared && dataset.isFull(object, encoder)) {
      finishPart();
    }
  }

  @Override
  public void flush() throws SQLException {
    if (object == null) {
      return;
    }
    if (shared) {
      encoder.flush();
    } else {
      finishPart();
    }
  }

  private void finishPart() throws SQLException {
    encoder.flush();
    encoder.close();
    dataset.finished(object);
    encoder = null;
    object = null;
  }

  @Override
  public void close() {
    if (encoder != null) {
      encoder.close();
      encoder = null;
    }
    if (object != null && !shared) {
      object.close();
      object = null;
    }
  }
}
