package io.cassport.text;

import io.cassport.format.RowBatch;
import io.cassport.format.RowEncoder;
import java.sql.SQLException;

/** Prints rows into a chunk, which is compressed here, before anybody has to wait. */
final class TextRowEncoder implements RowEncoder {
  /** Large enough to compress well, small enough for one to each of many threads. */
  private static final int CHUNK_BYTES = 4 << 20;

  private static final int FIRST_BYTES = 16 << 10;

  private final TextRowWriter writer;
  private final TextColumns columns;
  private final ByteBuilder chunk = new ByteBuilder(FIRST_BYTES);
  private boolean headed;
  private long rows;

  TextRowEncoder(TextRowWriter writer, TextColumns columns) {
    this.writer = writer;
    this.columns = columns;
  }

  @Override
  public void write(RowBatch batch, int[] selected, int from, int count) throws SQLException {
    byte[] separator = writer.layout().separator();
    for (int i = from; i < from + count; i++) {
      int start = chunk.length();
      boolean printed = false;
      try {
        if (rows > 0) {
          chunk.put(separator);
        }
        if (!headed) {
          chunk.put(columns.heading());
        }
        columns.printer().print(batch, selected[i], chunk);
        headed = true;
        printed = true;
      } finally {
        if (!printed) {
          chunk.truncate(start); // half a row must never reach a file
        }
      }
      rows++;
      if (chunk.length() >= CHUNK_BYTES) {
        flush();
      }
    }
  }

  @Override
  public long bufferedBytes() {
    return chunk.length();
  }

  @Override
  public long finishedBytes() {
    return writer.layout().compression() == Compression.NONE ? chunk.length() : 0;
  }

  @Override
  public long bufferedRows() {
    return rows;
  }

  @Override
  public void flush() throws SQLException {
    if (rows == 0) {
      return;
    }
    TextLayout layout = writer.layout();
    if (layout.compression() == Compression.NONE) {
      writer.append(chunk.data(), chunk.length(), rows);
    } else {
      byte[] compressed =
          layout.compression().compress(chunk.data(), chunk.length(), layout.level());
      writer.append(compressed, compressed.length, rows);
    }
    chunk.clear(2 * CHUNK_BYTES);
    rows = 0;
  }

  @Override
  public void close() {
    chunk.clear(0);
    rows = 0;
  }
}
