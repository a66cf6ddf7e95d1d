package io.cassport.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Targets that fail: a full disk, a file that may not grow, a read-only file system, a directory
 * that goes. Always an error within seconds, nothing under the final name, nothing left behind.
 */
@Tag("soak")
final class FailingTargetsIT {
  private static final boolean LONG = Boolean.getBoolean("cassport.soak");

  private static final int ROWS = 1_000;
  private static final int CELL = 6_000;
  private static final long SECONDS = 20;

  /** A namespace in which anybody may mount, where the system has such. */
  private static final List<String> NAMESPACE = List.of("unshare", "-Urm", "sh", "-c");

  @TempDir private static Path bad;
  @TempDir private Path directory;

  @BeforeAll
  static void makeTable() throws Exception {
    Server.makeKeyspace("failing");
    Random random = new Random(1);
    try (Connection connection = Server.connect("failing")) {
      Server.run(connection, "CREATE TABLE big (p int, id int, b blob, PRIMARY KEY (p, id))");
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO big (p, id, b) VALUES (?, ?, ?)")) {
        for (int i = 0; i < ROWS; i++) {
          byte[] cell = new byte[CELL];
          random.nextBytes(cell);
          insert.setInt(1, i % 10);
          insert.setInt(2, i);
          insert.setBytes(3, cell);
          insert.addBatch();
          if (i % 100 == 99) {
            insert.executeBatch();
          }
        }
      }
    }
    try (PrintStream out =
        new PrintStream(
            Files.newOutputStream(bad.resolve("bad.csv")), false, StandardCharsets.UTF_8)) {
      out.println("p,id,b");
      for (int i = 0; i < ROWS; i++) {
        out.println("no number," + i + "," + "x".repeat(CELL));
      }
    }
  }

  private static List<String> run(List<String> shell, String script, Path... directories)
      throws Exception {
    List<String> arguments = new ArrayList<>();
    arguments.add(Server.url("failing", ""));
    arguments.add(bad.resolve("bad.csv").toString());
    Stream.of(directories).map(Path::toString).forEach(arguments::add);
    return ChildJava.run(
        shell,
        script,
        bad.resolve("output"),
        FailingTargets.class,
        arguments.toArray(String[]::new));
  }

  /** Each statement has ended in time by an error, and left nothing. */
  private static void failed(List<String> lines, int statements, String... states) {
    List<String> told =
        lines.stream().filter(line -> line.matches("\\w+ \\w+ \\d+ \\d+: .*")).toList();
    assertThat(told).hasSize(statements);
    for (String line : told) {
      String[] parts = line.substring(0, line.indexOf(": ")).split(" ", -1);
      if (parts[0].equals("captureEnds")) {
        continue; // may say once more why nothing was kept
      }
      assertThat(parts[1]).as(line).isIn((Object[]) states);
      assertThat(Long.parseLong(parts[2])).as(line).isLessThan(SECONDS * 1_000);
      assertThat(parts[3]).as("left in the directory: %s", line).isEqualTo("0");
      assertThat(line).containsAnyOf(Stream.of("t.", "/t", "bad.csv").toArray(String[]::new));
    }
  }

  @Test
  void aFullDiskAndAReadOnlyOneAreErrorsAndLeaveNothing() throws Exception {
    Path full = Files.createDirectories(directory.resolve("full"));
    Path readOnly = Files.createDirectories(directory.resolve("read-only"));
    String mounts =
        "mount -t tmpfs -o size=2m none '"
            + full
            + "' && mount -t tmpfs -o ro none '"
            + readOnly
            + "'";
    assumeTrue(
        ChildJava.works("unshare -Urm sh -c \"" + mounts + "\""),
        "no file system can be mounted here; aFileThatMayNotGrow… stands for it");
    failed(run(NAMESPACE, mounts + " && exec \"$@\"", full, readOnly), 22, "58030");
  }

  @Test
  void aFileThatMayNotGrowAsWithAQuotaIsAnErrorAndLeavesNothing() throws Exception {
    assumeTrue(ChildJava.works("ulimit -f 100"), "this system's shell knows no ulimit");
    failed(run(List.of("sh", "-c"), "ulimit -f 1000; exec \"$@\"", directory), 11, "58030");
    assertThat(entries(directory)).isEmpty();
  }

  private static void delete(Path tree) throws IOException {
    if (Files.exists(tree)) {
      List<Path> all;
      try (Stream<Path> files = Files.walk(tree)) {
        all = files.sorted(Comparator.reverseOrder()).toList();
      }
      for (Path file : all) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static List<String> entries(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(file -> !file.equals(directory))
          .map(file -> directory.relativize(file).toString())
          .toList();
    }
  }

  private interface Harm {
    void happen() throws IOException;
  }

  /** Runs a statement that takes a minute, does harm when it is at work, and waits for its end. */
  private static Throwable whileRunning(String statement, Path target, Harm harm) throws Exception {
    CompletableFuture<Throwable> ended =
        CompletableFuture.supplyAsync(
            () -> {
              try (Connection connection = Server.connect("failing")) {
                Server.run(connection, statement);
                return null;
              } catch (SQLException e) {
                return e;
              }
            });
    while (!ended.isDone() && entries(target).stream().noneMatch(name -> name.contains("tmp"))) {
      Thread.sleep(10);
    }
    harm.happen();
    return ended.get(SECONDS, TimeUnit.SECONDS);
  }

  @Test
  void aTargetWhoseDirectoryGoesIsAnErrorWithinSeconds() throws Exception {
    for (String target :
        LONG
            ? List.of("t.parquet'", "t.csv'", "t/'", "t/' WITH PARTITION='p'")
            : List.of("t.parquet'", "t/' WITH PARTITION='p'")) {
      Path place = Files.createDirectories(directory.resolve("d"));
      String rate = target.contains("WITH") ? " AND RATE=20" : " WITH RATE=20";
      Throwable failure =
          whileRunning(
              "COPY big TO '" + place + "/" + target + rate + " AND PAGESIZE=10",
              place,
              () -> delete(place));
      assertThat(failure)
          .as(target)
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isIn("58P01", "58030"));
      assertThat(entries(directory)).as(target).isEmpty();
    }
  }

  @Test
  void aTargetWhoseDirectoryIsReplacedByAnotherIsLeftAlone() throws Exception {
    Path place = Files.createDirectories(directory.resolve("d"));
    Path aside = directory.resolve("aside");
    Throwable failure =
        whileRunning(
            "COPY big TO '" + place + "/t.parquet' WITH RATE=20 AND PAGESIZE=10",
            place,
            () -> {
              Files.move(place, aside, StandardCopyOption.ATOMIC_MOVE);
              Files.createDirectories(place);
            });
    assertThat(failure)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("58P01"));
    assertThat(entries(place)).isEmpty();
    assertThat(entries(aside)).noneMatch(name -> name.equals("t.parquet"));
  }

  /**
   * Loads slowly, does harm to the source when some rows have come, and returns what came of it.
   */
  private static Throwable whileLoading(Connection observer, String statement, Harm harm)
      throws Exception {
    CompletableFuture<Throwable> ended =
        CompletableFuture.supplyAsync(
            () -> {
              try (Connection connection = Server.connect("failing")) {
                Server.run(connection, statement);
                return null;
              } catch (SQLException e) {
                return e;
              }
            });
    while (!ended.isDone() && count(observer) == 0) {
      Thread.sleep(20);
    }
    harm.happen();
    return ended.get(60, TimeUnit.SECONDS);
  }

  private static int count(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT count(*) FROM back")) {
      return rows.next() ? rows.getInt(1) : -1;
    }
  }

  @Test
  void aSourceThatIsCutOrGoesIsAnErrorOrLoadsEverything() throws Exception {
    List<String> outcomes = new ArrayList<>();
    try (Connection connection = Server.connect("failing")) {
      Server.run(
          connection,
          "CREATE TABLE IF NOT EXISTS back (p int, id int, b blob, PRIMARY KEY (p, id))");
      for (String format :
          LONG ? List.of("parquet", "csv", "json", "csv.gz") : List.of("parquet", "csv")) {
        Path file = directory.resolve("s." + format);
        outcomes.add(
            format + " removed: " + whileHarmed(connection, file, () -> Files.delete(file)));
        String cut =
            whileHarmed(
                connection,
                file,
                () -> {
                  try (var channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
                    channel.truncate(Files.size(file) / 2);
                  }
                });
        assertThat(cut).as(format).isNotEqualTo("loaded");
        outcomes.add(format + " cut: " + cut);
      }
    }
    System.out.println(String.join("\n", outcomes));
  }

  /** What comes of a load whose source is harmed: "loaded", with every row, or its failure. */
  private static String whileHarmed(Connection connection, Path file, Harm harm) throws Exception {
    Server.run(
        connection,
        "TRUNCATE back",
        "COPY big TO '"
            + file
            + "' WITH OVERWRITE=TRUE"
            + (file.toString().endsWith("parquet") ? " AND CHUNKSIZE=50" : ""));
    Throwable failure =
        whileLoading(
            connection,
            "COPY back FROM '"
                + file
                + "' WITH INGESTRATE=700 AND LEDGER=FALSE AND CHUNKSIZE=20 AND MAXERRORS=100",
            harm);
    if (failure == null) {
      assertThat(count(connection)).as(file.toString()).isEqualTo(ROWS);
      return "loaded";
    }
    assertThat(failure)
        .as(file.toString())
        .isInstanceOfSatisfying(
            SQLException.class,
            e -> assertThat(e.getSQLState()).isIn("58030", "58P01", "22018", "22000"));
    assertThat(count(connection)).isLessThan(ROWS);
    return failure.toString();
  }
}
