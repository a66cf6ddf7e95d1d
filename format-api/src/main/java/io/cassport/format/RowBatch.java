package io.cassport.format;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Some rows, each cell a slice of one byte array that holds its CQL-serialised value.
 *
 * <p>Cells are addressed by column first, because formats work column by column. A batch is made to
 * be refilled: {@link #clear()} keeps its arrays. It is not thread-safe; one stage owns it at a
 * time.
 */
public final class RowBatch {
  /** The length of a cell that is a CQL null. */
  public static final int NULL = -1;

  /** The length of a cell that the source does not have, which leaves the stored value alone. */
  public static final int UNSET = -2;

  /** The column of a bad cell that is a whole row. */
  public static final int WHOLE_ROW = -1;

  private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 16;

  private final RowSchema schema;
  private long mostBytes = LONGEST_ARRAY;
  private int rowCapacity;
  private int rowCount;
  private byte[] data;
  private int used;
  private int[] offsets;
  private int[] lengths;
  private final List<BadCell> badCells = new ArrayList<>();

  /**
   * Makes an empty batch.
   *
   * @param schema the columns of every row
   * @param rowCapacity how many rows it has room for at first; it grows with {@link #setRowCount}
   */
  public RowBatch(RowSchema schema, int rowCapacity) {
    this.schema = schema;
    this.rowCapacity = Math.max(1, rowCapacity);
    int cells = Math.multiplyExact(this.rowCapacity, schema.size());
    this.offsets = new int[cells];
    this.lengths = new int[cells];
    this.data = new byte[1024];
  }

  private RowBatch(RowSchema schema, RowBatch shared) {
    this.schema = schema;
    this.rowCapacity = shared.rowCapacity;
    this.rowCount = shared.rowCount;
    this.data = shared.data;
    this.used = shared.used;
    this.offsets = shared.offsets;
    this.lengths = shared.lengths;
  }

  /** The columns of every row. */
  public RowSchema schema() {
    return schema;
  }

  /** The number of rows it holds. */
  public int rowCount() {
    return rowCount;
  }

  /** The array that every offset points into; replaced when it grows, so take it after filling. */
  public byte[] data() {
    return data;
  }

  /** How many bytes of {@link #data()} are in use. */
  public int dataLength() {
    return used;
  }

  /** Where a cell's bytes begin in {@link #data()}; meaningless when its length is negative. */
  public int offset(int column, int row) {
    return offsets[column * rowCapacity + row];
  }

  /** How many bytes a cell has, or {@link #NULL} or {@link #UNSET}. */
  public int length(int column, int row) {
    return lengths[column * rowCapacity + row];
  }

  /** True for a CQL null and for a cell that was not set. */
  public boolean isNull(int column, int row) {
    return length(column, row) < 0;
  }

  /** A new buffer over a cell's bytes, or null when it has none. The bytes are not copied. */
  public ByteBuffer buffer(int column, int row) {
    int index = column * rowCapacity + row;
    return lengths[index] < 0
        ? null
        : ByteBuffer.wrap(data, offsets[index], lengths[index]).slice();
  }

  /** Cells that the source holds but that are no value of the column's type. */
  public List<BadCell> badCells() {
    return badCells;
  }

  /** Forgets all rows and keeps the arrays. */
  public void clear() {
    rowCount = 0;
    used = 0;
    badCells.clear();
  }

  /** Gives up the bytes, for an owner that handed {@link #data()} on without a copy. */
  public void detachData() {
    data = new byte[Math.max(1024, used)];
    clear();
  }

  /**
   * Sets the number of rows; new rows have undefined cells until each is set.
   *
   * @param rows not negative
   */
  public void setRowCount(int rows) {
    if (rows > rowCapacity) {
      growRows(rows);
    }
    rowCount = rows;
  }

  /** Sets how many bytes it may hold; without it 2 GB, as many as an array. */
  public void setMostBytes(long bytes) {
    mostBytes = Math.min(bytes, LONGEST_ARRAY);
  }

  /**
   * Makes room for bytes and returns where they begin in {@link #data()}, which may be a new array
   * afterwards.
   *
   * @throws FullException when they are more than it may hold
   */
  public int reserve(long bytes) {
    int start = used;
    long needed = used + bytes;
    if (needed > data.length) {
      if (needed > mostBytes) {
        throw new FullException(
            "a batch of rows holds " + (mostBytes >> 20) + " MB at the most, not " + needed);
      }
      data = Arrays.copyOf(data, (int) Math.min(LONGEST_ARRAY, Math.max(needed, data.length * 2L)));
    }
    used = (int) needed;
    return start;
  }

  /** Gives back the bytes reserved last, from an offset on. */
  public void truncate(int offset) {
    used = offset;
  }

  /** Points a cell at bytes that are already in {@link #data()}. */
  public void setCell(int column, int row, int offset, int length) {
    int index = column * rowCapacity + row;
    offsets[index] = offset;
    lengths[index] = length;
  }

  /**
   * Points the cells of consecutive rows at bytes of one length each that lie one behind the other
   * in {@link #data()}.
   *
   * @param offset of the first cell's bytes
   */
  public void setCells(int column, int firstRow, int rows, int offset, int length) {
    int index = column * rowCapacity + firstRow;
    for (int i = 0; i < rows; i++) {
      offsets[index + i] = offset + i * length;
    }
    Arrays.fill(lengths, index, index + rows, length);
  }

  /**
   * Points the cells of consecutive rows at bytes that lie one behind the other in {@link #data()}.
   *
   * @param offset of the first cell's bytes
   * @param cellLengths the length of each, from an index on; none negative
   */
  public void setCells(
      int column, int firstRow, int rows, int offset, int[] cellLengths, int from) {
    int index = column * rowCapacity + firstRow;
    int at = offset;
    for (int i = 0; i < rows; i++) {
      offsets[index + i] = at;
      at += cellLengths[from + i];
    }
    System.arraycopy(cellLengths, from, lengths, index, rows);
  }

  /** Makes the cells of consecutive rows CQL nulls. */
  public void setNulls(int column, int firstRow, int rows) {
    int index = column * rowCapacity + firstRow;
    Arrays.fill(lengths, index, index + rows, NULL);
  }

  /** Makes a cell a CQL null. */
  public void setNull(int column, int row) {
    lengths[column * rowCapacity + row] = NULL;
  }

  /** Makes a cell one that the source does not have. */
  public void setUnset(int column, int row) {
    lengths[column * rowCapacity + row] = UNSET;
  }

  /** Copies a cell's bytes in; a null buffer makes it a CQL null. The buffer is not consumed. */
  public void setBytes(int column, int row, ByteBuffer bytes) {
    if (bytes == null) {
      setNull(column, row);
      return;
    }
    int length = bytes.remaining();
    int start = reserve(length);
    bytes.get(bytes.position(), data, start, length);
    setCell(column, row, start, length);
  }

  /** Copies a cell's bytes in. */
  public void setBytes(int column, int row, byte[] source, int offset, int length) {
    int start = reserve(length);
    System.arraycopy(source, offset, data, start, length);
    setCell(column, row, start, length);
  }

  /** Says that a cell's source value cannot become the column's type; the cell becomes null. */
  public void markBad(int column, int row, String reason, String sqlState) {
    setNull(column, row);
    badCells.add(new BadCell(column, row, reason, sqlState));
  }

  /** Says that a row of the source is none of the object's rows; all its cells become null. */
  public void markBadRow(int row, String reason, String sqlState) {
    for (int column = 0; column < schema.size(); column++) {
      setNull(column, row);
    }
    badCells.add(new BadCell(WHOLE_ROW, row, reason, sqlState));
  }

  /**
   * The same rows with only the first columns; the cells are shared, not copied. Valid until this
   * batch is changed.
   *
   * @param prefix the first columns of {@link #schema()}
   */
  public RowBatch prefix(RowSchema prefix) {
    return new RowBatch(prefix, this);
  }

  private void growRows(int rows) {
    int capacity = Math.max(rows, rowCapacity * 2);
    int[] newOffsets = new int[Math.multiplyExact(capacity, schema.size())];
    int[] newLengths = new int[newOffsets.length];
    for (int column = 0; column < schema.size(); column++) {
      System.arraycopy(offsets, column * rowCapacity, newOffsets, column * capacity, rowCount);
      System.arraycopy(lengths, column * rowCapacity, newLengths, column * capacity, rowCount);
    }
    offsets = newOffsets;
    lengths = newLengths;
    rowCapacity = capacity;
  }

  /** More bytes than a batch may hold; the message says how many. */
  public static final class FullException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private FullException(String message) {
      super(message);
    }
  }

  /**
   * A cell whose source value is no value of its column's type.
   *
   * @param column zero-based, or {@link #WHOLE_ROW}
   * @param row zero-based within the batch
   * @param reason what is wrong with it, as the end of a sentence
   * @param sqlState 22003, 22007 or 22018
   */
  public record BadCell(int column, int row, String reason, String sqlState) {}
}
