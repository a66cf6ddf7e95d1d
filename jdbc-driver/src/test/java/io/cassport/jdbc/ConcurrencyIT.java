package io.cassport.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * 32 threads at once, on one connection and on as many: nobody gets stuck, what goes well is
 * complete, and nothing is left. With {@code -Dcassport.soak=true} for five minutes each.
 */
@Tag("soak")
final class ConcurrencyIT {
  private static final int THREADS = 32;
  private static final long TIME =
      Boolean.getBoolean("cassport.soak")
          ? TimeUnit.MINUTES.toNanos(5)
          : TimeUnit.SECONDS.toNanos(12);
  private static final long SEED = Long.getLong("cassport.seed", 20_261_121L);
  private static final int TARGETS_READ_AGAIN = 12;

  private static Connection monitor;
  @TempDir private Path directory;

  @BeforeAll
  static void fill() throws SQLException {
    Server.makeKeyspace("turmoil");
    monitor = Server.connect("turmoil");
    Server.run(monitor, "CREATE TABLE t (id int PRIMARY KEY, bucket int, v text)");
    for (int i = 0; i < TurmoilSteps.TABLES; i++) {
      Server.run(monitor, "CREATE TABLE into_" + i + " (id int PRIMARY KEY, bucket int, v text)");
    }
    try (PreparedStatement insert =
        monitor.prepareStatement("INSERT INTO t (id, bucket, v) VALUES (?, ?, ?)")) {
      for (int i = 0; i < TurmoilSteps.ROWS; i++) {
        insert.setInt(1, i);
        insert.setInt(2, i % 7);
        insert.setString(3, "value " + i);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  @AfterAll
  static void disconnect() throws SQLException {
    monitor.close();
  }

  @Test
  void thirtyTwoThreadsOnOneConnection() throws Exception {
    holdsWith("32 threads, 1 connection", Turmoil::shared);
  }

  @Test
  void thirtyTwoThreadsOnAsManyConnections() throws Exception {
    holdsWith("32 threads, 32 connections", url -> Turmoil.own(url, THREADS));
  }

  /** Makes the connections of a turmoil. */
  interface Opening {
    Turmoil.Connections to(String url);
  }

  private void holdsWith(String harm, Opening opening) throws Exception {
    Server.run(monitor, "COPY t TO '" + directory.resolve("source") + "/' WITH CONCURRENCY=3");
    String url = Server.url("turmoil", "");
    // what is made once for the whole JVM is made here
    turmoil(opening, url, 1, TimeUnit.SECONDS.toNanos(1));
    Holdings before = Holdings.of(monitor);

    Turmoil turmoil = turmoil(opening, url, SEED, TIME);

    assertThat(turmoil.failures()).isEmpty();
    Holdings after = Holdings.settled(monitor, before);
    assertThat(after.moreThan(before)).isEmpty();
    assertThat(turmoil.leftovers()).isEmpty();
    assertThat(turmoil.tried().keySet()).hasSize(10);
    assertThat(turmoil.states()).containsKeys("ok", "57014");
    List<Path> present = turmoil.present();
    for (Path target : present.subList(0, Math.min(TARGETS_READ_AGAIN, present.size()))) {
      assertThat(rowsOf(target)).as("%s", target).isEqualTo(TurmoilSteps.ROWS);
    }
    for (int table : turmoil.loaded()) {
      assertThat(LedgerFiles.count(monitor, "into_" + table)).isEqualTo(TurmoilSteps.ROWS);
    }
    report(harm, turmoil, before, after);
  }

  private Turmoil turmoil(Opening opening, String url, long seed, long nanos) throws Exception {
    Path own = Files.createDirectories(directory.resolve("seed" + seed));
    try (Stream<Path> files = Files.walk(directory.resolve("source"))) {
      Files.createDirectories(own.resolve("source"));
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, own.resolve("source").resolve(file.getFileName()));
      }
    }
    try (Turmoil.Connections connections = opening.to(url)) {
      Turmoil turmoil = new Turmoil(connections, own, THREADS, seed);
      turmoil.run(nanos);
      return turmoil;
    }
  }

  private static long rowsOf(Path target) throws SQLException {
    long rows = 0;
    try (Statement statement = monitor.createStatement();
        ResultSet files =
            statement.executeQuery(
                "COPY t FROM '" + target + "' WITH DRYRUN=TRUE AND LEDGER=FALSE")) {
      while (files.next()) {
        rows += files.getLong("rows_read");
      }
    }
    return rows;
  }

  /** For whoever wants to know what happened: target/concurrency.txt. */
  private static void report(String harm, Turmoil turmoil, Holdings before, Holdings after)
      throws Exception {
    Files.writeString(
        Path.of("target", "concurrency.txt"),
        "%s, %d s: tried %s, came of it %s; before %s; after %s%n"
            .formatted(
                harm,
                TimeUnit.NANOSECONDS.toSeconds(TIME),
                turmoil.tried(),
                turmoil.states(),
                before,
                after),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
