package io.cassport.jdbc.pages;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Some whole rows of a page, as the server sent them: each cell behind its length. */
final class RowChunk {
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private final byte[] data;
  private int[] starts;
  private int rows;
  private int bytes;

  private RowChunk(byte[] data, int cells) {
    this.data = data;
    this.starts = new int[cells];
  }

  /**
   * Finds the rows that are whole.
   *
   * @param data begins with a row
   * @param columns of each row
   * @param mostRows that may be there
   * @param expected number of rows, to make room for
   */
  static RowChunk of(byte[] data, int columns, int mostRows, int expected) {
    RowChunk chunk = new RowChunk(data, Math.multiplyExact(expected, columns));
    while (chunk.rows < mostRows && chunk.addRow(columns)) {
      chunk.rows++;
    }
    return chunk;
  }

  private boolean addRow(int columns) {
    int first = rows * columns;
    if (first + columns > starts.length) {
      starts = Arrays.copyOf(starts, Math.max(first + columns, starts.length * 2));
    }
    int position = bytes;
    for (int column = 0; column < columns; column++) {
      if (data.length - position < Integer.BYTES) {
        return false;
      }
      int length = Math.max(0, (int) INTS.get(data, position)); // negative for null
      position += Integer.BYTES;
      if (length > data.length - position) {
        return false;
      }
      starts[first + column] = position;
      position += length;
    }
    bytes = position;
    return true;
  }

  int rows() {
    return rows;
  }

  /** The bytes that the rows take from the beginning of the data. */
  int bytes() {
    return bytes;
  }

  /** A view of a cell, or null. */
  ByteBuffer cell(int index) {
    int start = starts[index];
    int length = (int) INTS.get(data, start - Integer.BYTES);
    return length < 0 ? null : ByteBuffer.wrap(data, start, length);
  }
}
