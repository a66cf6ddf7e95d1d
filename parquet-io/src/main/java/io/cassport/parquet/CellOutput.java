package io.cassport.parquet;

import io.cassport.format.RowBatch;
import io.cassport.format.values.BadValueException;
import java.nio.ByteBuffer;
import org.apache.parquet.io.api.Binary;

/** Appends CQL bytes to a batch, and remembers when a value did not convert. */
final class CellOutput {
  private RowBatch batch;
  private long limit;
  private long parts;
  private BadValueException bad;

  /**
   * Begins a cell.
   *
   * @param limit of the batch's bytes, beyond which its row is too large
   */
  void begin(RowBatch target, long limit) {
    this.batch = target;
    this.limit = limit;
    this.parts = 0;
    this.bad = null;
  }

  /** Counts an element, or an entry, of a collection. */
  void countPart() {
    PageMemory.checkParts(++parts);
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
    if (batch.dataLength() + (long) bytes > limit) {
      throw new PageMemory.TooMuchMemoryException("a row of " + (bytes >> 20) + " MB and more");
    }
    return batch.reserve(bytes);
  }

  /** Gives up what was appended after a position. */
  void truncate(int position) {
    batch.truncate(position);
  }

  void putByte(int value) {
    int at = reserve(1);
    batch.data()[at] = (byte) value;
  }

  void putShort(int value) {
    int at = reserve(2);
    byte[] data = batch.data();
    data[at] = (byte) (value >> 8);
    data[at + 1] = (byte) value;
  }

  void putInt(int value) {
    int at = reserve(4);
    LeafWriter.INTS.set(batch.data(), at, value);
  }

  void putLong(long value) {
    int at = reserve(8);
    LeafWriter.LONGS.set(batch.data(), at, value);
  }

  void put(Binary value) {
    put(value.toByteBuffer());
  }

  void put(byte[] value) {
    int at = reserve(value.length);
    System.arraycopy(value, 0, batch.data(), at, value.length);
  }

  /** Copies a buffer without consuming it. */
  void put(ByteBuffer value) {
    int length = value.remaining();
    int at = reserve(length);
    value.get(value.position(), batch.data(), at, length);
  }

  void patchInt(int at, int value) {
    LeafWriter.INTS.set(batch.data(), at, value);
  }
}
