package io.cassport.parquet;

import io.cassport.parquet.encoding.ColumnSink;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;

/**
 * parquet-java's own encoders, for what ours do not do: pages of version 2, Bloom filters,
 * dictionaries of other types.
 */
final class ParquetJavaRowGroup implements RowGroup {
  private final MessageType schema;
  private final IntFunction<ParquetProperties> properties;
  private final Predicate<String> indexed;
  private ColumnWriteStore store;

  /**
   * Makes it.
   *
   * @param properties for sizes that are checked every so many rows
   * @param indexed true for names of top-level columns that have a page index
   */
  ParquetJavaRowGroup(
      MessageType schema, IntFunction<ParquetProperties> properties, Predicate<String> indexed) {
    this.schema = schema;
    this.properties = properties;
    this.indexed = indexed;
  }

  @Override
  public void begin(ColumnChunkPageWriteStore pages, int rowsBetweenChecks) {
    store =
        properties
            .apply(rowsBetweenChecks)
            .newColumnWriteStore(schema, new PagesWithoutIndex(pages, indexed), pages);
  }

  @Override
  public ColumnSink column(ColumnDescriptor column) {
    return new Sink(store.getColumnWriter(column));
  }

  @Override
  public void endRows(int count) {
    for (int i = 0; i < count; i++) {
      store.endRecord();
    }
  }

  @Override
  public long bufferedBytes() {
    return store.getBufferedSize();
  }

  @Override
  public void end() {
    store.flush();
    store.close();
  }

  private record Sink(ColumnWriter writer) implements ColumnSink {
    @Override
    public void writeInt(int value, int repetition, int definition) {
      writer.write(value, repetition, definition);
    }

    @Override
    public void writeLong(long value, int repetition, int definition) {
      writer.write(value, repetition, definition);
    }

    @Override
    public void writeFloat(float value, int repetition, int definition) {
      writer.write(value, repetition, definition);
    }

    @Override
    public void writeDouble(double value, int repetition, int definition) {
      writer.write(value, repetition, definition);
    }

    @Override
    public void writeBoolean(boolean value, int repetition, int definition) {
      writer.write(value, repetition, definition);
    }

    @Override
    public void writeBytes(byte[] data, int offset, int length, int repetition, int definition) {
      writer.write(Binary.fromReusedByteArray(data, offset, length), repetition, definition);
    }

    @Override
    public void writeNull(int repetition, int definition) {
      writer.writeNull(repetition, definition);
    }
  }
}
