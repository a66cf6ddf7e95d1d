package io.cassport.compliance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that cannot be loaded: tolerated up to MAXERRORS, kept in ERRFILE, loaded from it later. */
class BadRowsIT {
  private static Connection connection;
  private static Connection duck;

  @TempDir Path folder;

  /** What COPY FROM answered. */
  private record Loaded(List<List<String>> rows, List<String> warnings) {}

  @BeforeAll
  static void makeTables() throws SQLException {
    connection = Cassandra.connectToNew("bad_rows");
    duck = DriverManager.getConnection("jdbc:duckdb:");
    Cassandra.run(
        connection,
        "CREATE TABLE t (id int PRIMARY KEY, n int)",
        "CREATE TABLE parts (year int, name text, v tinyint, PRIMARY KEY (year, name))",
        "CREATE TABLE named (name text PRIMARY KEY, n int)",
        "CREATE TABLE clustered (k int, c text, s text static, v int, PRIMARY KEY (k, c))",
        "CREATE TABLE counted (id int PRIMARY KEY, n counter)");
  }

  @AfterAll
  static void close() throws SQLException {
    connection.close();
    duck.close();
  }

  @BeforeEach
  void empty() throws SQLException {
    Cassandra.run(
        connection, "TRUNCATE t", "TRUNCATE parts", "TRUNCATE named", "TRUNCATE clustered");
  }

  private Path write(String file, String select) throws Exception {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Cassandra.run(duck, "COPY (" + select + ") TO '" + path + "' (FORMAT parquet)");
    return path;
  }

  private Loaded copy(String table, Path source, String options) throws SQLException {
    List<List<String>> rows = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery("COPY " + table + " FROM '" + source + "'" + options)) {
      while (result.next()) {
        rows.add(
            List.of(
                result.getString("status"),
                result.getString("rows_read"),
                result.getString("rows_loaded"),
                result.getString("rows_rejected"),
                String.valueOf(result.getString("first_error"))));
      }
      for (SQLWarning w = statement.getWarnings(); w != null; w = w.getNextWarning()) {
        warnings.add(w.getMessage());
      }
    }
    return new Loaded(rows, warnings);
  }

  private static String state(Throwable thrown) {
    return ((SQLException) thrown).getSQLState();
  }

  /** Ten rows; those whose number is a multiple of four hold a value that is no int. */
  private Path writeTen() throws Exception {
    return write(
        "ten.parquet",
        "SELECT i::INTEGER AS id, CASE WHEN i % 4 = 0 THEN 3000000000 + i ELSE i END::BIGINT AS n"
            + " FROM range(1, 11) r(i)");
  }

  @Test
  void badRowsUpToTheLimitAreLeftOutCountedAndWarnedOf() throws Exception {
    Path source = writeTen();
    Loaded loaded = copy("t", source, " WITH MAXERRORS=2");
    assertThat(loaded.rows()).hasSize(1);
    assertThat(loaded.rows().get(0).subList(0, 4)).containsExactly("PARTIAL", "10", "8", "2");
    assertThat(loaded.rows().get(0).get(4)).contains("row 4").contains("column n");
    assertThat(loaded.warnings())
        .singleElement()
        .asString()
        .startsWith(
            "2 rows were not loaded, the first because of '" + source + "', row 4, column n")
        .contains("3000000004")
        .contains("ERRFILE");
    assertThat(Cassandra.rows(connection, "SELECT id FROM t")).hasSize(8);
  }

  @Test
  void oneBadRowMoreThanTheLimitEndsTheStatementAndIsNamed() throws Exception {
    Path source = writeTen();
    assertThatThrownBy(() -> copy("t", source, " WITH MAXPARSEERRORS=1"))
        .satisfies(e -> assertThat(state(e)).isEqualTo("22003"))
        .hasMessageContaining("row 8, column n")
        .hasMessageContaining("1 bad rows before it were tolerated")
        .hasMessageContaining("rows of this COPY are written and stay");
  }

  @Test
  void rejectedRowsAreKeptAsTheyAreWithTheirPlaceAndCauseAndCanBeLoadedAgain() throws Exception {
    Path source = writeTen();
    Path errors = folder.resolve("errors.parquet");
    Loaded loaded = copy("t", source, " WITH MAXERRORS=-1 AND ERRFILE='" + errors + "'");
    assertThat(loaded.warnings()).singleElement().asString().contains("they are in " + errors);
    assertThat(
            Cassandra.rows(
                duck,
                "SELECT id, n, _error_file, _error_row, _error_column, _error_cause FROM '"
                    + errors
                    + "' ORDER BY id"))
        .satisfiesExactly(
            row ->
                assertThat(row)
                    .startsWith("4", "3000000004", source.toString(), "4", "n")
                    .last()
                    .asString()
                    .contains("3000000004"),
            row -> assertThat(row).startsWith("8", "3000000008", source.toString(), "8", "n"));
    Loaded again = copy("t", errors, " WITH MAXERRORS=-1");
    assertThat(again.rows().get(0).subList(0, 4)).containsExactly("FAILED", "2", "0", "2");
    Path mended =
        write("mended.parquet", "SELECT * REPLACE (n - 3000000000 AS n) FROM '" + errors + "'");
    assertThat(copy("t", mended, "").rows().get(0).subList(0, 4))
        .containsExactly("LOADED", "2", "2", "0");
    assertThat(Cassandra.rows(connection, "SELECT count(*), sum(n) FROM t"))
        .containsExactly(List.of("10", "55"));
  }

  @Test
  void theErrorFileIsThereWhenTheStatementFails() throws Exception {
    Path errors = folder.resolve("errors.parquet");
    Path source = writeTen();
    assertThatThrownBy(() -> copy("t", source, " WITH ERRFILE='" + errors + "'"))
        .hasMessageContaining("row 4, column n")
        .hasMessageContaining("rejected rows are in " + errors);
    assertThat(Cassandra.rows(duck, "SELECT _error_row FROM '" + errors + "'"))
        .containsExactly(List.of("4"));
  }

  @Test
  void withoutBadRowsNoErrorFileIsMade() throws Exception {
    Path errors = folder.resolve("errors.parquet");
    Path source = write("good.parquet", "SELECT 1 AS id, 2 AS n");
    copy("t", source, " WITH MAXERRORS=5 AND ERRFILE='" + errors + "'");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(source);
    }
  }

  @Test
  void anErrorFileThatIsThereOrHasNoDirectoryIsRefusedBeforeAnythingIsLoaded() throws Exception {
    Path source = writeTen();
    Path there = Files.writeString(folder.resolve("there.parquet"), "mine");
    assertThatThrownBy(() -> copy("t", source, " WITH MAXERRORS=9 AND ERRFILE='" + there + "'"))
        .satisfies(e -> assertThat(state(e)).isEqualTo("58P02"));
    assertThatThrownBy(
            () ->
                copy("t", source, " WITH MAXERRORS=9 AND ERRFILE='" + folder + "/none/e.parquet'"))
        .satisfies(e -> assertThat(state(e)).isEqualTo("58P01"));
    assertThat(there).hasContent("mine");
    assertThat(Cassandra.rows(connection, "SELECT id FROM t")).isEmpty();
  }

  @Test
  void aDryRunKeepsBadRowsAndInsertsNothing() throws Exception {
    Path errors = folder.resolve("errors.parquet");
    Loaded loaded =
        copy("t", writeTen(), " WITH DRYRUN=TRUE AND MAXERRORS=-1 AND ERRFILE='" + errors + "'");
    assertThat(loaded.rows().get(0).subList(0, 4)).containsExactly("PARTIAL", "10", "0", "2");
    assertThat(Cassandra.rows(duck, "SELECT count(*) FROM '" + errors + "'"))
        .containsExactly(List.of("2"));
    assertThat(Cassandra.rows(connection, "SELECT id FROM t")).isEmpty();
  }

  @Test
  void columnsOfDirectoriesAreKeptToo() throws Exception {
    write("d/year=2024/a.parquet", "SELECT 'x' AS name, 300 AS v UNION ALL SELECT 'y', 3");
    write("d/year=2025/a.parquet", "SELECT 'z' AS name, 400 AS v");
    Path errors = folder.resolve("errors.parquet");
    copy("parts", folder.resolve("d"), " WITH MAXERRORS=-1 AND ERRFILE='" + errors + "'");
    assertThat(Cassandra.rows(duck, "SELECT year, name, v FROM '" + errors + "' ORDER BY year"))
        .containsExactly(List.of("2024", "x", "300"), List.of("2025", "z", "400"));
    Path mended = write("mended.parquet", "SELECT * REPLACE (1 AS v) FROM '" + errors + "'");
    copy("parts", mended, "");
    assertThat(Cassandra.rows(connection, "SELECT year, name, v FROM parts"))
        .containsExactlyInAnyOrder(
            List.of("2024", "x", "1"), List.of("2024", "y", "3"), List.of("2025", "z", "1"));
  }

  @Test
  void filesOfAnotherShapeGetAnErrorFileOfTheirOwn() throws Exception {
    write("d/1.parquet", "SELECT 1 AS id, 5000000000 AS n");
    write("d/2.parquet", "SELECT 2 AS id, 4000000000::UINTEGER AS n");
    Path errors = folder.resolve("errors.parquet");
    copy("t", folder.resolve("d"), " WITH MAXERRORS=-1 AND ERRFILE='" + errors + "'");
    Path second = folder.resolve("errors-2.parquet");
    List<List<String>> ids = new ArrayList<>();
    for (Path file : List.of(errors, second)) {
      ids.addAll(Cassandra.rows(duck, "SELECT id FROM '" + file + "'"));
    }
    assertThat(ids).containsExactlyInAnyOrder(List.of("1"), List.of("2"));
  }

  @Test
  void aRowWithoutItsKeyIsBad() throws Exception {
    Path source = write("k.parquet", "SELECT NULL::INTEGER AS id, 1 AS n UNION ALL SELECT 2, 2");
    assertThat(copy("t", source, " WITH MAXERRORS=1").rows().get(0).subList(0, 4))
        .containsExactly("PARTIAL", "2", "1", "1");
    assertThatThrownBy(() -> copy("t", source, " WITH FORCE=TRUE"))
        .satisfies(e -> assertThat(state(e)).isEqualTo("23502"))
        .hasMessageContaining("row 1, column id");
  }

  @Test
  void onlyARowWithoutAnyClusteringColumnCarriesStaticValuesAlone() throws Exception {
    Cassandra.run(
        connection, "CREATE TABLE two (k int, a int, b int, s int static, PRIMARY KEY (k, a, b))");
    Path source =
        write(
            "static.parquet",
            "SELECT 1 AS k, NULL::INTEGER AS a, NULL::INTEGER AS b, 7 AS s"
                + " UNION ALL SELECT 2, 2, NULL, 8 UNION ALL SELECT 3, NULL, 3, 9");
    assertThat(copy("two", source, " WITH MAXERRORS=2").rows().get(0).subList(0, 4))
        .containsExactly("PARTIAL", "3", "1", "2");
    assertThat(Cassandra.rows(connection, "SELECT k, a, b, s FROM two"))
        .containsExactly(Arrays.asList("1", null, null, "7"));
  }

  @Test
  void rowsThatTheServerRefusesAreBadRowsToo() throws Exception {
    Path errors = folder.resolve("errors.parquet");
    Path source =
        write(
            "server.parquet",
            "SELECT 1 AS k, CASE WHEN i = 5 THEN repeat('x', 70000) ELSE 'c' || i END AS c,"
                + " i::INTEGER AS v FROM range(20) r(i)");
    Loaded loaded =
        copy("clustered (k, c, v)", source, " WITH MAXINSERTERRORS=1 AND ERRFILE='" + errors + "'");
    assertThat(loaded.rows().get(0).subList(0, 4)).containsExactly("PARTIAL", "20", "19", "1");
    assertThat(Cassandra.rows(duck, "SELECT v, _error_row, _error_column FROM '" + errors + "'"))
        .containsExactly(Arrays.asList("5", "6", null));
    assertThat(Cassandra.rows(connection, "SELECT v FROM clustered")).hasSize(19);
    Path unnamed = write("unnamed.parquet", "SELECT '' AS name, 1 AS n");
    assertThat(copy("named (name, n)", unnamed, " WITH MAXERRORS=1").rows().get(0).subList(0, 4))
        .containsExactly("FAILED", "1", "0", "1");
  }

  @Test
  void hundredsOfThousandsOfBadRowsAreKept() throws Exception {
    Path errors = folder.resolve("errors.parquet");
    Path source =
        write(
            "many.parquet",
            "SELECT i::INTEGER AS id, CASE WHEN i % 2 = 0 THEN 3000000000 ELSE 1 END::BIGINT AS n"
                + " FROM range(500000) r(i)");
    Loaded loaded =
        copy("t", source, " WITH DRYRUN=TRUE AND MAXERRORS=-1 AND ERRFILE='" + errors + "'");
    assertThat(loaded.rows().get(0).get(3)).isEqualTo("250000");
    assertThat(
            Cassandra.rows(
                duck,
                "SELECT count(*), count(DISTINCT id), min(n), bool_and(_error_row = id + 1) FROM '"
                    + errors
                    + "'"))
        .containsExactly(List.of("250000", "250000", "3000000000", "true"));
  }

  @Test
  void insertModeLeavesRowsThatAreThereAndCountsThem() throws Exception {
    Cassandra.run(connection, "INSERT INTO t (id, n) VALUES (1, 100)");
    Path source = write("i.parquet", "SELECT i::INTEGER AS id, i::INTEGER AS n FROM range(5) r(i)");
    Loaded loaded = copy("t", source, " WITH MODE=INSERT");
    assertThat(loaded.rows().get(0).subList(0, 4)).containsExactly("LOADED", "5", "4", "0");
    assertThat(loaded.warnings()).singleElement().asString().startsWith("1 row was there already");
    assertThat(Cassandra.rows(connection, "SELECT n FROM t WHERE id = 1"))
        .containsExactly(List.of("100"));
    assertThatThrownBy(() -> copy("t", source, " WITH MODE=INSERT AND TIMESTAMP=1"))
        .satisfies(e -> assertThat(state(e)).isEqualTo("42000"))
        .hasMessageContaining("TIMESTAMP");
    assertThatThrownBy(() -> copy("counted", source, " WITH MODE=INSERT"))
        .satisfies(e -> assertThat(state(e)).isEqualTo("42000"))
        .hasMessageContaining("counters");
  }
}
