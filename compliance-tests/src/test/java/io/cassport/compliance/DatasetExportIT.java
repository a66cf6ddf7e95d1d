package io.cassport.compliance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How exports lie on the disk: directories, part files, manifests, and what they replace. */
class DatasetExportIT {
  private static final int PARTITIONS = 10_000;
  private static Connection connection;

  @TempDir Path folder;

  @BeforeAll
  static void makeTables() throws SQLException {
    connection = Cassandra.connectToNew("dataset_export");
    Cassandra.run(
        connection,
        "CREATE TABLE t (id int PRIMARY KEY, v text)",
        "INSERT INTO t (id, v) VALUES (1, 'one')",
        "INSERT INTO t (id, v) VALUES (2, 'two')",
        "CREATE TABLE many (k int, c int, v text, PRIMARY KEY (k, c))",
        "CREATE TABLE big (id int PRIMARY KEY, v text)",
        "CREATE TABLE odd (name text, n int, other text, PRIMARY KEY (n, name))",
        "CREATE TABLE events (id int PRIMARY KEY, at timestamp, tu timeuuid, day date)");
    insert(
        "INSERT INTO many (k, c, v) VALUES (?, ?, ?)",
        2 * PARTITIONS,
        i -> new Object[] {i % PARTITIONS, i / PARTITIONS, "value " + i});
    insert(
        "INSERT INTO big (id, v) VALUES (?, ?)",
        60_000,
        i -> new Object[] {i, Long.toHexString(i * 0x9E3779B97F4A7C15L).repeat(6)});
  }

  private interface Values {
    Object[] of(int row);
  }

  private static void insert(String text, int rows, Values values) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(text)) {
      for (int i = 0; i < rows; i++) {
        Object[] row = values.of(i);
        for (int column = 0; column < row.length; column++) {
          insert.setObject(column + 1, row[column]);
        }
        insert.addBatch();
        if (i % 5_000 == 4_999) {
          insert.executeBatch();
        }
      }
      insert.executeBatch();
    }
  }

  @AfterAll
  static void close() throws SQLException {
    connection.close();
  }

  private static List<List<String>> duckDb(String query) throws SQLException {
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:")) {
      return Cassandra.rows(duck, query);
    }
  }

  private List<String> names() throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static String state(Throwable thrown) {
    return ((SQLException) thrown).getSQLState();
  }

  @Test
  void tenThousandPartitionsAreWrittenWithFewFilesOpen() throws Exception {
    UnixOperatingSystemMXBean system =
        (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long most = 0;
    long before = system.getOpenFileDescriptorCount();
    Path dataset = folder.resolve("many");
    CompletableFuture<Long> copy =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return Cassandra.update(
                    connection, "COPY many TO '" + dataset + "/' WITH PARTITION='k'");
              } catch (SQLException e) {
                throw new IllegalStateException(e);
              }
            });
    while (!copy.isDone()) {
      most = Math.max(most, system.getOpenFileDescriptorCount());
      Thread.sleep(5);
    }
    assertThat(copy.get()).isEqualTo(2 * PARTITIONS);
    assertThat(most - before).as("files open at once").isBetween(20L, 600L);
    assertThat(
            duckDb(
                "SELECT count(*), count(DISTINCT k), sum(c), count(DISTINCT filename) FROM"
                    + " read_parquet('"
                    + dataset
                    + "/*/*.parquet', hive_partitioning=true, filename=true) WHERE v = 'value ' ||"
                    + " (k + c * "
                    + PARTITIONS
                    + ")"))
        .isEqualTo(
            List.of(
                List.of("" + 2 * PARTITIONS, "" + PARTITIONS, "" + PARTITIONS, "" + PARTITIONS)));
    assertThat(names()).containsExactly("many");
  }

  @Test
  void filesRollOverWithinATenthOfTheSizeThatWasAskedFor() throws Exception {
    for (String compression : List.of("SNAPPY", "ZSTD", "NONE")) {
      Path dataset = folder.resolve("big-" + compression);
      int asked = 256 << 10;
      Cassandra.run(
          connection,
          "COPY big TO '"
              + dataset
              + "/' WITH MAX_FILE_SIZE='256KB' AND CONCURRENCY=1 AND COMPRESSION='"
              + compression
              + "'");
      List<Long> sizes = new ArrayList<>();
      try (Stream<Path> files = Files.list(dataset)) {
        for (Path file : (Iterable<Path>) files.sorted()::iterator) {
          sizes.add(Files.size(file));
        }
      }
      assertThat(sizes).as(compression).hasSizeGreaterThan(2);
      assertThat(sizes.subList(0, sizes.size() - 1))
          .as(compression)
          .allSatisfy(size -> assertThat(size).isBetween(asked * 9L / 10, asked * 11L / 10));
      assertThat(duckDb("SELECT count(DISTINCT id) FROM '" + dataset + "/*.parquet'"))
          .isEqualTo(List.of(List.of("60000")));
    }
  }

  @Test
  void directoryNamesKeepEveryValueAndTellEmptyFromNull() throws Exception {
    List<String> values =
        List.of(
            "",
            "a=b",
            "../..",
            ".",
            "a/b",
            "a\\b",
            "50%",
            "%41",
            "é ü 漢 😀",
            " x ",
            "a:b*c?",
            "__HIVE_DEFAULT_PARTITION__",
            "'quoted' \"twice\"",
            "line\nbreak",
            "\u0000");
    insert(
        "INSERT INTO odd (name, n) VALUES (?, ?)",
        values.size(),
        i -> new Object[] {values.get(i), i});
    Path dataset = folder.resolve("odd");
    Cassandra.run(
        connection,
        "COPY odd TO '" + dataset + "/' WITH PARTITION='name'",
        "CREATE TABLE odd_again (name text, n int, other text, PRIMARY KEY (n, name))");
    assertThat(dataset.resolve("name=__HIVE_DEFAULT_PARTITION__")).isDirectory();
    assertThat(dataset.resolve("name=a%3Db")).isDirectory();
    // Hive and Spark undo %XX to a character each, so what is not ASCII is not encoded
    assertThat(dataset.resolve("name=é%20ü%20漢%20😀")).isDirectory();
    Cassandra.run(connection, "COPY odd_again FROM '" + dataset + "'");
    assertThat(Cassandra.rows(connection, "SELECT n, name FROM odd_again"))
        .isEqualTo(Cassandra.rows(connection, "SELECT n, name FROM odd"));
    assertThat(
            duckDb(
                "SELECT name FROM read_parquet('"
                    + dataset
                    + "/*/*.parquet', hive_partitioning=true, hive_types_autocast=false) WHERE n"
                    + " IN (1, 2, 4, 6, 8)  ORDER BY n"))
        .isEqualTo(
            List.of(
                List.of("a=b"),
                List.of("../.."),
                List.of("a/b"),
                List.of("50%"),
                List.of("é ü 漢 😀")));
  }

  @Test
  void anEmptyTextThatWouldBeReadAsNullIsRefused() throws Exception {
    Cassandra.run(
        connection,
        "CREATE TABLE empties (id int PRIMARY KEY, v text)",
        "INSERT INTO empties (id, v) VALUES (1, '')");
    assertThatThrownBy(
            () ->
                Cassandra.run(connection, "COPY empties TO '" + folder + "/e/' WITH PARTITION='v'"))
        .satisfies(e -> assertThat(state(e)).isEqualTo("22018"))
        .hasMessageContaining("column v where it is empty");
    assertThat(names()).isEmpty();
    Cassandra.run(
        connection,
        "INSERT INTO empties (id, v) VALUES (1, null)",
        "COPY empties TO '" + folder + "/e/' WITH PARTITION='v'",
        "TRUNCATE empties",
        "COPY empties FROM '" + folder + "/e/'");
    assertThat(folder.resolve("e/v=__HIVE_DEFAULT_PARTITION__")).isDirectory();
    assertThat(Cassandra.rows(connection, "SELECT v FROM empties").get(0).get(0)).isNull();
  }

  @Test
  void virtualColumnsAreTheUtcPartsOfMomentsAndAreInNoFile() throws Exception {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO events (id, at, tu, day) VALUES (?, ?, ?, ?)")) {
      insert.setInt(1, 1);
      insert.setTimestamp(2, Timestamp.from(Instant.parse("2024-01-31T23:59:59.999Z")));
      insert.setString(3, "c1ad9980-b8fd-11ee-9a0f-000000000000");
      insert.setString(4, "1969-12-31");
      insert.execute();
      insert.setInt(1, 2);
      insert.setTimestamp(2, Timestamp.from(Instant.parse("-0044-03-15T05:00:00Z")));
      insert.setString(3, null);
      insert.setString(4, "2024-02-29");
      insert.execute();
    }
    Path dataset = folder.resolve("events");
    Cassandra.run(
        connection,
        "COPY events TO '"
            + dataset
            + "/' WITH PARTITION='at.year,at.month,at.day,at.hour,tu.date,day.month'");
    assertThat(
            dataset.resolve(
                "at.year=2024/at.month=01/at.day=31/at.hour=23/tu.date=2024-01-22/day.month=12/"
                    + "part-00000.parquet"))
        .exists();
    assertThat(
            dataset.resolve(
                "at.year=-0044/at.month=03/at.day=15/at.hour=05/"
                    + "tu.date=__HIVE_DEFAULT_PARTITION__/day.month=02/part-00000.parquet"))
        .exists();
    assertThat(
            duckDb(
                "SELECT column_name FROM (DESCRIBE SELECT * FROM read_parquet('"
                    + dataset
                    + "/**/*.parquet', hive_partitioning=false))"))
        .isEqualTo(List.of(List.of("id"), List.of("at"), List.of("day"), List.of("tu")));
    Cassandra.run(
        connection,
        "CREATE TABLE events_again (id int PRIMARY KEY, at timestamp, tu timeuuid, day date)",
        "COPY events_again FROM '" + dataset + "'");
    assertThat(Cassandra.rows(connection, "SELECT * FROM events_again"))
        .isEqualTo(Cassandra.rows(connection, "SELECT * FROM events"));
  }

  @Test
  void appendGoesOnWithTheNextNumberAndLeavesTheOldFilesAlone() throws Exception {
    Path dataset = folder.resolve("t");
    Cassandra.run(connection, "COPY t TO '" + dataset + "/'");
    byte[] first = Files.readAllBytes(dataset.resolve("part-00000.parquet"));
    Cassandra.run(connection, "COPY t TO '" + dataset + "/' WITH APPEND=TRUE");
    assertThat(Files.readAllBytes(dataset.resolve("part-00000.parquet"))).isEqualTo(first);
    assertThat(dataset.resolve("part-00001.parquet")).exists();
    assertThat(duckDb("SELECT count(*) FROM '" + dataset + "/*.parquet'"))
        .isEqualTo(List.of(List.of("4")));
  }

  @Test
  void overwriteReplacesAWholeDatasetButNeverADirectoryOfOtherThings() throws Exception {
    Path dataset = folder.resolve("t");
    Cassandra.run(
        connection,
        "COPY many TO '" + dataset + "/' WITH PARTITION='c'",
        "COPY t TO '" + dataset + "/' WITH OVERWRITE=TRUE");
    assertThat(duckDb("SELECT count(*) FROM '" + dataset + "/**/*.parquet'"))
        .isEqualTo(List.of(List.of("2")));
    Files.writeString(dataset.resolve("letter.odt"), "dear");
    assertThatThrownBy(
            () -> Cassandra.run(connection, "COPY t TO '" + dataset + "/' WITH OVERWRITE=TRUE"))
        .satisfies(e -> assertThat(state(e)).isEqualTo("58P02"))
        .hasMessageContaining("letter.odt");
    assertThat(dataset.resolve("letter.odt")).exists();
    assertThat(names()).containsExactly("t");
  }

  @Test
  void whatADeadExportHasLeftIsRemovedAndItsMovedTargetBroughtBack() throws Exception {
    String dead = ".t.cassport-123e4567-e89b-42d3-a456-426614174000.";
    Files.createDirectories(folder.resolve(dead + "tmp/x=1"));
    Files.writeString(folder.resolve(dead + "tmp/x=1/part-00000.parquet"), "half");
    Files.createDirectories(folder.resolve(dead + "spill"));
    Files.createDirectories(folder.resolve(dead + "old"));
    Files.writeString(folder.resolve(dead + "old/part-00000.parquet"), "what was there before");
    Files.writeString(folder.resolve(dead + "lock"), "");
    Files.writeString(folder.resolve(".t2.cassport-" + "x.tmp"), "not ours");
    assertThatThrownBy(() -> Cassandra.run(connection, "COPY nothing TO '" + folder + "/t/'"))
        .isInstanceOf(SQLException.class);
    assertThat(folder.resolve(dead + "tmp")).as("a COPY that cannot run removes nothing").exists();
    Cassandra.run(connection, "COPY t TO '" + folder + "/t/' WITH OVERWRITE=TRUE");
    assertThat(names()).containsExactly(".t2.cassport-x.tmp", "t");
    assertThat(duckDb("SELECT count(*) FROM '" + folder + "/t/*.parquet'"))
        .isEqualTo(List.of(List.of("2")));
  }

  @Test
  void aRunningExportIsLeftAloneByAnotherOnItsTarget() throws Exception {
    Path dataset = folder.resolve("t");
    CompletableFuture<Throwable> slow =
        CompletableFuture.supplyAsync(
            () -> {
              try (Connection other = Cassandra.connect()) {
                Cassandra.run(
                    other, "COPY dataset_export.big TO '" + dataset + "/' WITH RATE=30000");
                return null;
              } catch (SQLException e) {
                return e;
              }
            });
    while (names().stream().noneMatch(name -> name.endsWith(".tmp"))) {
      Thread.sleep(5);
    }
    Cassandra.run(connection, "COPY t TO '" + dataset + "/'");
    assertThat(names()).as("the slow one's files").anyMatch(name -> name.endsWith(".tmp"));
    assertThat(state(slow.get())).isEqualTo("58P02");
    assertThat(slow.get()).hasMessageContaining("appeared while this COPY ran");
    assertThat(names()).containsExactly("t");
    assertThat(duckDb("SELECT count(*) FROM '" + dataset + "/*.parquet'"))
        .isEqualTo(List.of(List.of("2")));
  }

  @Test
  void theManifestListsWhatWasWrittenAndCanBeLoaded() throws Exception {
    Path dataset = folder.resolve("m");
    Cassandra.run(
        connection, "COPY many TO '" + dataset + "/' WITH PARTITION='c' AND MANIFEST=TRUE");
    Path manifest = dataset.resolve("_manifest.json");
    assertThat(
            duckDb(
                "SELECT cassport_manifest, format, statement LIKE 'COPY many%', len(objects),"
                    + " list_sum([o.rows for o in objects]), location FROM read_json('"
                    + manifest
                    + "')"))
        .isEqualTo(List.of(List.of("1", "PARQUET", "true", "2", "" + 2 * PARTITIONS, ".")));
    assertThat(
            duckDb(
                "SELECT o.path, o.partition.c, o.columns.k.min, o.columns.k.max, o.columns.v.nulls"
                    + " FROM (SELECT unnest(objects) AS o FROM read_json('"
                    + manifest
                    + "')) ORDER BY 1"))
        .isEqualTo(
            List.of(
                List.of("c=0/part-00000.parquet", "0", "0", "9999", "0"),
                List.of("c=1/part-00000.parquet", "1", "0", "9999", "0")));
    Cassandra.run(connection, "CREATE TABLE many_again (k int, c int, v text, PRIMARY KEY (k, c))");
    assertThat(Cassandra.update(connection, "COPY many_again FROM '" + manifest + "'"))
        .isEqualTo(2 * PARTITIONS);

    Path part = dataset.resolve("c=1/part-00000.parquet");
    byte[] bytes = Files.readAllBytes(part);
    bytes[bytes.length / 2] ^= 1;
    Files.write(part, bytes);
    assertThatThrownBy(() -> Cassandra.run(connection, "COPY many_again FROM '" + manifest + "'"))
        .satisfies(e -> assertThat(state(e)).isEqualTo("22018"))
        .hasMessageContaining("SHA-256")
        .hasMessageContaining("c=1");
    Files.write(part, new byte[] {1});
    assertThatThrownBy(() -> Cassandra.run(connection, "COPY many_again FROM '" + manifest + "'"))
        .hasMessageContaining("has 1 bytes, and the manifest");
    Files.delete(part);
    assertThatThrownBy(() -> Cassandra.run(connection, "COPY many_again FROM '" + manifest + "'"))
        .satisfies(e -> assertThat(state(e)).isEqualTo("58P01"));
    Files.writeString(manifest, "{\"cassport_manifest\": 1, \"objects\": [");
    assertThatThrownBy(() -> Cassandra.run(connection, "COPY many_again FROM '" + manifest + "'"))
        .satisfies(e -> assertThat(state(e)).isEqualTo("22018"))
        .hasMessageContaining("line 1");
  }

  @Test
  void aManifestOfOneFileLiesBesideItAndOneElsewhereFindsItsObjects() throws Exception {
    Path file = folder.resolve("t.parquet");
    Cassandra.run(connection, "COPY t TO '" + file + "' WITH MANIFEST=TRUE");
    Path beside = folder.resolve("t.parquet.manifest.json");
    assertThat(Cassandra.update(connection, "COPY t FROM '" + beside + "'")).isEqualTo(2);
    assertThatThrownBy(
            () ->
                Cassandra.run(
                    connection, "COPY t TO '" + folder + "/u/' WITH MANIFEST='" + beside + "'"))
        .satisfies(e -> assertThat(state(e)).isEqualTo("58P02"));
    assertThat(folder.resolve("u")).doesNotExist();
    Path elsewhere = Files.createDirectory(folder.resolve("list")).resolve("of-t.json");
    Cassandra.run(
        connection, "COPY t TO '" + folder + "/d/' WITH MANIFESTFILE='" + elsewhere + "'");
    assertThat(Cassandra.update(connection, "COPY t FROM '" + elsewhere + "'")).isEqualTo(2);
  }

  @Test
  void appendGoesOnWithTheManifest() throws Exception {
    Path dataset = folder.resolve("d");
    Cassandra.run(
        connection,
        "COPY t TO '" + dataset + "/' WITH MANIFEST=TRUE AND CONCURRENCY=1",
        "COPY t TO '" + dataset + "/' WITH MANIFEST=TRUE AND APPEND=TRUE AND CONCURRENCY=1");
    assertThat(
            duckDb(
                "SELECT o.path FROM (SELECT unnest(objects) AS o FROM read_json('"
                    + dataset
                    + "/_manifest.json')) ORDER BY 1"))
        .isEqualTo(List.of(List.of("part-00000.parquet"), List.of("part-00001.parquet")));
  }

  @Test
  void theDirectoryThatCopyPathsAllowsCannotItselfBeReplaced() throws Exception {
    Path allowed = Files.createDirectory(folder.resolve("allowed"));
    String url = connection.getMetaData().getURL();
    try (Connection tight =
            DriverManager.getConnection(
                url + (url.contains("?") ? "&" : "?") + "copyPaths=" + allowed);
        Statement statement = tight.createStatement()) {
      assertThatThrownBy(() -> statement.execute("COPY dataset_export.t TO '" + allowed + "/'"))
          .satisfies(e -> assertThat(state(e)).isEqualTo("42501"));
      assertThatThrownBy(
              () ->
                  statement.execute(
                      "COPY dataset_export.t TO '"
                          + allowed
                          + "/t/' WITH MANIFEST='"
                          + folder
                          + "/out.json'"))
          .satisfies(e -> assertThat(state(e)).isEqualTo("42501"));
      try (ResultSet written =
          statement.executeQuery("COPY dataset_export.t TO '" + allowed + "/t/'")) {
        assertThat(written.next()).isTrue();
      }
    }
  }
}
