package io.cassport.parquet;

import io.cassport.format.ObjectSource;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PrimitiveIterator;
import java.util.regex.Pattern;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.apache.parquet.io.ParquetDecodingException;
import org.apache.parquet.io.SeekableInputStream;
import org.apache.parquet.schema.MessageType;

/**
 * The pages of a row group's columns. They are read here and not by parquet-java's file reader,
 * because that makes room for what a page's header claims before it looks.
 *
 * @param rows of the row group
 */
record RowGroupPages(Map<ColumnPath, StoredPages> chunks, long rows) implements PageReadStore {
  /** Such left the header of a dictionary out of a chunk's size (PARQUET-816). */
  private static final Pattern OLD_WRITER =
      Pattern.compile("parquet-mr version 1\\.([01]\\.|2\\.[0-8]\\b).*");

  private static final int LONGEST_UNCOUNTED_HEADER = 100;

  /** A part of a row group that cannot be read. */
  static final class UnreadableColumnException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String column;

    UnreadableColumnException(String column, Throwable cause) {
      super(cause);
      this.column = column;
    }

    /** The name of the file's column, also when only a part of it is damaged. */
    String column() {
      return column;
    }
  }

  /**
   * Reads the columns' bytes and checks what can be checked of them.
   *
   * @param writer as the file names it, or null
   * @param message the columns to read
   * @param memory that they are claimed from
   */
  static RowGroupPages read(
      ObjectSource source,
      BlockMetaData block,
      String writer,
      MessageType message,
      PageMemory memory)
      throws IOException, UnreadableColumnException {
    boolean old = writer != null && OLD_WRITER.matcher(writer).matches();
    Map<ColumnPath, StoredPages> chunks = new HashMap<>();
    try (SeekableInputStream in = new ChannelInput(source).newStream()) {
      for (ColumnChunkMetaData chunk : block.getColumns()) {
        String[] path = chunk.getPath().toArray();
        if (!message.containsField(path[0])) {
          continue;
        }
        try {
          ColumnDescriptor column = message.getColumnDescription(path);
          long bytes = chunk.getTotalSize() + (old ? LONGEST_UNCOUNTED_HEADER : 0);
          bytes = Math.max(0, Math.min(bytes, source.size() - chunk.getStartingPos()));
          chunks.put(chunk.getPath(), StoredPages.read(in, bytes, chunk, column, memory));
        } catch (IOException | RuntimeException | VirtualMachineError | LinkageError e) {
          throw new UnreadableColumnException(path[0], e);
        }
      }
    }
    return new RowGroupPages(chunks, block.getRowCount());
  }

  @Override
  public PageReader getPageReader(ColumnDescriptor descriptor) {
    StoredPages pages = chunks.get(ColumnPath.get(descriptor.getPath()));
    if (pages == null) {
      throw new ParquetDecodingException("the row group has no such column");
    }
    return pages;
  }

  @Override
  public long getRowCount() {
    return rows;
  }

  @Override
  public Optional<Long> getRowIndexOffset() {
    return Optional.empty();
  }

  @Override
  public Optional<PrimitiveIterator.OfLong> getRowIndexes() {
    return Optional.empty();
  }
}
