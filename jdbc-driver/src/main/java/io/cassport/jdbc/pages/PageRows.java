package io.cassport.jdbc.pages;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.AbstractQueue;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** The rows of a page, of which each can be taken once. */
final class PageRows extends AbstractQueue<List<ByteBuffer>> {
  /** Small enough for G1 not to give an array of it regions of its own, whatever the heap. */
  private static final int CHUNK_BYTES = 1 << 18;

  private final List<RowChunk> chunks;
  private final int columns;
  private int size;
  private int chunk;
  private int row;

  private PageRows(List<RowChunk> chunks, int columns, int size) {
    this.chunks = chunks;
    this.columns = columns;
    this.size = size;
  }

  /**
   * Copies rows.
   *
   * @param source of which they are consumed
   * @throws IllegalArgumentException when it ends before the rows do
   */
  static PageRows read(ByteBuf source, int rows, int columns) {
    List<RowChunk> chunks = new ArrayList<>();
    int left = rows;
    while (left > 0) {
      RowChunk next = nextChunk(source, left, columns);
      source.skipBytes(next.bytes());
      left -= next.rows();
      chunks.add(next);
    }
    return new PageRows(chunks, columns, rows);
  }

  private static RowChunk nextChunk(ByteBuf source, int rows, int columns) {
    int available = source.readableBytes();
    for (int size = Math.min(available, CHUNK_BYTES); ; size = larger(size, available)) {
      byte[] data = new byte[size];
      source.getBytes(source.readerIndex(), data);
      // of a damaged answer the number of rows may be anything, but each cell has a length
      int atMost = (int) Math.min(rows, (long) size / Math.max(1, columns * Integer.BYTES) + 1);
      int expected = (int) Math.min(atMost, (long) rows * size / Math.max(1, available) + 1);
      RowChunk chunk = RowChunk.of(data, columns, rows, expected);
      if (chunk.rows() > 0) {
        return chunk;
      }
      if (size == available) {
        throw new IllegalArgumentException("a page ends inside a row");
      }
    }
  }

  private static int larger(int size, int available) {
    return (int) Math.min(available, size * 4L);
  }

  @Override
  public List<ByteBuffer> peek() {
    return size == 0 ? null : new ChunkedRow(chunks.get(chunk), row, columns);
  }

  @Override
  public List<ByteBuffer> poll() {
    List<ByteBuffer> taken = peek();
    if (taken != null) {
      size--;
      row++;
      if (row == chunks.get(chunk).rows()) {
        chunks.set(chunk, null); // its bytes can go while the next ones are read
        chunk++;
        row = 0;
      }
    }
    return taken;
  }

  @Override
  public int size() {
    return size;
  }

  /** Takes nothing: the page is as the server sent it. */
  @Override
  public boolean offer(List<ByteBuffer> more) {
    return false;
  }

  @Override
  public Iterator<List<ByteBuffer>> iterator() {
    PageRows copy = new PageRows(new ArrayList<>(chunks), columns, size);
    copy.chunk = chunk;
    copy.row = row;
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return copy.size > 0;
      }

      @Override
      public List<ByteBuffer> next() {
        if (copy.size == 0) {
          throw new NoSuchElementException();
        }
        return copy.poll();
      }
    };
  }
}
