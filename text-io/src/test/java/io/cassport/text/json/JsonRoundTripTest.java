package io.cassport.text.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import io.cassport.format.ColumnSchema;
import io.cassport.format.ObjectReader;
import io.cassport.format.RowSchema;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Any table of any types comes back byte for byte, whatever the options and splits. */
class JsonRoundTripTest {
  @Property(tries = 200)
  void randomTablesComeBackByteForByte(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 6) int columns,
      @ForAll @IntRange(min = 0, max = 60) int rowCount,
      @ForAll boolean array,
      @ForAll boolean strip,
      @ForAll boolean base64,
      @ForAll @IntRange(min = 0, max = 2) int codec)
      throws SQLException, IOException {
    Random random = new Random(seed);
    List<ColumnSchema> schema = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      schema.add(new ColumnSchema("Col\"umn\n" + i, RandomCells.type(random, 3)));
    }
    RowSchema rowSchema = new RowSchema(schema);
    List<List<ByteBuffer>> rows = rows(random, schema, rowCount);
    String binary = base64 ? "BASE64" : "HEX";
    byte[] file =
        JsonFiles.write(
            rowSchema,
            rows,
            "JSON_STYLE",
            array ? "ARRAY" : "LINES",
            "STRIP_NULL_VALUES",
            strip ? "TRUE" : "FALSE",
            "BINARY",
            binary,
            "COMPRESSION",
            List.of("NONE", "GZIP", "ZSTD").get(codec));
    ObjectReader reader = JsonFiles.open(file, rowSchema, "BINARY", binary);
    assertThat(read(reader, rowSchema)).isEqualTo(rows);
    if (codec == 0 && !base64) {
      ObjectReader inSplits =
          JsonFiles.openInSplits(file, rowSchema, 1 + random.nextInt(file.length + 1));
      assertThat(read(inSplits, rowSchema)).isEqualTo(rows);
    }
    if (codec == 1 && array) {
      requireOneDocument(file);
    }
  }

  /** Columns that no row has, because all of them are null and left out, cannot be asked for. */
  private static List<List<ByteBuffer>> read(ObjectReader reader, RowSchema schema)
      throws SQLException {
    List<String> names = reader.columns().stream().map(ObjectReader.SourceColumn::name).toList();
    List<ColumnSchema> there =
        schema.columns().stream().filter(column -> names.contains(column.name())).toList();
    List<List<ByteBuffer>> rows = new ArrayList<>();
    if (there.isEmpty()) {
      for (ObjectReader.Split split : reader.splits()) {
        for (long i = 0; i < split.rowCount(); i++) {
          rows.add(new ArrayList<>(java.util.Collections.nCopies(schema.size(), null)));
        }
      }
      return rows;
    }
    for (List<ByteBuffer> cells : JsonFiles.read(reader, new RowSchema(there))) {
      List<ByteBuffer> row = new ArrayList<>();
      for (ColumnSchema column : schema.columns()) {
        int at = there.indexOf(column);
        row.add(at < 0 ? null : cells.get(at));
      }
      rows.add(row);
    }
    return rows;
  }

  private static List<List<ByteBuffer>> rows(
      Random random, List<ColumnSchema> schema, int rowCount) {
    List<List<ByteBuffer>> rows = new ArrayList<>();
    for (int r = 0; r < rowCount; r++) {
      List<ByteBuffer> row = new ArrayList<>();
      for (ColumnSchema column : schema) {
        row.add(random.nextInt(6) == 0 ? null : RandomCells.bytes(random, column.type()));
      }
      rows.add(row);
    }
    return rows;
  }

  private static void requireOneDocument(byte[] file) throws IOException {
    try (JsonParser in =
        JsonParsers.FACTORY.createParser(
            new GZIPInputStream(new ByteArrayInputStream(file)).readAllBytes())) {
      in.nextToken();
      in.skipChildren();
      assertThat(in.nextToken()).isNull();
    }
  }
}
