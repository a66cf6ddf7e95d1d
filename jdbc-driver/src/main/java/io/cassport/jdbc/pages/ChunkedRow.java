package io.cassport.jdbc.pages;

import java.nio.ByteBuffer;
import java.util.AbstractList;
import java.util.Objects;
import java.util.RandomAccess;

/** The cells of one row of a chunk; null for those that are null. */
final class ChunkedRow extends AbstractList<ByteBuffer> implements RandomAccess {
  private final RowChunk chunk;
  private final int first;
  private final int columns;

  ChunkedRow(RowChunk chunk, int row, int columns) {
    this.chunk = chunk;
    this.first = row * columns;
    this.columns = columns;
  }

  @Override
  public ByteBuffer get(int column) {
    return chunk.cell(first + Objects.checkIndex(column, columns));
  }

  @Override
  public int size() {
    return columns;
  }
}
