package io.cassport.compliance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every mistake has its SQLState, a message that names the thing, and leaves nothing behind. */
class BadInputIT {
  private static Connection connection;

  @TempDir static Path sources;

  @TempDir Path targets;

  @BeforeAll
  static void makeTablesAndFiles() throws SQLException, IOException {
    connection = Cassandra.connectToNew("bad_input");
    Cassandra.run(
        connection,
        "CREATE TABLE users (id int PRIMARY KEY, name text, age tinyint)",
        "CREATE TABLE empty (id int PRIMARY KEY, name text, age tinyint)",
        "INSERT INTO users (id, name, age) VALUES (1, 'Ann', 30)");
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:")) {
      write(duckdb, "good", "SELECT 1::INT AS id, 'Ann' AS name, 30::TINYINT AS age");
      write(duckdb, "no_name", "SELECT 1::INT AS id, 30::TINYINT AS age");
      write(duckdb, "no_key", "SELECT 'Ann' AS name, 30::TINYINT AS age");
      write(duckdb, "extra", "SELECT 1::INT AS id, 'Ann' AS name, 30::TINYINT AS age, 1 AS nmae");
      write(duckdb, "wrong_type", "SELECT 1::INT AS id, [1, 2] AS name, 30::TINYINT AS age");
      write(
          duckdb,
          "out_of_range",
          "SELECT i::INT AS id, 'Ann' AS name, (i + 120)::INT AS age FROM range(10) r(i)");
      write(duckdb, "null_key", "SELECT NULL::INT AS id, 'Ann' AS name, 30::TINYINT AS age");
    }
    byte[] good = Files.readAllBytes(source("good"));
    Files.write(source("truncated"), java.util.Arrays.copyOf(good, good.length - 20));
    Files.writeString(source("no_parquet"), "id,name,age\n1,Ann,30\n");
    Files.createFile(source("nothing"));
    Files.createDirectory(sources.resolve("no_files"));
    Files.createDirectory(sources.resolve("other_files"));
    Files.writeString(sources.resolve("other_files").resolve("readme.txt"), "nothing to load");
  }

  @AfterAll
  static void close() throws SQLException {
    connection.close();
  }

  private static void write(Connection duckdb, String name, String query) throws SQLException {
    Cassandra.run(duckdb, "COPY (" + query + ") TO '" + source(name) + "' (FORMAT parquet)");
  }

  private static Path source(String name) {
    return sources.resolve(name + ".parquet");
  }

  private void refused(String statement, String sqlState, String... parts) throws Exception {
    List<Path> before = everything(targets);
    assertThatThrownBy(() -> Cassandra.update(connection, statement))
        .isInstanceOf(SQLException.class)
        .hasMessageContainingAll(parts)
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo(sqlState);
    assertThat(everything(targets)).isEqualTo(before);
    assertThat(Cassandra.rows(connection, "SELECT * FROM empty")).isEmpty();
  }

  private static List<Path> everything(Path directory) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      return paths.sorted().toList();
    }
  }

  private void loadRefused(String file, String sqlState, String... parts) throws Exception {
    refused("COPY empty FROM '" + source(file) + "'", sqlState, parts);
  }

  @Test
  void aSyntaxErrorNamesItsPlace() throws Exception {
    refused("COPY users TO x.parquet", "42000", "line 1, column 15", "single quotes");
  }

  @Test
  void anUnknownOptionNamesTheNearest() throws Exception {
    refused(
        "COPY users TO '" + targets.resolve("x") + "' WITH COMPRESION='ZSTD'",
        "42000",
        "COMPRESION",
        "Did you mean COMPRESSION?");
  }

  @Test
  void anOptionOfTheOtherDirectionIsRefused() throws Exception {
    refused(
        "COPY users TO '" + targets.resolve("x") + "' WITH SKIPROWS=1",
        "42000",
        "SKIPROWS does not belong to COPY TO");
  }

  @Test
  void anOptionThatIsPlannedIsRefusedAndNotIgnored() throws Exception {
    refused(
        "COPY users TO '" + targets.resolve("x") + "' WITH SINCE='2024-01-01'",
        "42000",
        "SINCE is not supported yet");
  }

  @Test
  void aValueOutOfRangeSaysWhatIsAllowed() throws Exception {
    refused("COPY users TO '" + targets.resolve("x") + "' WITH CHUNKSIZE=0", "42000", "CHUNKSIZE");
    refused(
        "COPY users TO '" + targets.resolve("x") + "' WITH COMPRESSION='LZMA'",
        "42000",
        "LZMA",
        "SNAPPY");
    refused(
        "COPY users TO '"
            + targets.resolve("x")
            + "' WITH COMPRESSION='SNAPPY' AND"
            + " COMPRESSION_LEVEL=3",
        "42000",
        "COMPRESSION_LEVEL");
  }

  @Test
  void aMissingFileIsNamed() throws Exception {
    loadRefused("missing", "58P01", "missing.parquet");
  }

  @Test
  void aDirectoryWithoutParquetFilesIsNamed() throws Exception {
    refused("COPY empty FROM '" + sources.resolve("no_files") + "'", "58P01", "no_files");
    refused("COPY empty FROM '" + sources.resolve("other_files") + "'", "58P01", "other_files");
    refused("COPY empty FROM '" + sources + "/*.orc'", "58P01", "*.orc");
  }

  @Test
  void aTruncatedFileIsNamed() throws Exception {
    loadRefused("truncated", "22018", "truncated.parquet", "truncated Parquet file");
  }

  @Test
  void aFileThatIsNoParquetIsNamed() throws Exception {
    loadRefused("no_parquet", "22018", "no_parquet.parquet", "no Parquet file");
    loadRefused("nothing", "22018", "nothing.parquet", "empty");
  }

  @Test
  void aColumnThatTheFileLacksIsNamed() throws Exception {
    loadRefused("no_name", "42S22", "no column name", "ALLOW_MISSING_COLUMNS");
    loadRefused("no_key", "42S22", "no column id", "primary key");
  }

  @Test
  void aColumnThatTheTableLacksIsNamed() throws Exception {
    loadRefused("extra", "42S22", "nmae", "Did you mean name?");
    refused(
        "COPY users (id, nmae) TO '" + targets.resolve("x") + "'",
        "42S22",
        "line 1, column 17",
        "Did you mean name?");
  }

  @Test
  void aTypeThatCannotBeConvertedIsNamedBeforeTheFirstInsert() throws Exception {
    loadRefused("wrong_type", "22018", "column name", "SKIP_UNSUPPORTED");
  }

  @Test
  void aValueOutOfRangeNamesFileRowAndColumn() throws Exception {
    loadRefused("out_of_range", "22003", "out_of_range.parquet', row 9", "column age", "128");
  }

  @Test
  void aNullKeyNamesFileRowAndColumn() throws Exception {
    loadRefused("null_key", "23502", "null_key.parquet', row 1", "column id");
  }

  @Test
  void aTargetThatCannotBeWrittenIsNamed() throws Exception {
    refused("COPY users TO '" + targets + "/none/x.parquet'", "58P01", "/none'");
    refused("COPY users TO '/proc/x.parquet'", "58P01", "/proc/");
  }

  @Test
  void anExistingTargetIsLeftAsItWas() throws Exception {
    Path file = Files.writeString(targets.resolve("there.parquet"), "mine");
    refused("COPY users TO '" + file + "'", "58P02", "there.parquet", "OVERWRITE=TRUE");
    assertThat(file).hasContent("mine");
    Path directory = Files.createDirectory(targets.resolve("there"));
    Files.writeString(directory.resolve("part-00000.parquet"), "mine");
    refused("COPY users TO '" + directory + "/'", "58P02", "APPEND=TRUE");
  }

  @Test
  void aFailedOverwriteLeavesTheOldFile() throws Exception {
    Cassandra.run(
        connection,
        "CREATE TABLE odd (id int PRIMARY KEY, d decimal)",
        "INSERT INTO odd (id, d) VALUES (1, 1.234)");
    Path file = Files.writeString(targets.resolve("old.parquet"), "mine");
    refused(
        "COPY odd TO '" + file + "' WITH OVERWRITE=TRUE AND DECIMAL_TYPE='10,2'",
        "22003",
        "column d",
        "1.234");
    assertThat(file).hasContent("mine");
  }

  @Test
  void aTableOrKeyspaceThatIsNotThereIsNamed() throws Exception {
    refused("COPY usres TO '" + targets.resolve("x") + "'", "42S02", "Did you mean users?");
    refused("COPY nowhere.users TO '" + targets.resolve("x") + "'", "42S02", "keyspace nowhere");
    refused("COPY usres FROM '" + source("good") + "'", "42S02", "usres", "CREATE_TABLE");
    refused("COPY (SELECT * FROM usres) TO '" + targets.resolve("x") + "'", "42S02", "usres");
  }
}
