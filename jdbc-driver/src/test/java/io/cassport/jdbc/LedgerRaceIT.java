package io.cassport.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.cassport.jdbc.LedgerFiles.Loaded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several clients and one set of files: each is loaded once, also when a client dies. */
final class LedgerRaceIT {
  private static final String LEDGER = "ledger_race_history";
  private static Connection connection;
  @TempDir private Path folder;

  @BeforeAll
  static void fill() throws SQLException {
    Server.makeKeyspace("ledger_race");
    connection = LedgerFiles.connect("ledger_race", LEDGER);
    Server.run(connection, "DROP KEYSPACE IF EXISTS " + LEDGER);
    LedgerFiles.fillSource(connection);
    Server.run(
        connection,
        "CREATE TABLE t (p int, c int, n bigint, PRIMARY KEY (p, c))",
        "CREATE TABLE orphans (p int, c int, n bigint, PRIMARY KEY (p, c))",
        "CREATE TABLE hits (p int, c int, n counter, PRIMARY KEY (p, c))");
  }

  @AfterAll
  static void disconnect() throws SQLException {
    connection.close();
  }

  private static void sleep(long seconds) throws InterruptedException {
    TimeUnit.SECONDS.sleep(seconds);
  }

  @Test
  void twoCopiesAtOnceLoadEachOfTwentyFilesOnce() throws Exception {
    for (int p = 0; p < 20; p++) {
      LedgerFiles.write(connection, folder, p);
    }
    // the ledger's tables are made by both at once, too
    Server.run(connection, "DROP KEYSPACE IF EXISTS " + LEDGER);
    CyclicBarrier start = new CyclicBarrier(2);
    ExecutorService clients = Executors.newFixedThreadPool(2);
    List<Future<Loaded>> futures = new ArrayList<>();
    for (int client = 0; client < 2; client++) {
      // another time-out is another session
      String url =
          Server.url(
              "ledger_race", "copyKeyspace=" + LEDGER + "&requestTimeout=" + (30_000 + client));
      futures.add(
          clients.submit(
              () -> {
                try (Connection own = DriverManager.getConnection(url)) {
                  start.await();
                  return LedgerFiles.load(
                      own, "COPY hits FROM '" + folder + "' WITH INGESTRATE=1000");
                }
              }));
    }
    Map<String, Integer> loads = new HashMap<>();
    List<String> reasons = new ArrayList<>();
    long rows = 0;
    for (Future<Loaded> future : futures) {
      Loaded loaded = future.get();
      assertThat(loaded.statuses()).hasSize(20);
      assertThat(loaded.statuses().values()).isSubsetOf("LOADED", "SKIPPED");
      loaded.statuses().forEach((f, s) -> loads.merge(f, s.equals("LOADED") ? 1 : 0, Integer::sum));
      loaded.reasons().values().stream().filter(Objects::nonNull).forEach(reasons::add);
      rows += loaded.count();
    }
    clients.shutdown();
    assertThat(loads).hasSize(20);
    assertThat(loads.values()).containsOnly(1);
    assertThat(rows).isEqualTo(2_000);
    assertThat(reasons).hasSize(20).anyMatch(reason -> reason.contains("another COPY"));
    // what is loaded twice would have been counted twice
    assertThat(LedgerFiles.rows(connection, "SELECT count(*), sum(n), max(n) FROM hits"))
        .containsExactly(List.of("2000", "2000", "1"));
    assertThat(LedgerFiles.history(connection, "hits", "status").values())
        .hasSize(20)
        .containsOnly("LOADED");
  }

  /** Makes the entry of a loaded file one that another client has claimed. */
  private static UUID claimForAnother() throws SQLException {
    UUID owner = UUID.randomUUID();
    List<String> key =
        LedgerFiles.rows(
                connection,
                "SELECT table_id, object FROM "
                    + LEDGER
                    + ".copy_history WHERE keyspace_name = 'ledger_race' AND table_name = 't'"
                    + " ALLOW FILTERING")
            .stream()
            .filter(row -> row.get(1) != null && row.get(1).contains("claimed"))
            .findFirst()
            .orElseThrow();
    Server.run(
        connection,
        "UPDATE "
            + LEDGER
            + ".copy_history SET status = 'LOADING', finished = null, owner = "
            + owner
            + " WHERE keyspace_name = 'ledger_race' AND table_name = 't' AND table_id = "
            + key.get(0)
            + " AND object = '"
            + key.get(1)
            + "' IF EXISTS");
    return owner;
  }

  @Test
  void aLeaseThatExpiresSetsItsFilesFree() throws Exception {
    Path own = Files.createDirectory(folder.resolve("claimed"));
    String copy = "COPY t FROM '" + LedgerFiles.write(connection, own, 0) + "'";
    LedgerFiles.load(connection, copy);
    UUID owner = claimForAnother();
    Server.run(
        connection,
        "INSERT INTO "
            + LEDGER
            + ".copy_leases (owner, alive) VALUES ("
            + owner
            + ", true) IF NOT EXISTS USING TTL 5");
    for (String options : List.of("", " WITH FORCE=TRUE")) {
      Loaded busy = LedgerFiles.load(connection, copy + options);
      assertThat(busy.statuses().values()).containsExactly("SKIPPED");
      assertThat(busy.reasons().get("p-00.parquet")).contains("another COPY");
    }
    assertThat(LedgerFiles.history(connection, "t", "lease_seconds_left").get("p-00.parquet"))
        .isIn("1", "2", "3", "4", "5");
    sleep(6);
    assertThat(LedgerFiles.history(connection, "t", "lease_seconds_left"))
        .containsEntry("p-00.parquet", "0");
    assertThat(LedgerFiles.load(connection, copy).statuses().values()).containsExactly("LOADED");
    assertThat(LedgerFiles.history(connection, "t", "status"))
        .containsEntry("p-00.parquet", "LOADED");
  }

  @Test
  void theFilesOfAKilledClientAreLoadedByAnother() throws Exception {
    Path file = LedgerFiles.write(connection, folder, 3);
    String copy = "COPY orphans FROM '" + file + "'";
    Path output = folder.resolve("output.txt");
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                Server.url("ledger_race", "copyKeyspace=" + LEDGER),
                copy + " WITH INGESTRATE=1 AND CHUNKSIZE=10")
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      awaitLoading(child, output);
      sleep(25);
      // longer than 40 s are left only when it was renewed
      Collection<String> left =
          LedgerFiles.history(connection, "orphans", "lease_seconds_left").values();
      assertThat(left)
          .singleElement()
          .satisfies(s -> assertThat(Long.parseLong(s)).isBetween(41L, 60L));
    } finally {
      child.destroyForcibly().waitFor();
    }
    Loaded busy = LedgerFiles.load(connection, copy);
    assertThat(busy.statuses().values()).containsExactly("SKIPPED");
    assertThat(LedgerFiles.count(connection, "orphans")).isBetween(1L, 99L);
    expireLease(LedgerFiles.history(connection, "orphans", "owner").get("p-03.parquet"));
    assertThat(LedgerFiles.load(connection, copy).statuses().values()).containsExactly("LOADED");
    assertThat(LedgerFiles.count(connection, "orphans")).isEqualTo(100);
  }

  /** What the lease's TTL does after a minute; ClientCrashIT's long form waits for that. */
  private static void expireLease(String owner) throws SQLException {
    Server.run(
        connection, "DELETE FROM " + LEDGER + ".copy_leases WHERE owner = " + owner + " IF EXISTS");
  }

  private static void awaitLoading(Process child, Path output) throws Exception {
    for (int i = 0; i < 600; i++) {
      assertThat(child.isAlive()).as(() -> "the child said " + text(output)).isTrue();
      if (LedgerFiles.history(connection, "orphans", "status").containsValue("LOADING")) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    throw new AssertionError("the child did not claim the file: " + text(output));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** The client that is killed. */
  static final class Child {
    private Child() {}

    /** Takes the URL and the statement. */
    public static void main(String[] arguments) throws SQLException {
      try (Connection own = DriverManager.getConnection(arguments[0])) {
        Server.run(own, arguments[1]);
      }
    }
  }
}
