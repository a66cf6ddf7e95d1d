package io.cassport.text.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.type.DataTypes;
import io.cassport.format.ColumnSchema;
import io.cassport.format.ObjectReader;
import io.cassport.format.ObjectReader.Split;
import io.cassport.format.RejectedRow;
import io.cassport.format.RejectedRowWriter;
import io.cassport.format.RowBatch;
import io.cassport.format.RowSchema;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever a file holds, it is refused or its rows are, and each of them can be kept. */
class JsonDamageTest {
  private static final String ROW =
      "{\"id\":7,\"t\":\"a\\u00e4\\\"}{é\",\"l\":[1,2.5e1,null],\"m\":{\"k\":true,\"[]\":{}}}";

  private static final RowSchema TARGET =
      new RowSchema(
          List.of(
              new ColumnSchema("id", DataTypes.INT),
              new ColumnSchema("t", DataTypes.TEXT),
              new ColumnSchema("l", DataTypes.listOf(DataTypes.DOUBLE)),
              new ColumnSchema("m", DataTypes.mapOf(DataTypes.TEXT, DataTypes.BOOLEAN))));

  private static byte[] file(int style) {
    StringBuilder text = new StringBuilder(style == 1 ? "[" : "");
    for (int i = 0; i < 8; i++) {
      text.append(style == 1 && i > 0 ? ",\n" : "");
      String row = ROW.replace("7", Integer.toString(i));
      text.append(style == 2 ? row.replace(",\"", ",\n  \"") : row);
      text.append(style == 1 ? "" : "\n");
    }
    return text.append(style == 1 ? "]" : "").toString().getBytes(StandardCharsets.UTF_8);
  }

  @Property(tries = 3_000)
  void aDamagedFileIsRefusedOrItsRowsAre(
      @ForAll long seed,
      @ForAll @IntRange(min = 0, max = 2) int style,
      @ForAll @IntRange(min = 0, max = 4) int changes,
      @ForAll boolean cut)
      throws SQLException {
    Random random = new Random(seed);
    byte[] file = file(style);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(file.length);
      file[at] =
          random.nextBoolean()
              ? (byte) random.nextInt(256)
              : (byte) "{}[]\",:\\\n 0e-".charAt(random.nextInt(13));
    }
    if (cut) {
      file = Arrays.copyOf(file, random.nextInt(file.length));
    }
    try {
      readAll(JsonFiles.openInSplits(file, TARGET, 1 + random.nextInt(400)));
    } catch (SQLException e) {
      assertThat(e.getSQLState()).isEqualTo("22018");
      assertThat(e.getMessage()).contains("test.json").contains("line ").contains("byte ");
    }
  }

  private static void readAll(ObjectReader reader) throws SQLException {
    List<ColumnSchema> there =
        TARGET.columns().stream()
            .filter(c -> reader.columns().stream().anyMatch(s -> s.name().equals(c.name())))
            .toList();
    if (there.isEmpty()) {
      return; // no key is a column's, and nothing is read
    }
    long rows = 0;
    for (RowBatch batch : JsonFiles.batches(reader, new RowSchema(there))) {
      rows += batch.rowCount();
    }
    assertThat(rows).isEqualTo(reader.splits().stream().mapToLong(Split::rowCount).sum());
    ByteArrayOutputStream sink = new ByteArrayOutputStream();
    try (RejectedRowWriter writer = reader.rejectedRows(sink, "errors.json", List.of())) {
      for (int split = 0; split < reader.splits().size(); split++) {
        List<RejectedRow> rejected = new ArrayList<>();
        Split all = reader.splits().get(split);
        for (long row = 1; row <= all.rowCount(); row++) {
          rejected.add(new RejectedRow("f", all.firstRow() + row, null, "why"));
        }
        writer.write(reader, List.of(), split, rejected);
      }
      writer.finish();
    }
    ObjectReader kept = JsonFiles.open(sink.toByteArray(), TARGET);
    assertThat(kept.splits().stream().mapToLong(Split::rowCount).sum()).isEqualTo(rows);
    assertThat(new String(sink.toByteArray(), StandardCharsets.UTF_8).lines())
        .allMatch(line -> line.startsWith("{\"_error_file\":\"f\",") && line.endsWith("}"));
  }
}
