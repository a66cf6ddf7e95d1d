package io.cassport.copy.dataset;

import io.cassport.format.RowBatch;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A lane that sorts each batch's rows by partition and hands them to where their partitions are
 * written.
 */
final class PartitionedLane implements Lane {
  private final DatasetWriter dataset;
  private final PartitionSet partitions;
  private final Map<PartitionKey, Group> groups = new HashMap<>();
  private final List<Group> touched = new ArrayList<>();
  private final PartitionKey probe = new PartitionKey();
  private static final int GROUPS_KEPT = 20_000;

  PartitionedLane(DatasetWriter dataset, PartitionSet partitions) {
    this.dataset = dataset;
    this.partitions = partitions;
  }

  @Override
  public void write(RowBatch batch) throws SQLException {
    dataset.checkThere();
    for (VirtualColumn column : dataset.virtualColumns()) {
      column.fill(batch);
    }
    int firstPartitionColumn = dataset.fileSchema().size();
    Group group = null;
    PartitionKey previous = null;
    for (int row = 0; row < batch.rowCount(); row++) {
      probe.set(batch, firstPartitionColumn, row);
      if (group == null || !probe.equals(previous)) {
        group = groups.get(probe);
        if (group == null) {
          group = new Group(partitions.destination(dataset.directory(batch, row)));
          groups.put(probe.copy(), group);
        }
        previous = previous == null ? probe.copy() : previous;
        previous.set(batch, firstPartitionColumn, row);
        if (group.count == 0) {
          touched.add(group);
        }
      }
      group.add(row);
    }
    RowBatch fileRows = batch.prefix(dataset.fileSchema());
    for (Group each : touched) {
      PartitionSet.Destination destination = each.destination;
      if (destination.writer() != null) {
        destination.writer().write(fileRows, each.rows, each.count);
      } else {
        destination.spill().write(destination.file(), batch, each.rows, each.count);
        dataset.addWaiting(each.count);
      }
      each.count = 0;
    }
    touched.clear();
    if (groups.size() > GROUPS_KEPT) {
      groups.clear();
    }
    partitions.keepWithinBounds();
  }

  @Override
  public void flush() {
    // the partitions' writers are shared by all lanes and are finished by the commit
  }

  @Override
  public void salvage() {
    // the partitions' writers are salvaged with the dataset
  }

  @Override
  public void close() {
    groups.clear();
  }

  /** The rows of one batch that belong to one partition. */
  private static final class Group {
    private final PartitionSet.Destination destination;
    private int[] rows = new int[64];
    private int count;

    Group(PartitionSet.Destination destination) {
      this.destination = destination;
    }

    void add(int row) {
      if (count == rows.length) {
        rows = Arrays.copyOf(rows, count * 2);
      }
      rows[count++] = row;
    }
  }
}
