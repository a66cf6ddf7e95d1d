package io.cassport.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.type.DataType;
import io.cassport.format.ColumnSchema;
import io.cassport.format.ObjectReader;
import io.cassport.format.RowSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables of docs/parquet.md say what the code does, row by row. */
class DocumentedTypesTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "parquet.md");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final Pattern OPTION = Pattern.compile("(\\w+)='([^']+)'");

  private static final List<String> SCALARS =
      List.of(
          "ascii",
          "text",
          "blob",
          "boolean",
          "tinyint",
          "smallint",
          "int",
          "bigint",
          "counter",
          "varint",
          "float",
          "double",
          "decimal",
          "date",
          "time",
          "timestamp",
          "uuid",
          "timeuuid",
          "inet",
          "duration");

  /** The cells of the rows of the table below a heading, the table's own heading aside. */
  private static Stream<List<String>> table(String heading) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    boolean inside = false;
    for (String line : java.nio.file.Files.readAllLines(DOCUMENT)) {
      if (line.startsWith("## ")) {
        inside = line.equals("## " + heading);
      } else if (inside && line.startsWith("| `")) {
        rows.add(Stream.of(line.split("\\|", -1)).skip(1).map(String::strip).toList());
      }
    }
    return rows.stream();
  }

  private static List<String> code(String cell) {
    return CODE.matcher(cell)
        .results()
        .map(MatchResult::group)
        .map(DocumentedTypesTest::bare)
        .toList();
  }

  private static String bare(String code) {
    return code.substring(1, code.length() - 1);
  }

  static Stream<Arguments> loaded() throws IOException {
    return table("What COPY FROM loads into what")
        .flatMap(
            row ->
                code(row.get(0)).stream().map(type -> Arguments.of(type, row.get(1), row.get(2))));
  }

  @ParameterizedTest
  @MethodSource("loaded")
  void aParquetTypeLoadsIntoTheseTypesAndNoOthers(String type, String into, String created)
      throws Exception {
    int annotation = type.indexOf(" (");
    String field =
        annotation < 0
            ? type + " c"
            : type.substring(0, annotation) + " c" + type.substring(annotation);
    byte[] file = RawFiles.write(RawFiles.message("optional " + field), 0, (column, writer) -> {});
    try (ObjectReader reader = Files.open(file)) {
      List<String> convertible =
          SCALARS.stream()
              .filter(cql -> reader.whyNotConvertible(0, ConversionTest.type(cql)).isEmpty())
              .toList();
      assertThat(into)
          .isEqualTo(convertible.equals(SCALARS) ? "every type" : String.join(", ", convertible));
      assertThat(reader.columns().get(0).cqlType().map(cql -> cql.asCql(false, true)))
          .hasValue(created);
    }
  }

  static Stream<Arguments> stored() throws IOException {
    return table("What COPY TO writes")
        .flatMap(
            row ->
                code(row.get(0)).stream()
                    .map(type -> Arguments.of(type, row.get(1), code(row.get(2)).get(0))));
  }

  @ParameterizedTest
  @MethodSource("stored")
  void aCqlTypeIsStoredAsTheTableSays(String cql, String options, String stored) throws Exception {
    DataType type = ConversionTest.type(cql);
    String[] namesAndValues =
        OPTION
            .matcher(options)
            .results()
            .flatMap(option -> Stream.of(option.group(1), option.group(2)))
            .toArray(String[]::new);
    RowSchema schema = new RowSchema(List.of(new ColumnSchema("c", type)));
    try (ObjectReader reader = Files.open(Files.write(schema, List.of(), namesAndValues))) {
      assertThat(reader.columns().get(0).nativeType().replace(" c", "")).isEqualTo(stored);
      assertThat(reader.whyNotConvertible(0, type)).isEmpty();
    }
  }
}
