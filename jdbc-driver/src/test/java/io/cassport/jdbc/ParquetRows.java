package io.cassport.jdbc;

import com.datastax.oss.driver.api.core.ProtocolVersion;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.datastax.oss.driver.api.core.type.codec.registry.CodecRegistry;
import io.cassport.format.ColumnSchema;
import io.cassport.format.FormatOptions;
import io.cassport.format.ObjectReader;
import io.cassport.format.ObjectSource;
import io.cassport.format.RowBatch;
import io.cassport.format.RowReader;
import io.cassport.format.RowSchema;
import io.cassport.parquet.ParquetFormat;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What is in files that COPY or CAPTURE has written. */
public final class ParquetRows {
  private static final int ROWS_AT_ONCE = 1_000;

  private ParquetRows() {}

  private record Source(Path path) implements ObjectSource {
    @Override
    public String name() {
      return path.toString();
    }

    @Override
    public long size() {
      try {
        return Files.size(path);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public SeekableByteChannel open() throws IOException {
      return Files.newByteChannel(path);
    }
  }

  /** The files of a target by name, hidden ones too; none when it is not there. */
  static List<Path> files(Path target) throws IOException {
    if (!Files.exists(target)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(target)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** Opens a file. */
  public static ObjectReader open(Path file) throws SQLException {
    return new ParquetFormat().openReader(new Source(file), new FormatOptions(Map.of()), Set.of());
  }

  static List<String> columns(Path file) throws SQLException {
    try (ObjectReader reader = open(file)) {
      return reader.columns().stream().map(ObjectReader.SourceColumn::name).toList();
    }
  }

  static int rowGroups(Path file) throws SQLException {
    try (ObjectReader reader = open(file)) {
      return reader.splits().size();
    }
  }

  /** All rows of a file, or of a dataset's files by name, in their order. */
  static List<List<Object>> of(Path target) throws SQLException, IOException {
    List<List<Object>> rows = new ArrayList<>();
    for (Path file : files(target)) {
      try (ObjectReader reader = open(file)) {
        List<ColumnSchema> columns =
            reader.columns().stream()
                .map(c -> new ColumnSchema(c.name(), c.cqlType().orElse(DataTypes.BLOB)))
                .toList();
        int[] all = IntStream.range(0, columns.size()).toArray();
        for (int split = 0; split < reader.splits().size(); split++) {
          RowSchema schema = new RowSchema(columns);
          try (RowReader part = reader.read(split, all, schema, 0)) {
            add(rows, part, new RowBatch(schema, ROWS_AT_ONCE));
          }
        }
      }
    }
    return rows;
  }

  private static void add(List<List<Object>> rows, RowReader reader, RowBatch batch)
      throws SQLException {
    while (reader.read(batch, ROWS_AT_ONCE) > 0) {
      for (int row = 0; row < batch.rowCount(); row++) {
        List<Object> cells = new ArrayList<>();
        for (int column = 0; column < batch.schema().size(); column++) {
          cells.add(
              CodecRegistry.DEFAULT
                  .codecFor(batch.schema().column(column).type())
                  .decode(batch.buffer(column, row), ProtocolVersion.DEFAULT));
        }
        rows.add(cells);
      }
    }
  }

  /** The values of the first column, in their order. */
  static List<Object> first(Path target) throws SQLException, IOException {
    return of(target).stream().map(row -> row.get(0)).toList();
  }
}
