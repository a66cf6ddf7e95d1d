package io.cassport.copy.dataset;

import io.cassport.format.RowBatch;
import java.util.Arrays;

/** The bytes of a row's partition columns; the lengths are part of them, so that null differs. */
final class PartitionKey {
  private byte[] bytes = new byte[32];
  private int length;
  private int hash;

  /** Takes the values of a row's columns from a given one to the last. */
  void set(RowBatch batch, int firstColumn, int row) {
    length = 0;
    for (int column = firstColumn; column < batch.schema().size(); column++) {
      int size = batch.length(column, row);
      int copied = Math.max(0, size);
      ensure(length + 4 + copied);
      bytes[length++] = (byte) (size >> 24);
      bytes[length++] = (byte) (size >> 16);
      bytes[length++] = (byte) (size >> 8);
      bytes[length++] = (byte) size;
      if (copied > 0) {
        System.arraycopy(batch.data(), batch.offset(column, row), bytes, length, copied);
        length += copied;
      }
    }
    int h = 1;
    for (int i = 0; i < length; i++) {
      h = 31 * h + bytes[i];
    }
    hash = h;
  }

  PartitionKey copy() {
    PartitionKey copy = new PartitionKey();
    copy.bytes = Arrays.copyOf(bytes, length);
    copy.length = length;
    copy.hash = hash;
    return copy;
  }

  private void ensure(int needed) {
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(needed, bytes.length * 2));
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PartitionKey key
        && Arrays.equals(bytes, 0, length, key.bytes, 0, key.length);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
