package io.cassport.compliance;

import static org.assertj.core.api.Assertions.assertThat;

import io.cassport.compliance.ReaderTables.Table;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every type, exported and imported, byte for byte, through every format. */
class EveryFormatIT {
  /** A name that says the format, and the options beside it. */
  private static final List<List<String>> FORMATS =
      List.of(
          List.of("a.parquet", ""),
          List.of("a.csv", ""),
          List.of("a.csv.gz", " WITH HEADER=TRUE AND ESCAPE='\"' AND DELIMITER=';'"),
          List.of("a.json", ""),
          List.of("a.json", " WITH JSON_STYLE='ARRAY' AND STRIP_NULL_VALUES=TRUE"),
          List.of("a.json.zst", " WITH BINARY='BASE64'"),
          List.of("parts/", " WITH FORMAT='JSON' AND COMPRESSION='GZIP' AND JSON_STYLE='ARRAY'"));

  private static final String AGAIN = "_again";

  private static Connection connection;

  @BeforeAll
  static void makeTables() throws SQLException {
    connection = Exports.connection();
    for (Table table : ReaderTables.ALL) {
      String create = table.createStatement();
      Cassandra.run(connection, create.replace(table.name() + " (id", table.name() + "_again (id"));
    }
  }

  static Stream<Arguments> tablesInEveryFormat() {
    return FORMATS.stream()
        .flatMap(
            format ->
                ReaderTables.ALL.stream()
                    .map(table -> Arguments.of(table.name(), format.get(0), format.get(1))));
  }

  @ParameterizedTest(name = "{0} as {1}{2}")
  @MethodSource("tablesInEveryFormat")
  void everyTypeComesBackByteForByte(String table, String name, String options)
      throws SQLException {
    Path folder = Exports.newPath("every-" + System.nanoTime());
    folder.toFile().mkdirs();
    String file = folder + "/" + name;
    String again = table + AGAIN;
    Cassandra.run(connection, "TRUNCATE " + again);
    long rows = Cassandra.update(connection, "COPY " + table + " TO '" + file + "'" + options);
    assertThat(rows).isPositive();
    String read = sameInBothDirections(options);
    assertThat(Cassandra.update(connection, "COPY " + again + " FROM '" + file + "'" + read))
        .isEqualTo(rows);
    assertThat(Cassandra.rows(connection, "SELECT * FROM " + again))
        .isEqualTo(Cassandra.rows(connection, "SELECT * FROM " + table));
    assertThat(bytes(again, folder.resolve("again.parquet")))
        .isEqualTo(bytes(table, folder.resolve("first.parquet")));
  }

  private static String sameInBothDirections(String options) {
    return options.contains("JSON_STYLE") ? "" : options; // what the file itself shows
  }

  /** What stands for all bytes of a table: Parquet keeps each as it is. */
  private static String bytes(String table, Path file) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery("COPY " + table + " TO '" + file + "' WITH CONCURRENCY=1")) {
      assertThat(result.next()).isTrue();
      return result.getString("sha256");
    }
  }
}
