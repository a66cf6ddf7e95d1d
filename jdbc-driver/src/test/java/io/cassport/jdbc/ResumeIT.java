package io.cassport.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cassport.jdbc.LedgerFiles.Loaded;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RESUME=TRUE: a COPY that is cut off, and the same statement once more. */
final class ResumeIT {
  private static final String LEDGER = "resume_history";
  private static final int PARTITIONS = 1_500;
  private static final int ROWS = PARTITIONS * 100;

  private static Connection connection;
  @TempDir private Path folder;

  @BeforeAll
  static void fill() throws SQLException {
    Server.makeKeyspace("resume");
    connection = LedgerFiles.connect("resume", LEDGER);
    Server.run(
        connection,
        "DROP KEYSPACE IF EXISTS " + LEDGER,
        "CREATE TABLE t (p int, c int, n bigint, PRIMARY KEY (p, c))",
        "CREATE TABLE again (p int, c int, n bigint, PRIMARY KEY (p, c))",
        "CREATE TABLE loaded (p int, c int, n bigint, PRIMARY KEY (p, c))",
        "CREATE TABLE changed (p int, c int, n bigint, PRIMARY KEY (p, c))");
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO t (p, c, n) VALUES (?, ?, ?)")) {
      for (int p = 0; p < PARTITIONS; p++) {
        for (int c = 0; c < 100; c++) {
          insert.setInt(1, p);
          insert.setInt(2, c);
          insert.setLong(3, p * 100L + c);
          insert.addBatch();
        }
      }
      insert.executeBatch();
    }
  }

  @AfterAll
  static void disconnect() throws SQLException {
    connection.close();
  }

  private static List<Path> hidden(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.getFileName().toString().endsWith(ending)).toList();
    }
  }

  private static Map<String, FileTime> files(Path directory) throws IOException {
    Map<String, FileTime> found = new HashMap<>();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        found.put(directory.relativize(file).toString(), Files.getLastModifiedTime(file));
      }
    }
    return found;
  }

  /** Runs a statement that takes longer than that and says what it was told. */
  private static String cutOff(String copy, int seconds) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(seconds);
      SQLException stopped =
          catchThrowableOfType(SQLException.class, () -> statement.execute(copy));
      assertThat(stopped.getSQLState()).as(stopped.getMessage()).isEqualTo("57014");
      return stopped.getMessage();
    }
  }

  private static long export(String copy) throws SQLException {
    long rows = 0;
    try (Statement statement = connection.createStatement();
        ResultSet objects = statement.executeQuery(copy)) {
      while (objects.next()) {
        rows += objects.getLong("record_count");
      }
      assertThat(statement.getMoreResults()).isFalse();
      assertThat(statement.getLargeUpdateCount()).isEqualTo(rows);
    }
    return rows;
  }

  private static void assertSameRows(Path dataset) throws SQLException {
    Server.run(connection, "TRUNCATE again", "COPY again FROM '" + dataset + "' WITH LEDGER=FALSE");
    String sums = "SELECT count(*), sum(n), min(n), max(n) FROM ";
    assertThat(LedgerFiles.rows(connection, sums + "again"))
        .isEqualTo(LedgerFiles.rows(connection, sums + "t"));
  }

  @Test
  void anExportWhoseJvmIsKilledGoesOnAfterItsLastCheckpoint() throws Exception {
    Path target = folder.resolve("killed");
    String copy = "COPY t TO '" + target + "/' WITH RESUME=TRUE AND RATE=10000 AND MANIFEST=TRUE";
    Path output = folder.resolve("output.txt");
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LedgerRaceIT.Child.class.getName(),
                Server.url("resume", ""),
                copy)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      for (int i = 0; hidden(folder, ".progress").isEmpty(); i++) {
        assertThat(child.isAlive() && i < 600).as(() -> text(output)).isTrue();
        TimeUnit.MILLISECONDS.sleep(100);
      }
    } finally {
      child.destroyForcibly().waitFor();
    }
    assertThat(target).doesNotExist();
    Map<String, FileTime> before = files(hidden(folder, ".tmp").get(0));

    long begun = System.nanoTime();
    assertThat(export(copy)).isEqualTo(ROWS);

    // at 10,000 rows a second, all of them would have taken longer
    assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun)).isLessThan(ROWS / 10_000);
    Map<String, FileTime> after = files(target);
    List<String> kept = before.keySet().stream().filter(after::containsKey).toList();
    assertThat(kept.stream().filter(file -> before.get(file).equals(after.get(file)))).isNotEmpty();
    assertSameRows(target);
    assertSameRows(target.resolve("_manifest.json"));
    assertThat(hidden(folder, "")).containsExactlyInAnyOrder(target, output);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Test
  void anExportThatRanOutOfTimeGoesOnInItsPartitions() throws Exception {
    Path target = folder.resolve("partitioned");
    String copy = "COPY t TO '" + target + "/' WITH RESUME=TRUE AND PARTITION='c' AND RATE=12000";
    assertThat(cutOff(copy, 8)).contains("the same statement goes on from its last checkpoint");
    assertThat(target).doesNotExist();
    assertThat(hidden(folder, ".progress")).hasSize(1);

    assertThat(export(copy)).isEqualTo(ROWS);
    assertThat(files(target).keySet()).anyMatch(file -> file.startsWith("c=99/part-00001"));
    assertSameRows(target);
    assertThat(hidden(folder, "")).containsExactly(target);
  }

  @Test
  void anotherStatementDoesNotGoOnWithItAndRemovesIt() throws Exception {
    Path target = folder.resolve("other");
    String copy = "COPY t TO '" + target + "/' WITH RESUME=TRUE AND RATE=10000";
    cutOff(copy, 7);
    assertThat(hidden(folder, ".progress")).hasSize(1);

    assertThat(export("COPY t (p, c) TO '" + target + "/' WITH RESUME=TRUE")).isEqualTo(ROWS);

    assertThat(hidden(folder, "")).containsExactly(target);
    assertThatThrownBy(() -> export(copy)).hasMessageContaining("exists already");
  }

  @Test
  void anExportWithoutCheckpointLeavesNothing() throws Exception {
    cutOff("COPY t TO '" + folder.resolve("short") + "/' WITH RESUME=TRUE AND RATE=10000", 2);
    assertThat(hidden(folder, "")).isEmpty();
  }

  @Test
  void whatCannotBeGoneOnWithIsRefused() {
    assertThatThrownBy(() -> export("COPY t TO '" + folder + "/one.parquet' WITH RESUME=TRUE"))
        .hasMessageContaining("end the target with '/'");
    assertThatThrownBy(
            () ->
                export(
                    "COPY (SELECT * FROM t WHERE p = 1) TO '" + folder + "/x/' WITH RESUME=TRUE"))
        .hasMessageContaining("RESUME goes on range by range");
    for (String other : List.of("LEDGER=FALSE", "FORCE=TRUE")) {
      assertThatThrownBy(() -> export("COPY t FROM '" + folder + "' WITH RESUME=TRUE AND " + other))
          .hasMessageContaining("leave one of the two out");
    }
  }

  private Path fileOfManyRowGroups() throws SQLException {
    Path file = folder.resolve("many.parquet");
    Server.run(connection, "COPY t TO '" + file + "' WITH CHUNKSIZE=5000 AND CONCURRENCY=1");
    return file;
  }

  @Test
  void anImportGoesOnAfterTheRowGroupsThatWereAcknowledged() throws Exception {
    Path file = fileOfManyRowGroups();
    String copy = "COPY loaded FROM '" + file + "' WITH RESUME=TRUE AND CONCURRENCY=16";
    cutOff(copy + " AND INGESTRATE=15000", 5);
    long first = LedgerFiles.count(connection, "loaded");
    assertThat(first).isBetween(5_000L, ROWS - 10_000L);
    assertThat(LedgerFiles.history(connection, "loaded", "status"))
        .containsEntry("many.parquet", "FAILED");
    // rows that are gone do not come back: their row groups are not read again
    for (int p = 0; p < PARTITIONS; p++) {
      Server.run(connection, "DELETE FROM loaded WHERE p = " + p);
    }

    Loaded rest = LedgerFiles.load(connection, copy + " AND TIMESTAMP=" + later());

    assertThat(rest.statuses()).containsEntry("many.parquet", "LOADED");
    assertThat(rest.count()).isEqualTo(ROWS);
    assertThat(LedgerFiles.count(connection, "loaded")).isBetween(ROWS - first, ROWS - 5_000L);
    assertThat(LedgerFiles.load(connection, copy).statuses())
        .containsEntry("many.parquet", "SKIPPED");
  }

  @Test
  void aFileThatHasChangedIsLoadedFromItsBeginning() throws Exception {
    Path file = fileOfManyRowGroups();
    String copy = "COPY changed FROM '" + file + "' WITH RESUME=TRUE AND CONCURRENCY=16";
    cutOff(copy + " AND INGESTRATE=15000", 5);
    Files.setLastModifiedTime(file, FileTime.fromMillis(later() / 1_000));
    for (int p = 0; p < PARTITIONS; p++) {
      Server.run(connection, "DELETE FROM changed WHERE p = " + p);
    }

    Loaded all = LedgerFiles.load(connection, copy + " AND TIMESTAMP=" + later());

    assertThat(all.count()).isEqualTo(ROWS);
    assertThat(LedgerFiles.count(connection, "changed")).isEqualTo(ROWS);
  }

  /** 50,000 rows in 50 partitions and some 40 MB, so that a text file has several parts. */
  private Path textFile(String format) throws IOException {
    String row = format.equals("csv") ? "%d,%d,%s%n" : "{\"p\": %d, \"c\": %d, \"v\": \"%s\"}%n";
    Path file = folder.resolve("many." + format);
    try (Writer out = Files.newBufferedWriter(file)) {
      for (int i = 0; i < 50_000; i++) {
        out.write(row.formatted(i / 1_000, i % 1_000, "x".repeat(800)));
      }
    }
    return file;
  }

  /** Runs a statement until that many rows are loaded. */
  private static void cutOffAfter(String copy, long rows) throws Exception {
    try (Statement statement = connection.createStatement()) {
      FutureTask<SQLException> task =
          new FutureTask<>(
              () -> catchThrowableOfType(SQLException.class, () -> statement.execute(copy)));
      new Thread(task, "cut-off-copy").start();
      while (!task.isDone() && rowsOf(copy) < rows) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
      statement.cancel();
      assertThat(task.get().getSQLState()).isEqualTo("57014");
    }
  }

  private static long rowsOf(String copy) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet jobs = statement.executeQuery("SHOW COPY JOBS")) {
      while (jobs.next()) {
        if (jobs.getString("statement").equals(copy)) {
          return jobs.getLong("rows");
        }
      }
    }
    return 0;
  }

  /** A COPY of a text file that was cut off, and whose rows are gone. */
  private String begun(String table, String format) throws Exception {
    Server.run(connection, "CREATE TABLE " + table + " (p int, c int, v text, PRIMARY KEY (p, c))");
    String copy = "COPY " + table + " FROM '" + textFile(format) + "' WITH RESUME=TRUE";
    cutOffAfter(copy + " AND INGESTRATE=10000", 35_000);
    for (int p = 0; p < 50; p++) {
      Server.run(connection, "DELETE FROM " + table + " WHERE p = " + p);
    }
    return copy + " AND TIMESTAMP=" + later();
  }

  @ParameterizedTest
  @ValueSource(strings = {"csv", "json"})
  void anImportOfTextGoesOnAfterThePartsThatWereAcknowledged(String format) throws Exception {
    Loaded rest = LedgerFiles.load(connection, begun("parts_of_" + format, format));

    assertThat(rest.statuses()).containsEntry("many." + format, "LOADED");
    assertThat(rest.count()).isEqualTo(50_000);
    assertThat(LedgerFiles.count(connection, "parts_of_" + format)).isBetween(1L, 49_999L);
  }

  @Test
  void textThatIsReadByOtherOptionsIsLoadedFromItsBeginning() throws Exception {
    String copy = begun("read_otherwise", "csv") + " AND BINARY='BASE64'";

    assertThat(LedgerFiles.load(connection, copy).count()).isEqualTo(50_000);
    assertThat(LedgerFiles.count(connection, "read_otherwise")).isEqualTo(50_000);
  }

  /** A write time after that of any deletion, in microseconds. */
  private static long later() {
    return TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis()) + 60_000_000L;
  }
}
