package io.cassport.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.GroupWriter;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** Writes files of types that we never write ourselves, by parquet-java's own classes. */
final class RawFiles {
  private RawFiles() {}

  /** Writes one column of one row group. */
  interface Values {
    /** Writes the values of the column at an index. */
    void write(int column, ColumnWriter writer);
  }

  /** Writes the rows of a row group. */
  private interface Rows {
    void write(MessageType schema, ColumnWriteStore store);
  }

  /** A schema of one field, in the text that parquet-java parses. */
  static String message(String field) {
    return "message m { " + field + (field.endsWith("}") ? "" : ";") + " }";
  }

  /** One row group, column by column with their levels. */
  static byte[] write(String message, int rows, Values values) throws IOException {
    return write(
        message,
        rows,
        ParquetProperties.builder().build(),
        uncompressed(),
        (schema, store) -> {
          int index = 0;
          for (ColumnDescriptor column : schema.getColumns()) {
            values.write(index++, store.getColumnWriter(column));
          }
          for (int i = 0; i < rows; i++) {
            store.endRecord();
          }
        });
  }

  /** One row group of records whose levels parquet-java itself makes. */
  static byte[] records(
      String message,
      ParquetProperties properties,
      BytesInputCompressor compressor,
      List<Consumer<Group>> rows)
      throws IOException {
    return write(
        message,
        rows.size(),
        properties,
        compressor,
        (schema, store) -> {
          RecordConsumer consumer =
              new ColumnIOFactory().getColumnIO(schema).getRecordWriter(store);
          GroupWriter writer = new GroupWriter(consumer, schema);
          for (Consumer<Group> row : rows) {
            Group group = new SimpleGroup(schema);
            row.accept(group);
            writer.write(group);
          }
          consumer.flush();
        });
  }

  static BytesInputCompressor uncompressed() {
    return new PageCompressor(Codec.NONE, Optional.empty());
  }

  private static byte[] write(
      String message,
      int rows,
      ParquetProperties properties,
      BytesInputCompressor compressor,
      Rows values)
      throws IOException {
    MessageType schema = MessageTypeParser.parseMessageType(message);
    ByteArrayOutputStream sink = new ByteArrayOutputStream();
    ParquetFileWriter file =
        new ParquetFileWriter(
            new StreamOutput(sink, "raw.parquet"),
            schema,
            ParquetFileWriter.Mode.CREATE,
            1 << 20,
            0,
            null,
            properties);
    file.start();
    ColumnChunkPageWriteStore pages =
        new ColumnChunkPageWriteStore(compressor, schema, properties.getAllocator(), 64, true);
    ColumnWriteStore store = properties.newColumnWriteStore(schema, pages, pages);
    values.write(schema, store);
    store.flush();
    if (rows > 0) {
      file.startBlock(rows);
      pages.flushToFileWriter(file);
      file.endBlock();
    }
    file.end(Map.of());
    return sink.toByteArray();
  }
}
