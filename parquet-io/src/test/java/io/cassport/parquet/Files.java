package io.cassport.parquet;

import io.cassport.format.FormatOptions;
import io.cassport.format.ObjectReader;
import io.cassport.format.ObjectSource;
import io.cassport.format.OptionSpec;
import io.cassport.format.RowBatch;
import io.cassport.format.RowEncoder;
import io.cassport.format.RowReader;
import io.cassport.format.RowSchema;
import io.cassport.format.RowWriter;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/** Writes and reads Parquet through the format's own front door. */
final class Files {
  private static final ParquetFormat FORMAT = new ParquetFormat();

  private Files() {}

  /** Options by name, as a statement would give them. */
  static FormatOptions options(String... namesAndValues) {
    Map<String, Object> values = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      String name = namesAndValues[i];
      OptionSpec<?> spec =
          FORMAT.options().stream().filter(o -> o.answersTo(name)).findFirst().orElseThrow();
      values.put(spec.name(), spec.parser().apply(namesAndValues[i + 1]));
    }
    return new FormatOptions(values);
  }

  /** Rows as lists of cells; a null cell is a CQL null. */
  static byte[] write(RowSchema schema, List<List<ByteBuffer>> rows, String... options)
      throws SQLException {
    ByteArrayOutputStream sink = new ByteArrayOutputStream();
    FormatOptions parsed = options(options);
    FORMAT.checkWritable(schema, parsed);
    try (RowWriter writer = FORMAT.openWriter(sink, "test.parquet", schema, parsed)) {
      try (RowEncoder encoder = writer.newEncoder()) {
        RowBatch batch = batch(schema, rows);
        encoder.write(batch, IntStream.range(0, rows.size()).toArray(), 0, rows.size());
        encoder.flush();
      }
      writer.finish();
    }
    return sink.toByteArray();
  }

  static RowBatch batch(RowSchema schema, List<List<ByteBuffer>> rows) {
    RowBatch batch = new RowBatch(schema, Math.max(1, rows.size()));
    batch.setRowCount(rows.size());
    for (int row = 0; row < rows.size(); row++) {
      for (int column = 0; column < schema.size(); column++) {
        batch.setBytes(column, row, rows.get(row).get(column));
      }
    }
    return batch;
  }

  static ObjectReader open(byte[] file) throws SQLException {
    return FORMAT.openReader(source(file), FormatOptions.NONE, Set.of());
  }

  static ObjectSource source(byte[] file) {
    return new ObjectSource() {
      @Override
      public String name() {
        return "test.parquet";
      }

      @Override
      public long size() {
        return file.length;
      }

      @Override
      public SeekableByteChannel open() {
        return new SeekableInMemoryByteChannel(file);
      }
    };
  }

  static ObjectReader open(Path file) throws SQLException {
    try {
      return open(java.nio.file.Files.readAllBytes(file));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** All rows of all splits; a value that does not convert is told as an exception. */
  static List<List<ByteBuffer>> read(ObjectReader reader, RowSchema target) throws SQLException {
    int[] columns =
        target.columns().stream()
            .mapToInt(
                column ->
                    reader.columns().stream()
                        .map(ObjectReader.SourceColumn::name)
                        .toList()
                        .indexOf(column.name()))
            .toArray();
    List<List<ByteBuffer>> rows = new ArrayList<>();
    for (int split = 0; split < reader.splits().size(); split++) {
      try (RowReader rowReader = reader.read(split, columns, target, 0)) {
        RowBatch batch = new RowBatch(target, 100);
        while (rowReader.read(batch, 1_000) > 0) {
          if (!batch.badCells().isEmpty()) {
            RowBatch.BadCell bad = batch.badCells().get(0);
            throw new SQLException(bad.reason(), bad.sqlState());
          }
          for (int row = 0; row < batch.rowCount(); row++) {
            List<ByteBuffer> cells = new ArrayList<>();
            for (int column = 0; column < target.size(); column++) {
              ByteBuffer cell = batch.buffer(column, row);
              cells.add(cell == null ? null : copy(cell));
            }
            rows.add(cells);
          }
        }
      }
    }
    return rows;
  }

  private static ByteBuffer copy(ByteBuffer bytes) {
    return ByteBuffer.allocate(bytes.remaining()).put(bytes.duplicate()).flip();
  }
}
