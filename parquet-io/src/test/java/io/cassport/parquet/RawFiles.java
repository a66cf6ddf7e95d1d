package io.cassport.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** Writes files of types that we never write ourselves, column by column with their levels. */
final class RawFiles {
  private RawFiles() {}

  /** Writes one column of one row group. */
  interface Values {
    /** Writes the values of the column at an index. */
    void write(int column, ColumnWriter writer);
  }

  /** A schema of one field, in the text that parquet-java parses. */
  static String message(String field) {
    return "message m { " + field + (field.endsWith("}") ? "" : ";") + " }";
  }

  static byte[] write(String message, int rows, Values values) throws IOException {
    MessageType schema = MessageTypeParser.parseMessageType(message);
    ByteArrayOutputStream sink = new ByteArrayOutputStream();
    ParquetProperties properties = ParquetProperties.builder().build();
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
        new ColumnChunkPageWriteStore(
            new PageCompressor(Codec.NONE, Optional.empty()),
            schema,
            properties.getAllocator(),
            64,
            true);
    ColumnWriteStore store = properties.newColumnWriteStore(schema, pages, pages);
    int index = 0;
    for (ColumnDescriptor column : schema.getColumns()) {
      values.write(index++, store.getColumnWriter(column));
    }
    for (int i = 0; i < rows; i++) {
      store.endRecord();
    }
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
