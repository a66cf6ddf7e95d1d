package io.cassport.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cassport.jdbc.LedgerFiles.Loaded;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Which files COPY FROM loads, and which it leaves alone, as docs/ledger.md says. */
final class LedgerIT {
  private static final String LEDGER = "ledger_it_history";
  private static Connection connection;
  private static final String CREATE = "CREATE TABLE %s (p int, c int, n %s, PRIMARY KEY (p, c))";
  @TempDir private Path folder;
  private String table;

  @BeforeAll
  static void fill() throws SQLException {
    Server.makeKeyspace("ledger_it");
    connection = LedgerFiles.connect("ledger_it", LEDGER);
    Server.run(connection, "DROP KEYSPACE IF EXISTS " + LEDGER);
    LedgerFiles.fillSource(connection);
  }

  @AfterAll
  static void disconnect() throws SQLException {
    connection.close();
  }

  /** A table for each test is cheaper than dropping and making one. */
  @BeforeEach
  void makeTable(TestInfo test) throws SQLException {
    table = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
    table = table.substring(0, Math.min(48, table.length()));
    Server.run(connection, CREATE.formatted(table, "bigint"));
  }

  private Path write(int p) throws SQLException {
    return LedgerFiles.write(connection, folder, p);
  }

  private String copy(String options) {
    return "COPY " + table + " FROM '" + folder + "'" + options;
  }

  private static Loaded load(String copy) throws SQLException {
    return LedgerFiles.load(connection, copy);
  }

  private Map<String, String> history(String column) throws SQLException {
    return LedgerFiles.history(connection, table, column);
  }

  private static String state(Throwable thrown) {
    return ((SQLException) thrown).getSQLState();
  }

  @Test
  void aLoadedFileIsSkippedWithItsReasonAndAWarning() throws SQLException {
    write(0);
    Loaded first = load(copy(""));
    assertThat(first.statuses()).containsExactly(Map.entry("p-00.parquet", "LOADED"));
    assertThat(first.count()).isEqualTo(100);
    assertThat(first.warnings()).isEmpty();
    write(1);
    Loaded second = load(copy(""));
    assertThat(second.statuses())
        .containsExactly(Map.entry("p-00.parquet", "SKIPPED"), Map.entry("p-01.parquet", "LOADED"));
    assertThat(second.reasons().get("p-00.parquet")).contains("already").contains("FORCE=TRUE");
    assertThat(second.count()).isEqualTo(100);
    assertThat(second.warnings())
        .containsExactly("1 file skipped: loaded already; FORCE=TRUE loads again");
    Loaded third = load(copy(""));
    assertThat(third.statuses().values()).containsOnly("SKIPPED").hasSize(2);
    assertThat(third.count()).isZero();
  }

  @Test
  void forceLoadsAgain() throws SQLException {
    write(0);
    load(copy(""));
    Server.run(connection, "DELETE FROM " + table + " WHERE p = 0");
    assertThat(load(copy("")).statuses().values()).containsExactly("SKIPPED");
    assertThat(load(copy(" WITH FORCE=TRUE")).statuses().values()).containsExactly("LOADED");
    assertThat(LedgerFiles.count(connection, table)).isEqualTo(100);
  }

  @Test
  void aChangedFileIsLoadedAgain() throws SQLException, IOException {
    Path file = write(0);
    load(copy(""));
    Files.copy(write(1), file, StandardCopyOption.REPLACE_EXISTING);
    Files.delete(folder.resolve("p-01.parquet"));
    assertThat(load(copy("")).statuses().values()).containsExactly("LOADED");
    assertThat(LedgerFiles.count(connection, table)).isEqualTo(200);
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(3_600)));
    assertThat(load(copy("")).statuses().values()).containsExactly("LOADED");
    assertThat(load(copy("")).statuses().values()).containsExactly("SKIPPED");
  }

  @Test
  void aFileBelongsToATableAndAColumnList() throws SQLException {
    Server.run(connection, CREATE.formatted("another_table", "bigint"));
    Path file = write(0);
    load(copy(""));
    assertThat(load("COPY " + table + " (p, c) FROM '" + file + "'").statuses().values())
        .containsExactly("LOADED");
    assertThat(load("COPY another_table FROM '" + file + "'").statuses().values())
        .containsExactly("LOADED");
  }

  @Test
  void truncateMakesItForget() throws SQLException {
    write(0);
    load(copy(""));
    Server.run(connection, "TRUNCATE " + table);
    assertThat(load(copy("")).statuses().values()).containsExactly("LOADED");
    assertThat(LedgerFiles.count(connection, table)).isEqualTo(100);
    assertThat(load(copy("")).statuses().values()).containsExactly("SKIPPED");
  }

  @Test
  void aTableThatIsMadeAgainHasAnEmptyHistory() throws SQLException {
    write(0);
    load(copy(""));
    Server.run(connection, "DROP TABLE " + table, CREATE.formatted(table, "bigint"));
    assertThat(history("status")).isEmpty();
    assertThat(load(copy("")).statuses().values()).containsExactly("LOADED");
    assertThat(LedgerFiles.count(connection, table)).isEqualTo(100);
  }

  @Test
  void whatACancelledCopyDidNotFinishIsLoadedByTheNext() throws SQLException {
    write(0);
    write(1);
    try (Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(3);
      assertThatThrownBy(() -> statement.execute(copy(" WITH INGESTRATE=1 AND CHUNKSIZE=10")))
          .satisfies(e -> assertThat(state(e)).isEqualTo("57014"));
    }
    assertThat(history("status").values()).containsExactly("FAILED", "FAILED");
    assertThat(history("first_error").values()).doesNotContainNull();
    assertThat(history("finished").values()).doesNotContainNull();
    assertThat(load(copy("")).statuses().values()).containsExactly("LOADED", "LOADED");
    assertThat(history("status").values()).containsExactly("LOADED", "LOADED");
    assertThat(LedgerFiles.count(connection, table)).isEqualTo(200);
  }

  @Test
  void aFailureIsRecordedWithItsErrorAndTriedAgain() throws SQLException, IOException {
    write(0);
    Path bad =
        Files.write(
            folder.resolve("p-01.parquet"), "PAR1 is not all".getBytes(StandardCharsets.US_ASCII));
    assertThatThrownBy(() -> load(copy(" WITH FORMAT=PARQUET"))).isInstanceOf(SQLException.class);
    assertThat(history("status"))
        .containsOnly(Map.entry("p-00.parquet", "FAILED"), Map.entry("p-01.parquet", "FAILED"));
    assertThat(history("first_error").get("p-01.parquet")).contains("p-01.parquet");
    assertThat(history("rows_read").values()).containsOnly("0");
    Files.delete(bad);
    write(1);
    assertThat(load(copy("")).statuses().values()).containsExactly("LOADED", "LOADED");
    assertThat(history("first_error").values()).containsOnlyNulls();
  }

  @Test
  void aFileThatAFailedCopyNeverTouchedStaysLoaded() throws SQLException, IOException {
    write(0);
    load(copy(""));
    Map<String, String> finished = history("finished");
    Files.write(
        folder.resolve("p-01.parquet"), "PAR1 is not all".getBytes(StandardCharsets.US_ASCII));
    assertThatThrownBy(() -> load(copy(" WITH FORMAT=PARQUET AND FORCE=TRUE")))
        .isInstanceOf(SQLException.class);
    assertThat(history("status")).containsEntry("p-00.parquet", "LOADED");
    assertThat(history("finished")).containsAllEntriesOf(finished);
  }

  @Test
  void whatMaxrowsLeavesOutIsPartialOrSkippedAndLoadedByTheNext() throws SQLException {
    write(0);
    write(1);
    Loaded some = load(copy(" WITH MAXROWS=30"));
    assertThat(some.statuses())
        .containsExactly(
            Map.entry("p-00.parquet", "PARTIAL"), Map.entry("p-01.parquet", "SKIPPED"));
    assertThat(history("status")).containsExactly(Map.entry("p-00.parquet", "PARTIAL"));
    assertThat(history("rows_total")).containsExactly(Map.entry("p-00.parquet", "100"));
    assertThat(history("rows_loaded")).containsExactly(Map.entry("p-00.parquet", "30"));
    assertThat(load(copy("")).statuses().values()).containsExactly("LOADED", "LOADED");
  }

  @Test
  void aFileWithTwoNamesIsLoadedOnce() throws SQLException, IOException {
    Path file = write(0);
    Files.createSymbolicLink(folder.resolve("q.parquet"), file);
    Loaded loaded = load(copy(""));
    assertThat(loaded.statuses())
        .containsExactly(Map.entry("p-00.parquet", "LOADED"), Map.entry("q.parquet", "SKIPPED"));
    assertThat(loaded.reasons().get("q.parquet")).contains("same file");
  }

  @Test
  void dryrunAndLedgerFalseTouchNothing() throws SQLException {
    write(0);
    try (Connection other = LedgerFiles.connect("ledger_it", "ledger_it_untouched")) {
      for (String option : List.of("DRYRUN=TRUE", "LEDGER=FALSE", "LEDGER=FALSE")) {
        assertThat(LedgerFiles.load(other, copy(" WITH " + option)).statuses().values())
            .containsExactly("LOADED");
      }
      assertThat(
              LedgerFiles.rows(
                  other,
                  "SELECT keyspace_name FROM system_schema.keyspaces"
                      + " WHERE keyspace_name = 'ledger_it_untouched'"))
          .isEmpty();
      assertThat(LedgerFiles.history(other, table, "status")).isEmpty();
    }
  }

  @Test
  void dryrunShowsWhatWouldBeSkippedAndChangesNoEntry() throws SQLException {
    write(0);
    load(copy(""));
    write(1);
    List<List<String>> before = LedgerFiles.rows(connection, "SHOW COPY HISTORY FOR " + table);
    assertThat(load(copy(" WITH DRYRUN=TRUE")).statuses().values())
        .containsExactly("SKIPPED", "LOADED");
    assertThat(LedgerFiles.rows(connection, "SHOW COPY HISTORY FOR " + table)).isEqualTo(before);
    assertThat(LedgerFiles.count(connection, table)).isEqualTo(100);
  }

  @Test
  void withoutTheRightToMakeItCopyGoesOnWithAWarningUnlessLedgerInsists() throws SQLException {
    write(0);
    // nobody may make tables in Cassandra's own keyspace: a real refusal without any set-up
    try (Connection other = LedgerFiles.connect("ledger_it", "system")) {
      assertThatThrownBy(() -> LedgerFiles.load(other, copy(" WITH LEDGER=TRUE")))
          .satisfies(e -> assertThat(state(e)).isEqualTo("42501"))
          .hasMessageContaining("keyspace system")
          .hasMessageContaining("LEDGER=TRUE");
      assertThat(LedgerFiles.count(connection, table)).isZero();
      for (int i = 0; i < 2; i++) {
        Loaded loaded = LedgerFiles.load(other, copy(""));
        assertThat(loaded.statuses().values()).containsExactly("LOADED");
        assertThat(loaded.warnings())
            .singleElement()
            .asString()
            .contains("COPY went on without it")
            .contains("copyKeyspace");
      }
      assertThat(LedgerFiles.load(other, copy(" WITH LEDGER=FALSE")).warnings()).isEmpty();
      assertThat(LedgerFiles.history(other, table, "status")).isEmpty();
    }
    assertThat(LedgerFiles.count(connection, table)).isEqualTo(100);
  }

  @Test
  void aLedgerThatIsDroppedIsMadeAgain() throws SQLException {
    write(0);
    try (Connection other = LedgerFiles.connect("ledger_it", "ledger_it_dropped")) {
      for (int i = 0; i < 2; i++) {
        assertThat(LedgerFiles.load(other, copy(" WITH LEDGER=TRUE")).statuses().values())
            .containsExactly("LOADED");
        Server.run(other, "DROP KEYSPACE ledger_it_dropped");
      }
    }
  }

  @Test
  void ofFilesOlderThanItsMemoryItKnowsNothing() throws SQLException, IOException {
    Path file = write(0);
    write(1);
    load(copy(" WITH FILES='p-01.parquet'"));
    Instant old = Instant.now().minus(Duration.ofDays(65));
    Files.setLastModifiedTime(file, FileTime.from(old));
    Server.run(
        connection,
        "UPDATE "
            + LEDGER
            + ".copy_history SET first_load = '"
            + old
            + "' WHERE keyspace_name = 'ledger_it' AND table_name = '"
            + table
            + "' AND table_id = "
            + LedgerFiles.rows(
                    connection,
                    "SELECT id FROM system_schema.tables WHERE keyspace_name = 'ledger_it'"
                        + " AND table_name = '"
                        + table
                        + "'")
                .get(0)
                .get(0));
    Loaded careful = load(copy(""));
    assertThat(careful.statuses().values()).containsExactly("SKIPPED", "SKIPPED");
    assertThat(careful.reasons().get("p-00.parquet")).contains("LOAD_UNCERTAIN_FILES=TRUE");
    assertThat(load(copy(" WITH LOAD_UNCERTAIN_FILES=TRUE")).statuses().values())
        .containsExactly("LOADED", "SKIPPED");
  }

  @Test
  void entriesExpireAfter64Days() throws SQLException {
    write(0);
    load(copy(""));
    long seconds = Duration.ofDays(64).toSeconds();
    List<List<String>> found =
        LedgerFiles.rows(
            connection,
            "SELECT TTL(status), TTL(first_load), first_load FROM "
                + LEDGER
                + ".copy_history WHERE table_name = '"
                + table
                + "' ALLOW FILTERING");
    List<String> newest = found.get(0);
    assertThat(Long.parseLong(newest.get(0))).isBetween(seconds - 600, seconds);
    assertThat(newest.get(1)).isNull();
    assertThat(newest.get(2)).isNotNull();
  }

  @Test
  void countersAreNotCountedTwice() throws SQLException, IOException {
    Server.run(connection, CREATE.formatted("hits", "counter"));
    Path file = write(0);
    String copy = "COPY hits FROM '" + file + "'";
    load(copy);
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(3_600)));
    Loaded touched = load(copy);
    assertThat(touched.statuses().values()).containsExactly("SKIPPED");
    assertThat(touched.reasons().get("p-00.parquet")).contains("counters").contains("FORCE=TRUE");
    assertThat(LedgerFiles.rows(connection, "SELECT n FROM hits WHERE p = 0 AND c = 7"))
        .containsExactly(List.of("1"));
    load(copy + " WITH FORCE=TRUE");
    assertThat(LedgerFiles.rows(connection, "SELECT n FROM hits WHERE p = 0 AND c = 7"))
        .containsExactly(List.of("2"));
  }

  @Test
  void aCounterLoadThatWasStoppedHalfwayWaitsForForce() throws SQLException {
    Server.run(connection, CREATE.formatted("stopped_hits", "counter"));
    Path file = write(0);
    String copy = "COPY stopped_hits FROM '" + file + "'";
    try (Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(2);
      assertThatThrownBy(() -> statement.execute(copy + " WITH INGESTRATE=1 AND CHUNKSIZE=10"))
          .satisfies(e -> assertThat(state(e)).isEqualTo("57014"));
    }
    Loaded next = load(copy);
    assertThat(next.statuses().values()).containsExactly("SKIPPED");
    assertThat(next.reasons().get("p-00.parquet")).contains("not completed");
    assertThat(LedgerFiles.history(connection, "stopped_hits", "status").values())
        .containsExactly("FAILED");
    assertThat(load(copy + " WITH FORCE=TRUE").statuses().values()).containsExactly("LOADED");
  }

  @Test
  void theHistoryShowsAFileWithEverythingThatIsKnown() throws SQLException {
    Path file = write(0);
    load("COPY " + table + " (p, c) FROM '" + file + "'");
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SHOW COPY HISTORY FOR ledger_it." + table)) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString("table_name")).isEqualTo("ledger_it." + table);
      assertThat(rows.getString("object_name")).isEqualTo(file.toString());
      assertThat(rows.getLong("object_size")).isEqualTo(file.toFile().length());
      assertThat(rows.getTimestamp("modified").getTime()).isEqualTo(file.toFile().lastModified());
      assertThat(rows.getLong("rows_loaded")).isEqualTo(100);
      assertThat(rows.getString("columns")).isEqualTo("p, c");
      assertThat(rows.getTimestamp("started")).isBeforeOrEqualTo(rows.getTimestamp("finished"));
      assertThat(rows.getString("fingerprint")).hasSize(64);
      assertThat(rows.getObject("lease_seconds_left")).isNull();
      assertThat(rows.next()).isFalse();
    }
    assertThat(LedgerFiles.rows(connection, "SHOW COPY HISTORY"))
        .anySatisfy(row -> assertThat(row).contains("ledger_it." + table, file.toString()));
    assertThatThrownBy(() -> LedgerFiles.rows(connection, "SHOW COPY HISTORY FOR nothing"))
        .satisfies(e -> assertThat(state(e)).isEqualTo("42S02"));
  }
}
