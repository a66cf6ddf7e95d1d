package io.cassport.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.detach.AttachmentPoint;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.protocol.internal.util.Bytes;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cassport.format.ColumnSchema;
import io.cassport.format.ObjectReader;
import io.cassport.format.RejectedRow;
import io.cassport.format.RejectedRowWriter;
import io.cassport.format.RowBatch;
import io.cassport.format.RowReader;
import io.cassport.format.RowSchema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files of other writers (Arrow C++, fastparquet, Polars, Spark), cell by cell as the script beside
 * them says.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForeignFilesTest {
  private final JsonNode expected = expected();

  private static JsonNode expected() {
    try {
      return new ObjectMapper().readTree(bytes("foreign.json"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static byte[] bytes(String name) throws IOException {
    try (InputStream file = ForeignFilesTest.class.getResourceAsStream("/foreign/" + name)) {
      return file.readAllBytes();
    }
  }

  Stream<Arguments> files() {
    return expected.get("files").properties().stream()
        .map(file -> Arguments.of(file.getKey(), file.getValue().asText()));
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyCellIsWhatItsWriterWroteOrRefused(String file, String table) throws Exception {
    try (ObjectReader reader = Files.open(bytes(file))) {
      JsonNode content = expected.get("tables").get(table);
      for (Map.Entry<String, JsonNode> column : content.get("columns").properties()) {
        DataType type = ConversionTest.type(column.getValue().get("type").asText());
        type.attach(AttachmentPoint.NONE); // to format and parse tuples
        int index =
            reader.columns().stream()
                .map(ObjectReader.SourceColumn::name)
                .toList()
                .indexOf(column.getKey());
        JsonNode values = column.getValue().get("values");
        if (values.isTextual()) {
          assertThat(reader.whyNotConvertible(index, type)).as(column.getKey()).isPresent();
          continue;
        }
        List<String> literals = new ArrayList<>();
        values.forEach(value -> literals.add(bytesOf(value, type)));
        assertThat(literals).hasSize(content.get("rows").asInt());
        assertThat(read(reader, index, type)).as(column.getKey()).isEqualTo(literals);
        if (reader.splits().size() == 1 && literals.size() > 2) {
          int skipped = literals.size() / 2;
          assertThat(read(reader, index, type, skipped))
              .as(column.getKey() + ", its second half")
              .isEqualTo(literals.subList(skipped, literals.size()));
        }
      }
    }
  }

  private static String bytesOf(JsonNode value, DataType type) {
    if (value.isNull() || value.asText().startsWith("bad ")) {
      return value.isNull() ? null : value.asText();
    }
    return Bytes.toHexString(RoundTripTest.encode(type, value.asText()));
  }

  /** The column's cells: their bytes, null, or what state they are refused with. */
  static List<String> read(ObjectReader reader, int column, DataType type) throws SQLException {
    return read(reader, column, type, 0);
  }

  private static List<String> read(ObjectReader reader, int column, DataType type, int skipped)
      throws SQLException {
    assertThat(reader.whyNotConvertible(column, type)).isEmpty();
    RowSchema schema = new RowSchema(List.of(new ColumnSchema("c", type)));
    List<String> cells = new ArrayList<>();
    for (int split = 0; split < reader.splits().size(); split++) {
      try (RowReader rows = reader.read(split, new int[] {column}, schema, skipped)) {
        RowBatch batch = new RowBatch(schema, 100);
        while (rows.read(batch, 7) > 0) {
          int from = cells.size();
          for (int row = 0; row < batch.rowCount(); row++) {
            ByteBuffer cell = batch.buffer(0, row);
            cells.add(cell == null ? null : Bytes.toHexString(cell));
          }
          for (RowBatch.BadCell bad : batch.badCells()) {
            assertThat(bad.reason()).isNotBlank();
            cells.set(from + bad.row(), "bad " + bad.sqlState());
          }
        }
      }
    }
    return cells;
  }

  @ParameterizedTest
  @MethodSource("files")
  void rejectedRowsAreCopiedAsTheyAre(String file, String table) throws Exception {
    ByteArrayOutputStream copy = new ByteArrayOutputStream();
    try (ObjectReader reader = Files.open(bytes(file));
        RejectedRowWriter writer = reader.rejectedRows(copy, "copy", List.of())) {
      for (int split = 0; split < reader.splits().size(); split++) {
        ObjectReader.Split rows = reader.splits().get(split);
        if (rows.rowCount() > 0) {
          List<RejectedRow> rejected =
              LongStream.rangeClosed(1, rows.rowCount())
                  .mapToObj(row -> new RejectedRow(file, rows.firstRow() + row, null, "tried"))
                  .toList();
          writer.write(reader, List.of(), split, rejected);
        }
      }
      writer.finish();
      try (ObjectReader copied = Files.open(copy.toByteArray())) {
        for (int column = 0; column < reader.columns().size(); column++) {
          Optional<DataType> type = reader.columns().get(column).cqlType();
          if (type.isPresent() && reader.whyNotConvertible(column, type.get()).isEmpty()) {
            assertThat(read(copied, column, type.get()))
                .as(table + " " + reader.columns().get(column).name())
                .isEqualTo(read(reader, column, type.get()));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void flippedBytesAreAnSqlExceptionOrHarmless(String file, String table) throws Exception {
    DamageTest.flip(bytes(file), new Random(table.hashCode()), 40);
  }

  @ParameterizedTest
  @CsvSource({
    "arrow-encrypted-footer.parquet, is an encrypted Parquet file",
    "arrow-encrypted-columns.parquet, is an encrypted Parquet file",
    "arrow-duplicate-names.parquet, has more than one column twice",
    "arrow-summary.parquet, is a summary of other Parquet files"
  })
  void whatCannotBeLoadedSaysWhy(String file, String why) throws Exception {
    byte[] content = bytes(file);
    assertThatThrownBy(() -> Files.open(content))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining(why)
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo("22018");
  }
}
