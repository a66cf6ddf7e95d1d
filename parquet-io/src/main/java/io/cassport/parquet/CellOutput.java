package io.cassport.parquet;

import io.cassport.format.RowBatch;
import io.cassport.format.values.BadValueException;
import io.cassport.parquet.decoding.ColumnValues;
import java.nio.ByteBuffer;

/** Appends CQL bytes to a batch, and remembers when a value did not convert. */
final class CellOutput {
  private RowBatch batch;
  private BadValueException bad;

  void begin(RowBatch target) {
    batch = target;
    bad = null;
  }

  /** The first value of the cell that did not convert, or null. */
  BadValueException bad() {
    return bad;
  }

  void markBad(BadValueException why) {
    bad = bad == null ? why : bad;
  }

  int position() {
    return batch.dataLength();
  }

  byte[] data() {
    return batch.data();
  }

  int reserve(int bytes) {
    return batch.reserve(bytes);
  }

  /** Gives up what was appended after a position. */
  void truncate(int position) {
    batch.truncate(position);
  }

  void putInt(int value) {
    int at = batch.reserve(4);
    LeafWriter.INTS.set(batch.data(), at, value);
  }

  /** Copies a buffer without consuming it. */
  void put(ByteBuffer value) {
    int length = value.remaining();
    int at = batch.reserve(length);
    value.get(value.position(), batch.data(), at, length);
  }

  /** Appends the next value of a column. */
  void take(ColumnValues column) {
    BadValueException refused = column.take(batch);
    if (refused != null) {
      markBad(refused);
    }
  }

  /** Appends the next value of a column behind its length. */
  void takeSized(ColumnValues column) {
    BadValueException refused = column.takeSized(batch);
    if (refused != null) {
      markBad(refused);
    }
  }

  /** Appends the next list or set of a column, if all of it is at hand; false if not. */
  boolean takeElements(ColumnValues elements, int repeats) {
    int count = elements.elementsAtHand(repeats);
    int length = elements.totalLength(count);
    if (count == 0 || length < 0) {
      return false;
    }
    int at = batch.reserve(4 + 4L * count + length);
    byte[] data = batch.data();
    LeafWriter.INTS.set(data, at, count);
    at += 4;
    for (int i = 0; i < count; i++) {
      at = elements.putSized(data, at);
    }
    return true;
  }

  /** Appends the next map of two columns, if all of it is at hand; false if not. */
  boolean takeEntries(ColumnValues keys, ColumnValues values, int repeats) {
    int count = keys.elementsAtHand(repeats);
    if (count == 0 || values.elementsAtHand(repeats) != count) {
      return false;
    }
    int keyLength = keys.totalLength(count);
    int valueLength = values.totalLength(count);
    if (keyLength < 0 || valueLength < 0) {
      return false;
    }
    int at = batch.reserve(4 + 8L * count + keyLength + valueLength);
    byte[] data = batch.data();
    LeafWriter.INTS.set(data, at, count);
    at += 4;
    for (int i = 0; i < count; i++) {
      at = values.putSized(data, keys.putSized(data, at));
    }
    return true;
  }

  void patchInt(int at, int value) {
    LeafWriter.INTS.set(batch.data(), at, value);
  }
}
