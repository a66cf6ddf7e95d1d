package io.cassport.parquet;

import com.datastax.oss.driver.api.core.type.DataType;
import io.cassport.format.ObjectReader;
import io.cassport.format.ObjectSource;
import io.cassport.format.RowReader;
import io.cassport.format.RowSchema;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** A Parquet file whose footer is read; its row groups are the splits. */
final class ParquetObjectReader implements ObjectReader {
  private static final int MAGIC_LENGTH = 4;
  private static final int SMALLEST = 12;

  private final ObjectSource source;
  private final ParquetMetadata footer;
  private final ReadSchema schema;
  private final List<SourceColumn> columns = new ArrayList<>();
  private final List<Split> splits = new ArrayList<>();

  ParquetObjectReader(ObjectSource source) throws SQLException {
    this.source = source;
    checkMagic();
    this.footer = readFooter();
    MessageType message = footer.getFileMetaData().getSchema();
    this.schema = new ReadSchema(message);
    Map<String, String> types = CqlTypes.read(footer.getFileMetaData().getKeyValueMetaData());
    for (Type type : message.getFields()) {
      String nativeType = type.toString().replaceAll("\\s+", " ");
      columns.add(new SourceColumn(type.getName(), nativeType, CqlTypes.of(type, types)));
    }
    long firstRow = 0;
    for (BlockMetaData block : footer.getBlocks()) {
      splits.add(new Split(firstRow, block.getRowCount(), block.getCompressedSize()));
      firstRow += block.getRowCount();
    }
  }

  private void checkMagic() throws SQLException {
    long size = source.size();
    if (size == 0) {
      throw Errors.damaged(source.name(), "is no Parquet file: it is empty", null);
    }
    try (SeekableByteChannel channel = source.open()) {
      String first = magic(channel, 0);
      if (first.equals("PARE") || size >= SMALLEST && magic(channel, size - 4).equals("PARE")) {
        throw Errors.damaged(
            source.name(), "is an encrypted Parquet file, which is not supported yet", null);
      }
      if (!first.equals("PAR1")) {
        throw Errors.damaged(
            source.name(),
            "is no Parquet file: it does not begin with PAR1; check the path, or name its FORMAT",
            null);
      }
      if (size < SMALLEST || !magic(channel, size - MAGIC_LENGTH).equals("PAR1")) {
        throw Errors.damaged(
            source.name(),
            "is a truncated Parquet file: it begins with PAR1 and does not end with it after "
                + size
                + " bytes; fetch or write it again",
            null);
      }
    } catch (IOException e) {
      throw Errors.io("read", source.name(), e);
    }
  }

  private static String magic(SeekableByteChannel channel, long at) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(MAGIC_LENGTH);
    channel.position(at);
    while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
      // a short read is no end
    }
    return new String(bytes.array(), 0, bytes.position(), StandardCharsets.ISO_8859_1);
  }

  private ParquetMetadata readFooter() throws SQLException {
    try (ParquetFileReader reader =
        new ParquetFileReader(new ChannelInput(source), ReadOptions.withoutHadoop())) {
      return reader.getFooter();
    } catch (IOException | RuntimeException e) {
      throw Errors.damaged(
          source.name(),
          "is a damaged Parquet file: its footer cannot be read ("
              + e.getMessage()
              + "); fetch or write it again",
          e);
    }
  }

  @Override
  public List<SourceColumn> columns() {
    return columns;
  }

  @Override
  public List<Split> splits() {
    return splits;
  }

  @Override
  public Optional<String> whyNotConvertible(int column, DataType target) {
    try {
      CellReader unused = schema.compile(column, target);
      return Optional.empty();
    } catch (ReadSchema.NotConvertible e) {
      return Optional.of(e.getMessage());
    }
  }

  @Override
  public RowReader read(int split, int[] fileColumns, RowSchema target, long skipRows)
      throws SQLException {
    List<CellReader> readers = new ArrayList<>();
    for (int i = 0; i < fileColumns.length; i++) {
      try {
        readers.add(schema.compile(fileColumns[i], target.column(i).type()));
      } catch (ReadSchema.NotConvertible e) {
        throw Errors.damaged(
            source.name(),
            "cannot be loaded: column "
                + columns.get(fileColumns[i]).name()
                + ": "
                + e.getMessage(),
            e);
      }
    }
    return new ParquetRowReader(
        source, footer, split, projection(fileColumns), readers, splits.get(split), skipRows);
  }

  /** The file's type with only the columns that are read, in the file's order. */
  private MessageType projection(int[] fileColumns) {
    MessageType message = footer.getFileMetaData().getSchema();
    List<Type> fields = new ArrayList<>();
    for (int i = 0; i < message.getFieldCount(); i++) {
      for (int column : fileColumns) {
        if (column == i) {
          fields.add(message.getType(i));
          break;
        }
      }
    }
    return new MessageType(message.getName(), fields);
  }

  @Override
  public void close() {
    // the footer is in memory, and every split opens the object for itself
  }
}
