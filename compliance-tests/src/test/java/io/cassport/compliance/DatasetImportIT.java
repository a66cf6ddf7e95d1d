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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files of a source are loaded, and how files that differ become rows of one table. */
class DatasetImportIT {
  private static Connection connection;
  private static Connection duck;

  @TempDir Path folder;

  /** What COPY FROM answered. */
  private record Loaded(List<String> files, List<String> warnings) {}

  @BeforeAll
  static void makeTables() throws SQLException {
    connection = Cassandra.connectToNew("dataset_import");
    duck = DriverManager.getConnection("jdbc:duckdb:");
    Cassandra.run(
        connection,
        "CREATE TABLE parts (year int, month text, id int, PRIMARY KEY ((year, month), id))",
        "CREATE TABLE t (id int PRIMARY KEY, v text, n bigint)");
  }

  @AfterAll
  static void close() throws SQLException {
    connection.close();
    duck.close();
  }

  @BeforeEach
  void empty() throws SQLException {
    Cassandra.run(connection, "TRUNCATE parts", "TRUNCATE t");
  }

  private void write(String file, String select) throws Exception {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Cassandra.run(duck, "COPY (" + select + ") TO '" + path + "' (FORMAT parquet)");
  }

  private void writeGarbage(String file) throws Exception {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, "whoever opens this fails");
  }

  private Loaded copy(String table, String below, String options) throws SQLException {
    List<String> files = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(
                "COPY " + table + " FROM '" + folder.resolve(below) + "'" + options)) {
      while (result.next()) {
        String name = folder.relativize(Path.of(result.getString("object_name"))).toString();
        files.add(name + " " + result.getString("status") + " " + result.getLong("rows_loaded"));
      }
      for (SQLWarning w = statement.getWarnings(); w != null; w = w.getNextWarning()) {
        warnings.add(w.getMessage().replace(folder + "/", ""));
      }
    }
    return new Loaded(files, warnings);
  }

  private static String state(Throwable thrown) {
    return ((SQLException) thrown).getSQLState();
  }

  private void writeYears() throws Exception {
    int id = 0;
    for (int year = 2022; year <= 2025; year++) {
      for (String month : List.of("01", "02", "03")) {
        String file = "d/year=" + year + "/month=" + month + "/part-00000.parquet";
        if (year == 2024) {
          write(file, "SELECT " + id++ + " AS id");
        } else {
          writeGarbage(file);
        }
      }
    }
  }

  @Test
  void aPartitionFilterOpensOnlyMatchingDirectories() throws Exception {
    writeYears();
    assertThat(copy("parts", "d", " WITH PARTITION_FILTER='year=2024,month=02'").files())
        .containsExactly("d/year=2024/month=02/part-00000.parquet LOADED 1");
    for (String filter :
        List.of(
            "year=2024",
            "year>2023,year<2025",
            "year>=2024,year<=2024",
            "year IN (2024, 2030)",
            "year!=2022,year!=2023,year!=2025",
            "month IN (''01'', ''02'', ''03''), year=2024")) {
      assertThat(copy("parts", "d", " WITH PARTITION_FILTER='" + filter + "'").files())
          .as(filter)
          .hasSize(3);
    }
    assertThat(Cassandra.rows(connection, "SELECT year, month, id FROM parts"))
        .containsExactlyInAnyOrder(
            List.of("2024", "01", "0"), List.of("2024", "02", "1"), List.of("2024", "03", "2"));
  }

  @Test
  void aPartitionFilterWithAnUnknownColumnNamesThoseThatExist() throws Exception {
    writeYears();
    assertThatThrownBy(() -> copy("parts", "d", " WITH PARTITION_FILTER='yaer=2024'"))
        .satisfies(e -> assertThat(state(e)).isEqualTo("42S22"))
        .hasMessageContaining("yaer")
        .hasMessageContaining("year");
  }

  @Test
  void aPartitionFilterThatMatchesNothingIsAnError() throws Exception {
    writeYears();
    assertThatThrownBy(() -> copy("parts", "d", " WITH PARTITION_FILTER='year=1999'"))
        .satisfies(e -> assertThat(state(e)).isEqualTo("58P01"));
  }

  @Test
  void onlyTheFilesNamedAreLoaded() throws Exception {
    write("d/a.parquet", "SELECT 1 AS id, 'a' AS v, 1::BIGINT AS n");
    write("d/sub/b.parquet", "SELECT 2 AS id, 'b' AS v, 2::BIGINT AS n");
    writeGarbage("d/c.parquet");
    assertThat(copy("t", "d", " WITH FILES='a.parquet, sub/b.parquet'").files())
        .containsExactly("d/a.parquet LOADED 1", "d/sub/b.parquet LOADED 1");
    assertThatThrownBy(() -> copy("t", "d", " WITH FILES='a.parquet, x.parquet'"))
        .satisfies(e -> assertThat(state(e)).isEqualTo("58P01"))
        .hasMessageContaining("x.parquet");
    write("outside.parquet", "SELECT 9 AS id, 'o' AS v, 9::BIGINT AS n");
    assertThatThrownBy(() -> copy("t", "d", " WITH FILES='../outside.parquet'"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("outside.parquet");
    assertThat(Cassandra.rows(connection, "SELECT id FROM t")).hasSize(2);
  }

  @Test
  void onlyFilesWhoseWholePathMatchesThePatternAreLoaded() throws Exception {
    write("d/2024/a.parquet", "SELECT 1 AS id, 'a' AS v, 1::BIGINT AS n");
    write("d/2025/a.parquet", "SELECT 2 AS id, 'b' AS v, 2::BIGINT AS n");
    writeGarbage("d/2026/a.parquet");
    assertThat(copy("t", "d", " WITH PATTERN='.*/202[45]/[a-z]\\.parquet'").files()).hasSize(2);
    assertThatThrownBy(() -> copy("t", "d", " WITH PATTERN='['"))
        .satisfies(e -> assertThat(state(e)).isEqualTo("42000"));
  }

  @Test
  void globsAndSubdirectoriesAreSources() throws Exception {
    write("d/x/a-1.parquet", "SELECT 1 AS id, 'a' AS v, 1::BIGINT AS n");
    write("d/y/a-2.parquet", "SELECT 2 AS id, 'b' AS v, 2::BIGINT AS n");
    writeGarbage("d/y/b-3.parquet");
    assertThat(copy("t", "d/*/a-?.parquet", "").files()).hasSize(2);
    assertThat(copy("t", "d/x", " WITH FORCE=TRUE").files())
        .containsExactly("d/x/a-1.parquet LOADED 1");
    assertThat(copy("t", "d/{x,y}/a-*.parquet", "").files()).hasSize(2);
  }

  @Test
  void hiddenAndUnderscoredFilesAndOtherFormatsAreSkipped() throws Exception {
    write("d/a.parquet", "SELECT 1 AS id, 'a' AS v, 1::BIGINT AS n");
    for (String other :
        List.of("d/.a.parquet.crc", "d/_SUCCESS", "d/_temporary/0/p.parquet", "d/README.md")) {
      writeGarbage(other);
    }
    assertThat(copy("t", "d", "").files()).containsExactly("d/a.parquet LOADED 1");
  }

  @Test
  void aManifestIsASourceWhoseHashesAreChecked() throws Exception {
    Cassandra.run(connection, "INSERT INTO t (id, v, n) VALUES (1, 'a', 10)");
    Path dataset = folder.resolve("m");
    Cassandra.update(connection, "COPY t TO '" + dataset + "/' WITH MANIFEST=TRUE");
    Cassandra.run(connection, "TRUNCATE t");
    copy("t", "m/_manifest.json", "");
    assertThat(Cassandra.rows(connection, "SELECT id, v, n FROM t"))
        .containsExactly(List.of("1", "a", "10"));
    Path part = dataset.resolve(firstPart(dataset));
    byte[] bytes = Files.readAllBytes(part);
    bytes[bytes.length / 2] ^= 1;
    Files.write(part, bytes);
    assertThatThrownBy(() -> copy("t", "m/_manifest.json", ""))
        .satisfies(e -> assertThat(state(e)).isEqualTo("22018"))
        .hasMessageContaining(part.getFileName().toString());
  }

  private static String firstPart(Path dataset) throws Exception {
    try (var files = Files.list(dataset)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".parquet"))
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void filesWithAddedDroppedReorderedAndWidenedColumnsAreMappedOneByOne() throws Exception {
    write("d/1.parquet", "SELECT 1 AS id, 'one' AS v");
    write("d/2.parquet", "SELECT 2 AS id, 'two' AS v");
    write("d/3.parquet", "SELECT 30::BIGINT AS n, 'three' AS v, 3 AS id");
    write("d/4.parquet", "SELECT 4::BIGINT AS id, 40::INTEGER AS n");
    Loaded loaded = copy("t", "d", "");
    assertThat(loaded.files()).hasSize(4);
    assertThat(Cassandra.rows(connection, "SELECT id, v, n FROM t"))
        .containsExactlyInAnyOrder(
            Arrays.asList("1", "one", null),
            Arrays.asList("2", "two", null),
            List.of("3", "three", "30"),
            Arrays.asList("4", null, "40"));
    assertThat(loaded.warnings())
        .anyMatch(w -> w.contains("column n is in 2 of the 4 files") && w.contains("1 more"))
        .anyMatch(w -> w.contains("column v is in 3 of the 4 files") && w.contains("4.parquet"))
        .anyMatch(w -> w.contains("column id is") && w.contains("int32") && w.contains("int64"))
        .anyMatch(w -> w.contains("another order") && w.contains("3.parquet"));
    assertThat(loaded.warnings()).filteredOn(w -> w.contains("column v is in")).hasSize(1);
  }

  @Test
  void theWholeDatasetIsCheckedBeforeTheFirstInsert() throws Exception {
    for (int i = 0; i < 40; i++) {
      write("d/" + (10 + i) + ".parquet", "SELECT " + i + " AS id, 'x' AS v, 1::BIGINT AS n");
    }
    write("d/99.parquet", "SELECT 99 AS id, 'x' AS v, [1, 2] AS n");
    assertThatThrownBy(() -> copy("t", "d", ""))
        .satisfies(e -> assertThat(state(e)).isEqualTo("22018"))
        .hasMessageContaining("99.parquet")
        .hasMessageContaining("column n");
    assertThat(Cassandra.rows(connection, "SELECT id FROM t")).isEmpty();
    write("d/99.parquet", "SELECT 'x' AS v, 1::BIGINT AS n");
    assertThatThrownBy(() -> copy("t", "d", ""))
        .satisfies(e -> assertThat(state(e)).isEqualTo("42S22"))
        .hasMessageContaining("primary key");
    assertThat(Cassandra.rows(connection, "SELECT id FROM t")).isEmpty();
  }
}
