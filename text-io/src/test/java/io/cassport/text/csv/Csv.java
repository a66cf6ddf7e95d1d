package io.cassport.text.csv;

import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import io.cassport.format.ColumnSchema;
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
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/** Writes and reads CSV through the format's own front door. */
final class Csv {
  static final CsvFormat FORMAT = new CsvFormat();

  private Csv() {}

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

  /** Columns by name, each of a type. */
  static RowSchema schema(Object... namesAndTypes) {
    List<ColumnSchema> columns = new ArrayList<>();
    for (int i = 0; i < namesAndTypes.length; i += 2) {
      columns.add(new ColumnSchema((String) namesAndTypes[i], (DataType) namesAndTypes[i + 1]));
    }
    return new RowSchema(columns);
  }

  /** Columns of text. */
  static RowSchema texts(String... names) {
    return new RowSchema(
        Arrays.stream(names).map(name -> new ColumnSchema(name, DataTypes.TEXT)).toList());
  }

  /** Rows as lists of cells; a null cell is a CQL null. */
  static byte[] write(RowSchema schema, List<List<ByteBuffer>> rows, FormatOptions options)
      throws SQLException {
    ByteArrayOutputStream sink = new ByteArrayOutputStream();
    FORMAT.checkWritable(schema, options);
    try (RowWriter writer = FORMAT.openWriter(sink, "test.csv", schema, options)) {
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

  static ObjectSource source(String name, byte[] file) {
    return new ObjectSource() {
      @Override
      public String name() {
        return name;
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

  static ObjectReader open(byte[] file, Set<String> targets, String... options)
      throws SQLException {
    return FORMAT.openReader(source("test.csv", file), options(options), targets);
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The cells of all rows in the columns' order, as text; what is bad begins with BAD. */
  static List<List<String>> texts(byte[] file, RowSchema target, String... options)
      throws SQLException {
    Set<String> names = Set.copyOf(target.columns().stream().map(ColumnSchema::name).toList());
    List<List<String>> rows = new ArrayList<>();
    for (List<ByteBuffer> row : read(open(file, names, options), target, true)) {
      List<String> cells = new ArrayList<>();
      for (ByteBuffer cell : row) {
        cells.add(cell == null ? null : StandardCharsets.UTF_8.decode(cell.duplicate()).toString());
      }
      rows.add(cells);
    }
    return rows;
  }

  /** All rows of all splits. */
  static List<List<ByteBuffer>> read(ObjectReader reader, RowSchema target, boolean badAsText)
      throws SQLException {
    int[] columns = IntStream.range(0, target.size()).toArray();
    List<List<ByteBuffer>> rows = new ArrayList<>();
    for (int split = 0; split < reader.splits().size(); split++) {
      try (RowReader rowReader = reader.read(split, columns, target, 0)) {
        RowBatch batch = new RowBatch(target, 100);
        while (rowReader.read(batch, 1_000) > 0) {
          if (!badAsText && !batch.badCells().isEmpty()) {
            RowBatch.BadCell bad = batch.badCells().get(0);
            throw new SQLException(bad.reason(), bad.sqlState());
          }
          for (int row = 0; row < batch.rowCount(); row++) {
            rows.add(cells(batch, row));
          }
        }
      }
    }
    return rows;
  }

  private static List<ByteBuffer> cells(RowBatch batch, int row) {
    List<ByteBuffer> cells = new ArrayList<>();
    for (int column = 0; column < batch.schema().size(); column++) {
      ByteBuffer cell = batch.buffer(column, row);
      cells.add(
          cell == null ? null : ByteBuffer.allocate(cell.remaining()).put(cell.duplicate()).flip());
    }
    for (RowBatch.BadCell bad : batch.badCells()) {
      if (bad.row() == row) {
        int column = Math.max(0, bad.column());
        cells.set(column, ByteBuffer.wrap(utf8("BAD " + bad.sqlState() + " " + bad.reason())));
      }
    }
    return cells;
  }
}
