package io.cassport.bench.task;

import io.cassport.bench.data.Shape;
import io.cassport.format.RowBatch;
import java.util.ArrayList;
import java.util.List;

/** Rows in memory. */
final class Batches {
  private Batches() {}

  /** The first rows of a shape. */
  static List<RowBatch> of(Shape shape, long rows) {
    List<RowBatch> batches = new ArrayList<>();
    for (long row = 0; row < rows; row += shape.batchRows()) {
      int count = (int) Math.min(shape.batchRows(), rows - row);
      RowBatch batch = new RowBatch(shape.schema(), count);
      shape.fill(batch, row, count);
      batches.add(batch);
    }
    return batches;
  }
}
