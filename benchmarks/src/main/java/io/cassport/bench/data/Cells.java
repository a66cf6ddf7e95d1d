package io.cassport.bench.data;

import io.cassport.format.RowBatch;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;

/** Sets cells of one row of a batch to Java values, serialised as CQL does. */
final class Cells {
  private final RowBatch batch;
  private final ByteBuffer fixed = ByteBuffer.allocate(Long.BYTES * 2);
  private int row;

  Cells(RowBatch batch) {
    this.batch = batch;
  }

  void moveTo(int newRow) {
    this.row = newRow;
  }

  void setNull(int column) {
    batch.setNull(column, row);
  }

  void setText(int column, String value) {
    setBytes(column, value.getBytes(StandardCharsets.UTF_8));
  }

  void setBytes(int column, byte[] value) {
    batch.setBytes(column, row, value, 0, value.length);
  }

  void setLong(int column, long value) {
    set(column, fixed.clear().putLong(value));
  }

  void setInt(int column, int value) {
    set(column, fixed.clear().putInt(value));
  }

  void setDouble(int column, double value) {
    set(column, fixed.clear().putDouble(value));
  }

  void setFloat(int column, float value) {
    set(column, fixed.clear().putFloat(value));
  }

  void setBoolean(int column, boolean value) {
    set(column, fixed.clear().put((byte) (value ? 1 : 0)));
  }

  void setUuid(int column, long high, long low) {
    set(column, fixed.clear().putLong(high).putLong(low));
  }

  /**
   * A set, list or map of text.
   *
   * @param count of its elements or entries
   * @param texts the elements, or keys and values by turns
   */
  void setTexts(int column, int count, Collection<String> texts) {
    int start = batch.reserve(Integer.BYTES);
    ByteBuffer.wrap(batch.data()).putInt(start, count);
    for (String text : texts) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      int at = batch.reserve(Integer.BYTES + bytes.length);
      ByteBuffer.wrap(batch.data()).putInt(at, bytes.length).put(at + Integer.BYTES, bytes);
    }
    batch.setCell(column, row, start, batch.dataLength() - start);
  }

  private void set(int column, ByteBuffer value) {
    batch.setBytes(column, row, value.flip());
  }
}
