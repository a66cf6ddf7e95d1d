package io.cassport.parquet;

import com.datastax.oss.driver.api.core.type.DataType;
import io.cassport.format.ColumnSchema;
import io.cassport.format.ObjectReader;
import io.cassport.format.ObjectSource;
import io.cassport.format.RejectedRowWriter;
import io.cassport.format.RowBatch;
import io.cassport.format.RowReader;
import io.cassport.format.RowSchema;
import java.io.OutputStream;
import java.lang.ref.SoftReference;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * A Parquet file; its row groups are the splits. Its footer is read again when memory was scarce,
 * because a dataset can have thousands of them.
 */
final class ParquetObjectReader implements ObjectReader {
  /** parquet-java's own addition to the notation of types. */
  private static final Pattern COLUMN_ORDER = Pattern.compile(" columnorder\\(\\w+\\)");

  private final ObjectSource source;
  private final MessageType message;
  private final Map<String, String> keyValues;
  private final ReadSchema schema;
  private final List<SourceColumn> columns = new ArrayList<>();
  private final List<Split> splits = new ArrayList<>();
  private volatile SoftReference<ParquetMetadata> footer;

  ParquetObjectReader(ObjectSource source) throws SQLException {
    this.source = source;
    ParquetMetadata read = Footers.read(source);
    this.footer = new SoftReference<>(read);
    this.message = read.getFileMetaData().getSchema();
    this.keyValues = read.getFileMetaData().getKeyValueMetaData();
    this.schema = new ReadSchema(message);
    Map<String, String> types = CqlTypes.read(keyValues);
    for (Type type : message.getFields()) {
      String nativeType =
          COLUMN_ORDER.matcher(type.toString()).replaceAll("").replaceAll("\\s+", " ");
      columns.add(new SourceColumn(type.getName(), nativeType, CqlTypes.of(type, types)));
    }
    long firstRow = 0;
    for (BlockMetaData block : read.getBlocks()) {
      splits.add(new Split(firstRow, block.getRowCount(), block.getCompressedSize()));
      firstRow += block.getRowCount();
    }
  }

  ParquetMetadata footer() throws SQLException {
    ParquetMetadata held = footer.get();
    if (held == null) {
      held = Footers.read(source);
      if (!held.getFileMetaData().getSchema().equals(message)
          || held.getBlocks().size() != splits.size()) {
        throw Errors.damaged(
            source.name(), "was changed while it was read; start the statement again", null);
      }
      footer = new SoftReference<>(held);
    }
    return held;
  }

  ObjectSource source() {
    return source;
  }

  MessageType message() {
    return message;
  }

  /** The footer's own key-value pairs. */
  Map<String, String> keyValues() {
    return keyValues;
  }

  @Override
  public List<SourceColumn> columns() {
    return columns;
  }

  @Override
  public String splitName() {
    return "row group";
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

  /** All compressed pages of the columns, and of each column as much as its pages can become. */
  @Override
  public long memory(int split, int[] fileColumns) throws SQLException {
    Set<String> names = new HashSet<>();
    for (int column : fileColumns) {
      names.add(columns.get(column).name());
    }
    long most = Runtime.getRuntime().maxMemory(); // what a damaged footer claims has no end
    long bytes = 0;
    for (ColumnChunkMetaData chunk : footer().getBlocks().get(split).getColumns()) {
      if (names.contains(chunk.getPath().toArray()[0])) {
        // a page can be a whole column chunk: DuckDB writes them so
        bytes += chunk.getTotalSize();
        bytes += Math.max(0, Math.min(most, chunk.getTotalUncompressedSize()));
      }
    }
    return Math.min(most, bytes);
  }

  @Override
  public RowReader read(int split, int[] fileColumns, RowSchema target, long skipRows)
      throws SQLException {
    List<ParquetRowReader.Column> readers = new ArrayList<>();
    for (int i = 0; i < fileColumns.length; i++) {
      try {
        CellReader reader = schema.compile(fileColumns[i], target.column(i).type());
        readers.add(new ParquetRowReader.Column(columns.get(fileColumns[i]).name(), reader));
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
    if (splits.get(split).rowCount() == 0) {
      return new NoRows(); // parquet-java refuses such row groups
    }
    return new ParquetRowReader(
        source, footer(), split, projection(fileColumns), readers, splits.get(split), skipRows);
  }

  /** What a row group without rows gives. */
  private static final class NoRows implements RowReader {
    @Override
    public int read(RowBatch batch, int maxRows) {
      batch.clear();
      return 0;
    }

    @Override
    public void close() {
      // nothing was opened
    }
  }

  /** The file's type with only the columns that are read, in the file's order. */
  private MessageType projection(int[] fileColumns) {
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
  public String shape() {
    return message.toString();
  }

  @Override
  public RejectedRowWriter rejectedRows(
      OutputStream sink, String name, List<ColumnSchema> directories) throws SQLException {
    return new ParquetRejectedRows(sink, name, this, directories);
  }

  @Override
  public void close() {
    // every split opens the object for itself
  }
}
