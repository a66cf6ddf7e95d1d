package io.cassport.copy.load;

import io.cassport.format.RowBatch;
import java.util.Arrays;

/**
 * Orders the rows of a batch so that rows of one partition follow each other, partitions in the
 * order of their first row and the rows of each in the file's order. Reused from batch to batch.
 */
final class PartitionGroups {
  private final int[] keyColumns;
  private int[] heads = new int[0];
  private int[] next = new int[0];
  private int[] last = new int[0];
  private boolean[] starts = new boolean[0];

  PartitionGroups(int[] keyColumns) {
    this.keyColumns = keyColumns;
  }

  /** The batch's rows in their new order; {@link #startsAt} then tells where partitions begin. */
  int[] order(RowBatch batch) {
    int rows = batch.rowCount();
    int slots = Integer.highestOneBit(Math.max(8, rows * 2)) * 2;
    heads = heads.length == slots ? heads : new int[slots];
    Arrays.fill(heads, -1);
    if (next.length < rows) {
      next = new int[rows];
      last = new int[rows];
      starts = new boolean[rows];
    }
    int[] firsts = new int[rows];
    int groups = 0;
    for (int row = 0; row < rows; row++) {
      next[row] = -1;
      int slot = hash(batch, row) & (slots - 1);
      while (heads[slot] >= 0 && !sameKey(batch, heads[slot], row)) {
        slot = (slot + 1) & (slots - 1);
      }
      if (heads[slot] < 0) {
        heads[slot] = row;
        last[row] = row;
        firsts[groups++] = row;
      } else {
        int head = heads[slot];
        next[last[head]] = row;
        last[head] = row;
      }
    }
    int[] order = new int[rows];
    int position = 0;
    for (int group = 0; group < groups; group++) {
      for (int row = firsts[group]; row >= 0; row = next[row]) {
        starts[position] = row == firsts[group];
        order[position++] = row;
      }
    }
    return order;
  }

  /** True when another partition begins at a place of the order. */
  boolean startsAt(int position) {
    return starts[position];
  }

  private int hash(RowBatch batch, int row) {
    int hash = 1;
    byte[] data = batch.data();
    for (int column : keyColumns) {
      if (column >= batch.schema().size()) {
        continue; // the same for every row of the file
      }
      int from = batch.offset(column, row);
      int to = from + Math.max(0, batch.length(column, row));
      for (int i = from; i < to; i++) {
        hash = 31 * hash + data[i];
      }
      hash = 31 * hash + batch.length(column, row);
    }
    return hash ^ (hash >>> 15);
  }

  private boolean sameKey(RowBatch batch, int left, int right) {
    byte[] data = batch.data();
    for (int column : keyColumns) {
      if (column >= batch.schema().size()) {
        continue;
      }
      int leftLength = batch.length(column, left);
      if (leftLength != batch.length(column, right)) {
        return false;
      }
      int a = batch.offset(column, left);
      int b = batch.offset(column, right);
      if (leftLength > 0 && !Arrays.equals(data, a, a + leftLength, data, b, b + leftLength)) {
        return false;
      }
    }
    return true;
  }
}
