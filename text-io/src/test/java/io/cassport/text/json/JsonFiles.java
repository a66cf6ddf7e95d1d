package io.cassport.text.json;

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
import io.cassport.text.TextSource;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/** Writes and reads JSON through the format's own front door. */
final class JsonFiles {
  static final JsonFormat FORMAT = new JsonFormat();

  private JsonFiles() {}

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
    try (RowWriter writer = FORMAT.openWriter(sink, "test.json", schema, parsed)) {
      try (RowEncoder encoder = writer.newEncoder()) {
        encoder.write(
            batch(schema, rows), IntStream.range(0, rows.size()).toArray(), 0, rows.size());
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

  /** The names of a schema's columns. */
  static Set<String> names(RowSchema schema) {
    return schema.columns().stream()
        .map(ColumnSchema::name)
        .collect(Collectors.toCollection(HashSet::new));
  }

  static ObjectReader open(String text, String... targets) throws SQLException {
    return FORMAT.openReader(
        source(text.getBytes(StandardCharsets.UTF_8)), FormatOptions.NONE, Set.of(targets));
  }

  static ObjectReader open(byte[] file, RowSchema target, String... options) throws SQLException {
    return FORMAT.openReader(source(file), options(options), names(target));
  }

  /** With splits that end after so many bytes. */
  static ObjectReader openInSplits(byte[] file, RowSchema target, long splitBytes)
      throws SQLException {
    return JsonObjectReader.open(
        TextSource.of(source(file), null),
        JsonOptions.types(FormatOptions.NONE),
        names(target),
        splitBytes);
  }

  static ObjectSource source(byte[] file) {
    return new ObjectSource() {
      @Override
      public String name() {
        return "test.json";
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

  static int[] columns(ObjectReader reader, RowSchema target) {
    List<String> names = reader.columns().stream().map(ObjectReader.SourceColumn::name).toList();
    return target.columns().stream().mapToInt(column -> names.indexOf(column.name())).toArray();
  }

  /** All batches of all splits, one after the other. */
  static List<RowBatch> batches(ObjectReader reader, RowSchema target) throws SQLException {
    List<RowBatch> batches = new ArrayList<>();
    for (int split = 0; split < reader.splits().size(); split++) {
      try (RowReader rows = reader.read(split, columns(reader, target), target, 0)) {
        RowBatch batch = new RowBatch(target, 100);
        while (rows.read(batch, 1_000) > 0) {
          batches.add(batch);
          batch = new RowBatch(target, 100);
        }
      }
    }
    return batches;
  }

  /** All rows of all splits; a value that does not convert is told as an exception. */
  static List<List<ByteBuffer>> read(ObjectReader reader, RowSchema target) throws SQLException {
    List<List<ByteBuffer>> rows = new ArrayList<>();
    for (RowBatch batch : batches(reader, target)) {
      if (!batch.badCells().isEmpty()) {
        RowBatch.BadCell bad = batch.badCells().get(0);
        throw new SQLException(bad.reason(), bad.sqlState());
      }
      for (int row = 0; row < batch.rowCount(); row++) {
        List<ByteBuffer> cells = new ArrayList<>();
        for (int column = 0; column < target.size(); column++) {
          cells.add(batch.buffer(column, row));
        }
        rows.add(cells);
      }
    }
    return rows;
  }
}
