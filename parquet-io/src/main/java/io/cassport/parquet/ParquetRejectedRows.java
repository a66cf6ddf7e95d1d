package io.cassport.parquet;

import com.datastax.oss.driver.api.core.ProtocolVersion;
import com.datastax.oss.driver.api.core.type.codec.TypeCodec;
import io.cassport.format.ColumnSchema;
import io.cassport.format.ObjectReader;
import io.cassport.format.RejectedRow;
import io.cassport.format.RejectedRowWriter;
import io.cassport.format.values.CqlCodecs;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/**
 * Copies rows from Parquet files to one of the same schema, whatever its types: values go from file
 * to file without ever becoming CQL, which some of them cannot.
 */
final class ParquetRejectedRows implements RejectedRowWriter {
  private static final long ROW_GROUP_BYTES = 16L << 20;

  private final OutputStream sink;
  private final String name;
  private final List<ColumnSchema> directories;
  private final int[] kept;
  private final MessageType message;
  private final Map<String, String> metadata = new HashMap<>();
  private final PageCompressor compressor = new PageCompressor(Codec.SNAPPY, Optional.empty());
  private final ParquetFileWriter file;
  private ColumnChunkPageWriteStore pages;
  private ColumnWriteStore store;
  private RecordConsumer consumer;
  private long rows;

  ParquetRejectedRows(
      OutputStream sink, String name, ParquetObjectReader first, List<ColumnSchema> directories)
      throws SQLException {
    this.sink = sink;
    this.name = name;
    this.directories = directories;
    this.kept = kept(first.message());
    this.message = schema(first.message());
    String types = first.keyValues().get(CqlTypes.FOOTER_KEY);
    if (types != null) {
      metadata.put(CqlTypes.FOOTER_KEY, types);
    }
    try {
      this.file =
          new ParquetFileWriter(
              new StreamOutput(sink, name),
              message,
              ParquetFileWriter.Mode.CREATE,
              ROW_GROUP_BYTES,
              0,
              null,
              ParquetProperties.builder().build());
      file.start();
    } catch (IOException e) {
      throw Errors.io("write", name, e);
    }
  }

  /** The file's own columns: those of an earlier rejection, when it is such a file, are not. */
  private static int[] kept(MessageType rows) {
    return IntStream.range(0, rows.getFieldCount())
        .filter(field -> !RejectedRow.COLUMNS.contains(rows.getFieldName(field)))
        .toArray();
  }

  private MessageType schema(MessageType rows) {
    List<Type> fields = new ArrayList<>();
    for (int field : kept) {
      fields.add(rows.getType(field));
    }
    for (ColumnSchema column : directories) {
      fields.add(directoryField(column));
    }
    for (String column : RejectedRow.COLUMNS) {
      fields.add(column.equals("_error_row") ? number(column) : text(column));
    }
    return new MessageType(rows.getName(), fields);
  }

  private static Type directoryField(ColumnSchema column) {
    PrimitiveTypeName physical =
        switch (column.type().asCql(false, false)) {
          case "tinyint", "smallint", "int" -> PrimitiveTypeName.INT32;
          case "bigint" -> PrimitiveTypeName.INT64;
          case "float" -> PrimitiveTypeName.FLOAT;
          case "double" -> PrimitiveTypeName.DOUBLE;
          case "boolean" -> PrimitiveTypeName.BOOLEAN;
          default -> PrimitiveTypeName.BINARY;
        };
    return physical == PrimitiveTypeName.BINARY
        ? text(column.name()) // every other type of a directory is read from its text
        : Types.optional(physical).named(column.name());
  }

  private static Type text(String column) {
    return Types.optional(PrimitiveTypeName.BINARY)
        .as(LogicalTypeAnnotation.stringType())
        .named(column);
  }

  private static Type number(String column) {
    return Types.optional(PrimitiveTypeName.INT64).named(column);
  }

  @Override
  public void write(
      ObjectReader reader, List<ByteBuffer> values, int split, List<RejectedRow> rejected)
      throws SQLException {
    ParquetObjectReader source = (ParquetObjectReader) reader;
    try {
      PageReadStore group =
          RowGroupPages.read(
              source.source(),
              source.footer().getBlocks().get(split),
              source.footer().getFileMetaData().getCreatedBy(),
              source.message(),
              new PageMemory());
      RecordReader<Group> records =
          new ColumnIOFactory()
              .getColumnIO(source.message())
              .getRecordReader(group, new BoundedRecords(source.message()));
      long number = source.splits().get(split).firstRow();
      for (RejectedRow row : rejected) {
        Group record = null;
        for (; number < row.number(); number++) {
          record = records.read();
        }
        if (record != null) {
          keep(record, source.message(), values, row);
        }
      }
    } catch (RowGroupPages.UnreadableColumnException e) {
      String part = "row group " + split + ", column " + e.column();
      throw Errors.unreadable(source.source().name(), part, e.getCause());
    } catch (IOException | RuntimeException | VirtualMachineError e) {
      throw Errors.unreadable(source.source().name(), "row group " + split, e);
    }
  }

  private void keep(Group record, MessageType type, List<ByteBuffer> values, RejectedRow rejected)
      throws SQLException {
    try {
      append(record, type, values, rejected);
    } catch (IOException | RuntimeException e) {
      throw Errors.io("copy rejected rows to", name, e);
    }
  }

  private void append(Group record, MessageType type, List<ByteBuffer> values, RejectedRow rejected)
      throws IOException {
    if (store == null) {
      begin();
    }
    consumer.startMessage();
    int field = 0;
    for (int from : kept) {
      field(record, type.getType(from), from, field++);
    }
    for (int i = 0; i < values.size(); i++) {
      TypeCodec<?> codec = CqlCodecs.REGISTRY.codecFor(directories.get(i).type());
      value(field++, codec.decode(values.get(i), ProtocolVersion.DEFAULT));
    }
    value(field++, rejected.object());
    value(field++, rejected.number());
    value(field++, rejected.column());
    value(field, rejected.cause());
    consumer.endMessage();
    rows++;
    if (store.getBufferedSize() >= ROW_GROUP_BYTES) {
      flush();
    }
  }

  private void begin() {
    // parquet-java counts every INTERVAL as a null in its statistics, and DuckDB believes them
    ParquetProperties properties = ParquetProperties.builder().withStatisticsEnabled(false).build();
    pages =
        new ColumnChunkPageWriteStore(
            compressor,
            message,
            properties.getAllocator(),
            properties.getColumnIndexTruncateLength(),
            true);
    store = properties.newColumnWriteStore(message, pages, pages);
    consumer = new ColumnIOFactory().getColumnIO(message).getRecordWriter(store);
  }

  private void field(Group group, Type type, int from, int to) {
    int count = group.getFieldRepetitionCount(from);
    if (count == 0) {
      return;
    }
    consumer.startField(type.getName(), to);
    for (int i = 0; i < count; i++) {
      if (type.isPrimitive()) {
        group.writeValue(from, i, consumer);
      } else {
        consumer.startGroup();
        GroupType below = type.asGroupType();
        for (int field = 0; field < below.getFieldCount(); field++) {
          field(group.getGroup(from, i), below.getType(field), field, field);
        }
        consumer.endGroup();
      }
    }
    consumer.endField(type.getName(), to);
  }

  private void value(int field, Object value) {
    if (value == null) {
      return;
    }
    String column = message.getFieldName(field);
    consumer.startField(column, field);
    switch (message.getType(field).asPrimitiveType().getPrimitiveTypeName()) {
      case INT32 -> consumer.addInteger(((Number) value).intValue());
      case INT64 -> consumer.addLong(((Number) value).longValue());
      case FLOAT -> consumer.addFloat((Float) value);
      case DOUBLE -> consumer.addDouble((Double) value);
      case BOOLEAN -> consumer.addBoolean((Boolean) value);
      default ->
          consumer.addBinary(
              Binary.fromString(
                  value instanceof InetAddress address
                      ? address.getHostAddress()
                      : value.toString()));
    }
    consumer.endField(column, field);
  }

  private void flush() throws IOException {
    if (store == null) {
      return;
    }
    consumer.flush();
    store.flush();
    file.startBlock(rows);
    pages.flushToFileWriter(file);
    file.endBlock();
    store.close();
    pages.close();
    store = null;
    rows = 0;
  }

  @Override
  public void finish() throws SQLException {
    try {
      flush();
      file.end(metadata);
    } catch (IOException | RuntimeException e) {
      throw Errors.io("write", name, e);
    }
  }

  @Override
  public void close() {
    if (store != null) {
      pages.close();
      store = null;
    }
    compressor.release();
    try {
      file.close();
      sink.close(); // parquet-java leaves it open when it has failed
    } catch (IOException | RuntimeException e) {
      // the failure that made it incomplete has been reported
    }
  }
}
