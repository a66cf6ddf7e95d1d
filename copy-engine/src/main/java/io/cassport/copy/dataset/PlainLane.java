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
  private final RowEncoder shared;
  private PartFile part;

  /**
   * Makes a lane.
   *
   * @param shared its encoder of the file of all lanes, or null for part files of its own
   */
  PlainLane(DatasetWriter dataset, RowEncoder shared) {
    this.dataset = dataset;
    this.shared = shared;
  }

  @Override
  public void write(RowBatch batch) throws SQLException {
    dataset.checkThere();
    int count = batch.rowCount();
    int[] rows = RowIndexes.upTo(count);
    if (shared != null) {
      shared.write(batch, rows, 0, count);
      return;
    }
    int written = 0;
    while (written < count) {
      if (part == null) {
        part = dataset.openPart(null);
      }
      written += part.write(batch, rows, written, count - written);
      if (part.isFull()) {
        finishPart();
      }
    }
  }

  @Override
  public void flush() throws SQLException {
    if (shared != null) {
      shared.flush();
    } else if (part != null) {
      finishPart();
    }
  }

  private void finishPart() throws SQLException {
    dataset.finished(part.finish());
    part = null;
  }

  @Override
  public void salvage() throws SQLException {
    if (part != null) {
      dataset.salvaged(part.withoutBuffered());
      part = null;
    }
    close();
  }

  @Override
  public void close() {
    if (shared != null) {
      shared.close();
    }
    if (part != null) {
      part.close();
      part = null;
    }
  }
}
