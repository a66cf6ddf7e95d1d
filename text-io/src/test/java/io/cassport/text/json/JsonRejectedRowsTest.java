package io.cassport.text.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.type.DataTypes;
import io.cassport.format.ColumnSchema;
import io.cassport.format.FormatOptions;
import io.cassport.format.ObjectReader;
import io.cassport.format.RejectedRow;
import io.cassport.format.RejectedRowWriter;
import io.cassport.format.RowBatch;
import io.cassport.format.RowSchema;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that could not be loaded, kept as they are. */
class JsonRejectedRowsTest {
  private static final RowSchema TARGET =
      new RowSchema(
          List.of(new ColumnSchema("id", DataTypes.INT), new ColumnSchema("n", DataTypes.INT)));

  private static String keep(
      ObjectReader reader, List<ColumnSchema> directories, List<ByteBuffer> values, long... rows)
      throws SQLException {
    ByteArrayOutputStream sink = new ByteArrayOutputStream();
    try (RejectedRowWriter writer = reader.rejectedRows(sink, "errors.json", directories)) {
      List<RejectedRow> rejected = new ArrayList<>();
      for (long row : rows) {
        rejected.add(new RejectedRow("x/\"a\".json", row, row == 1 ? null : "n", "it is 'bad'"));
      }
      writer.write(reader, values, 0, rejected);
      writer.finish();
    }
    return sink.toString(StandardCharsets.UTF_8);
  }

  private static String place(long row) {
    return "{\"_error_file\":\"x/\\\"a\\\".json\",\"_error_row\":"
        + row
        + ",\"_error_column\":"
        + (row == 1 ? "null" : "\"n\"")
        + ",\"_error_cause\":\"it is 'bad'\"";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}\n{ \"n\" : 1.10e1 , \"o\": {\"x\":[1, \"\\u00e4\"]} }\n{\"id\":3}\n",
        "[{},\n{ \"n\" : 1.10e1 , \"o\": {\"x\":[1, \"\\u00e4\"]} },{\"id\":3}]",
        "{\n}\n{\n\"n\"\n: 1.10e1,\"o\": {\"x\":[1, \"\\u00e4\"]}}{\"id\":3}"
      })
  void membersAreKeptAsTheyStandInTheFile(String text) throws SQLException {
    String kept = keep(JsonFiles.open(text, "id", "n", "o"), List.of(), List.of(), 1, 2);
    assertThat(kept)
        .isEqualTo(
            place(1) + "}\n" + place(2) + ",\"n\" : 1.10e1,\"o\": {\"x\":[1, \"\\u00e4\"]}}\n");
  }

  @Test
  void columnsOfDirectoriesAreMembersToo() throws SQLException {
    List<ColumnSchema> directories =
        List.of(new ColumnSchema("year", DataTypes.INT), new ColumnSchema("name", DataTypes.TEXT));
    List<ByteBuffer> values = new ArrayList<>();
    values.add(ByteBuffer.allocate(4).putInt(2024).flip());
    values.add(null);
    assertThat(keep(JsonFiles.open("{}\n{\"n\":5}\n", "n"), directories, values, 2))
        .isEqualTo(place(2) + ",\"year\":2024,\"name\":null,\"n\":5}\n");
  }

  @Test
  void whatIsNoObjectIsKeptAsTextThatIsReadAsTheRow() throws SQLException {
    String kept =
        keep(JsonFiles.open("{\"id\":1}\n{\"id\":\"2\n[1]\n", "id"), List.of(), List.of(), 2, 3);
    assertThat(kept)
        .isEqualTo(
            place(2)
                + ",\"_error_text\":\"{\\\"id\\\":\\\"2\"}\n"
                + place(3)
                + ",\"_error_text\":\"[1]\"}\n");
    String mended = kept.replace("\\\"2\"", "2, \\\"n\\\": 7}\"").replace("[1]", "{\\\"id\\\":1}");
    ObjectReader again = JsonFiles.open(mended, "id", "n");
    assertThat(again.columns()).extracting("name").contains("id", "n").contains("_error_row");
    assertThat(JsonFiles.read(again, TARGET))
        .containsExactly(
            List.of(
                ByteBuffer.allocate(4).putInt(2).flip(), ByteBuffer.allocate(4).putInt(7).flip()),
            java.util.Arrays.asList(ByteBuffer.allocate(4).putInt(1).flip(), null));
    RowBatch stillBad =
        JsonFiles.batches(JsonFiles.open(kept, "id", "_error_row"), idOnly()).get(0);
    assertThat(stillBad.badCells()).hasSize(2);
    assertThat(stillBad.badCells().get(1).reason()).contains("a row is an object");
  }

  private static RowSchema idOnly() {
    return new RowSchema(List.of(new ColumnSchema("_error_row", DataTypes.BIGINT)));
  }

  @Test
  void anEarlierRejectionIsReplaced() throws SQLException {
    String first = keep(JsonFiles.open("{\"n\":\"x\"}\nno\n", "n"), List.of(), List.of(), 1, 2);
    String second = keep(JsonFiles.open(first, "n"), List.of(), List.of(), 2);
    assertThat(second).isEqualTo(place(2) + ",\"_error_text\":\"no\"}\n");
    assertThat(keep(JsonFiles.open(first, "n"), List.of(), List.of(), 1))
        .isEqualTo(place(1) + ",\"n\":\"x\"}\n");
  }

  @Test
  void aCompressedNameIsCompressed() throws SQLException {
    ObjectReader reader = JsonFiles.open("{\"n\":5}\n", "n");
    ByteArrayOutputStream sink = new ByteArrayOutputStream();
    try (RejectedRowWriter writer = reader.rejectedRows(sink, "errors.json.gz", List.of())) {
      writer.write(reader, List.of(), 0, List.of(new RejectedRow("f", 1, null, "c")));
      writer.finish();
    }
    ObjectReader again =
        JsonFiles.FORMAT.openReader(
            JsonFiles.source(sink.toByteArray()), FormatOptions.NONE, Set.of("n"));
    assertThat(sink.toByteArray()).startsWith(0x1f, 0x8b);
    assertThat(again.splits()).hasSize(1);
  }
}
