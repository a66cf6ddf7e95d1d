package io.cassport.jdbc.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.cassport.jdbc.faults.RunningCopy.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client that is killed in the middle of a COPY, and what the next one finds and does. */
@Tag("soak")
final class ClientCrashIT {
  private static final int RATE = KnownRows.SOAK ? 20_000 : 6_000;
  private static final int TRIES = KnownRows.SOAK ? 3 : 1;
  private static final int LEASE_MILLIS = 61_000;

  private static Connection connection;
  @TempDir private Path folder;

  @BeforeAll
  static void connect() throws SQLException {
    assertThat(KnownRows.source()).exists();
    connection = ThreeNodes.connect("faults3");
  }

  @AfterAll
  static void disconnect() throws SQLException {
    connection.close();
  }

  /** The client that is killed. */
  static final class Client {
    private Client() {}

    /** Takes the URL and the statement. */
    public static void main(String[] arguments) throws SQLException, InterruptedException {
      try (Connection own = DriverManager.getConnection(arguments[0])) {
        RunningCopy.start(own, arguments[1]).end();
      }
    }
  }

  /** Runs a COPY in a JVM of its own, which is killed once something is so. */
  private void killWhen(String copy, Callable<Boolean> far) throws Exception {
    Path output = Files.createTempFile("client", ".txt");
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Client.class.getName(),
                ThreeNodes.url("faults3", ""),
                copy)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      while (!far.call()) {
        assertThat(child.isAlive()).as(Files.readString(output)).isTrue();
        ThreeNodes.pause(50);
      }
    } finally {
      child.destroyForcibly().waitFor();
      Files.delete(output);
    }
  }

  private List<Path> hidden(String ending) throws IOException {
    return Harms.leftovers(folder).stream()
        .filter(file -> file.getFileName().toString().endsWith(ending))
        .toList();
  }

  private boolean hasWritten(long bytes) throws IOException {
    for (Path place : hidden(".tmp")) {
      long size = 0;
      for (Path file : Files.isDirectory(place) ? Harms.leftovers(place) : List.of(place)) {
        size += Files.size(file);
      }
      if (size > bytes) {
        return true;
      }
    }
    return false;
  }

  @Test
  void nothingOfAKilledExportIsVisibleAndTheNextOneCleansUp() throws Exception {
    for (int attempt = 0; attempt < TRIES; attempt++) {
      for (String name : List.of("dataset", "single.parquet")) {
        Path target = folder.resolve(name);
        String shown = name.equals("dataset") ? target + "/" : target.toString();
        String copy = "COPY t TO '" + shown + "' WITH PAGESIZE=500 AND ROW_GROUP_SIZE='64KB'";
        killWhen(copy + " AND RATE=" + RATE, () -> hasWritten(50_000));
        assertThat(target).doesNotExist();
        assertThat(hidden(".tmp")).hasSize(1);
        assertThat(hidden(".lock")).hasSize(1);

        Outcome next = RunningCopy.start(connection, copy).end();
        assertThat(next.message()).isNull();
        Census census = Census.of(target);
        List<Path> leftovers = Harms.leftovers(folder, target);
        Harms.note("export: kill -9 of the client", census, leftovers.size(), next.retries());
        assertThat(census.isExact()).as(census.toString()).isTrue();
        assertThat(leftovers).isEmpty();
        Harms.deleteAll(folder);
      }
    }
  }

  @Test
  void aKilledExportIsResumedAndOnlyWhatIsMissingIsRead() throws Exception {
    ThreeNodes.run(
        connection,
        "CREATE TABLE marked (p int, c int, n bigint, v text, s int static, PRIMARY KEY (p, c))",
        "CREATE TABLE found (p int, c int, n bigint, v text, s int static, PRIMARY KEY (p, c))",
        "COPY marked (p, c, n, v) FROM '"
            + KnownRows.source()
            + "' WITH CONSISTENCY=ALL AND LEDGER=FALSE");
    Path target = folder.resolve("resumed");
    String copy =
        "COPY marked TO '" + target + "/' WITH RESUME=TRUE AND PAGESIZE=500 AND RATE=" + RATE;
    killWhen(copy, () -> !hidden(".progress").isEmpty());
    assertThat(target).doesNotExist();
    // what is read from now on is marked
    try (PreparedStatement mark =
        connection.prepareStatement("UPDATE marked SET s = 1 WHERE p = ?")) {
      for (int p = 0; p < KnownRows.partitions(); p++) {
        mark.setInt(1, p);
        mark.addBatch();
      }
      mark.executeBatch();
    }
    Outcome resumed = RunningCopy.start(connection, copy).end();
    assertThat(resumed.message()).isNull();
    Census census = Census.of(target);
    List<Path> leftovers = Harms.leftovers(folder, target);
    Harms.note("export: kill -9 of the client, RESUME", census, leftovers.size(), 0);
    assertThat(census.isExact()).as(census.toString()).isTrue();
    assertThat(census.rows()).isEqualTo(KnownRows.count());
    assertThat(leftovers).isEmpty();
    ThreeNodes.run(connection, "COPY found FROM '" + target + "/' WITH LEDGER=FALSE");
    long readAgain = 0;
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT DISTINCT p, s FROM found")) {
      while (rows.next()) {
        readAgain += rows.getInt(2);
      }
    }
    // the long form's first checkpoint comes when but a tenth is done
    long most =
        KnownRows.SOAK ? KnownRows.partitions() * 19L / 20 : KnownRows.partitions() * 9L / 10;
    assertThat(readAgain).isBetween(1L, most);
  }

  private static String history(String table, String column) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SHOW COPY HISTORY FOR " + table)) {
      return rows.next() ? rows.getString(column) : null;
    }
  }

  @Test
  void aKilledImportIsResumedAndOnlyWhatIsMissingIsLoaded() throws Exception {
    ThreeNodes.run(connection, "CREATE TABLE orphaned (" + KnownRows.COLUMNS + ")");
    String copy = "COPY orphaned FROM '" + KnownRows.source() + "' WITH CONCURRENCY=16";
    killWhen(
        copy + " AND INGESTRATE=" + KnownRows.count() / 25,
        () -> {
          String loaded = history("orphaned", "rows_loaded");
          return loaded != null && Long.parseLong(loaded) > KnownRows.ROW_GROUP * 2L;
        });
    assertThat(history("orphaned", "status")).isEqualTo("LOADING");
    if (KnownRows.SOAK) {
      ThreeNodes.pause(LEASE_MILLIS);
    } else { // as if the lease were over
      ThreeNodes.run(
          connection,
          "DELETE FROM "
              + ThreeNodes.HISTORY
              + ".copy_leases WHERE owner = "
              + history("orphaned", "owner")
              + " IF EXISTS");
    }
    RunningCopy rest = RunningCopy.start(connection, copy + " AND RESUME=TRUE");
    Outcome resumed = rest.end();
    assertThat(resumed.message()).isNull();
    assertThat(resumed.rows()).isEqualTo(KnownRows.count());
    assertThat(rest.rowsOfThisRun()).isBetween(1L, KnownRows.count() - KnownRows.ROW_GROUP);
    Census census = Census.ofTable(connection, "orphaned", folder);
    long claims = ThreeNodes.claims(connection, "orphaned");
    Harms.note("import: kill -9 of the client, RESUME", census, claims, resumed.retries());
    assertThat(claims).isZero();
    assertThat(census.isExact()).as(census.toString()).isTrue();
    assertThat(census.rows()).isEqualTo(KnownRows.count());
    assertThat(history("orphaned", "status")).isEqualTo("LOADED");
  }
}
