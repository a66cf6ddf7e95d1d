package io.cassport.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may read what COPY writes: while it is written nobody else, then whoever the umask lets. */
final class PermissionsIT {
  @TempDir private Path directory;

  @BeforeAll
  static void makeTable() throws SQLException {
    assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
    Server.makeKeyspace("permissions");
    try (Connection connection = Server.connect("permissions")) {
      Server.run(connection, "CREATE TABLE t (p int, id int, v text, PRIMARY KEY (p, id))");
      for (int i = 0; i < 40; i++) {
        Server.run(connection, "INSERT INTO t (p, id, v) VALUES (%d, %d, 'v')".formatted(i % 4, i));
      }
    }
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  /** What is there by name, with its permissions. */
  static Map<String, String> modes(Path directory) throws IOException {
    Map<String, String> modes = new TreeMap<>();
    List<Path> files;
    try (Stream<Path> all = Files.walk(directory)) {
      files = all.filter(file -> !file.equals(directory)).toList();
    }
    for (Path file : files) {
      modes.put(directory.relativize(file).toString(), mode(file));
    }
    return modes;
  }

  @Test
  void whatIsCompleteHasThePermissionsOfTheUmask() throws Exception {
    Path bad = directory.resolve("bad.csv");
    Files.writeString(bad, "p,id,v\nx,1,a\n");
    Path place = Files.createDirectories(directory.resolve("place"));
    List<String> lines =
        ChildJava.run(
            List.of("sh", "-c"),
            "umask 0027; exec \"$@\"",
            directory.resolve("output"),
            WritingFiles.class,
            Server.url("permissions", ""),
            place.toString(),
            bad.toString());
    assertThat(lines).contains("written");
    check(place);
  }

  private static void check(Path place) throws IOException {
    String file = "rw-r-----";
    String folder = "rwxr-x---";
    Map<String, String> modes = modes(place);
    assertThat(modes.keySet())
        .contains(
            "t.parquet", "t.csv", "t.csv.manifest.json", "d", "d/_manifest.json", "p/p=1", "c.csv")
        .anyMatch(name -> name.startsWith("p/p=3/part-"))
        .contains("made", "madeDirectory", "errors.csv", "resumed");
    modes.forEach(
        (name, mode) ->
            assertThat(mode)
                .as(name)
                .isEqualTo(Files.isDirectory(place.resolve(name)) ? folder : file));
    assertThat(modes.get("t.csv")).isEqualTo(modes.get("made"));
    assertThat(modes.get("d")).isEqualTo(modes.get("madeDirectory"));
  }

  @Test
  void whatIsNotCompleteIsItsOwnersAlone() throws Exception {
    try (Connection connection = Server.connect("permissions")) {
      for (String target :
          List.of(
              "t.csv' WITH",
              "t/' WITH",
              "p/' WITH PARTITION='p' AND",
              "r/' WITH RESUME=TRUE AND")) {
        Path place = Files.createDirectories(directory.resolve("hidden"));
        Map<String, String> seen = new TreeMap<>();
        Thread watcher = new Thread(() -> watch(place, seen));
        watcher.start();
        Server.run(connection, "COPY t TO '" + place + "/" + target + " RATE=40 AND PAGESIZE=10");
        watcher.interrupt();
        watcher.join();
        assertThat(seen).as(target).isNotEmpty();
        seen.forEach(
            (name, mode) ->
                assertThat(mode).as("%s of %s", name, target).isIn("rw-------", "rwx------"));
      }
    }
  }

  /** Notes the hidden names beside the target; what lies in a private directory is private. */
  private static void watch(Path place, Map<String, String> seen) {
    while (!Thread.currentThread().isInterrupted()) {
      try (Stream<Path> files = Files.list(place)) {
        for (Path file : files.toList()) {
          String name = file.getFileName().toString();
          if (name.startsWith(".") && !name.endsWith(".probe") && Files.exists(file)) {
            seen.putIfAbsent(name, mode(file)); // the last is the one that it keeps
          }
        }
        Thread.sleep(1);
      } catch (IOException e) {
        // gone meanwhile
      } catch (InterruptedException e) {
        return;
      }
    }
  }
}
