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
import org.junit.jupiter.api.AfterAll;
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
          List.of("a.json", ""),
          List.of("a.json", " WITH JSON_STYLE='ARRAY' AND STRIP_NULL_VALUES=TRUE"),
          List.of("a.json.zst", " WITH BINARY='BASE64'"),
          List.of("parts/", " WITH FORMAT='JSON' AND COMPRESSION='GZIP' AND JSON_STYLE='ARRAY'"));

  private static Connection source;
  private static Connection target;

  @BeforeAll
  static void makeTables() throws SQLException {
    source = Exports.connection();
    target = Cassandra.connectToNew("every_format");
    for (CqlType.UdtOf type : ReaderTables.types()) {
      Cassandra.run(target, type.createStatement());
    }
    for (Table table : ReaderTables.ALL) {
      Cassandra.run(target, table.createStatement());
    }
  }

  @AfterAll
  static void close() throws SQLException {
    target.close();
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
    Cassandra.run(target, "TRUNCATE " + table);
    long rows = Cassandra.update(source, "COPY " + table + " TO '" + file + "'" + options);
    assertThat(rows).isPositive();
    String read = options.contains("BASE64") ? " WITH BINARY='BASE64'" : "";
    assertThat(Cassandra.update(target, "COPY " + table + " FROM '" + file + "'" + read))
        .isEqualTo(rows);
    assertThat(Cassandra.rows(target, "SELECT * FROM " + table))
        .isEqualTo(Cassandra.rows(source, "SELECT * FROM " + table));
    assertThat(bytes(target, table, folder.resolve("target.parquet")))
        .isEqualTo(bytes(source, table, folder.resolve("source.parquet")));
  }

  /** What stands for all bytes of a table: Parquet keeps each as it is. */
  private static String bytes(Connection connection, String table, Path file) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery("COPY " + table + " TO '" + file + "' WITH CONCURRENCY=1")) {
      assertThat(result.next()).isTrue();
      return result.getString("sha256");
    }
  }
}
