package io.cassport.jdbc.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Keeps what was measured, a line for each harm that was done: {@code target/harms.csv}. */
final class Harms {
  private static final Path FILE = Path.of("target", "harms.csv");

  private Harms() {}

  /**
   * Notes a harm.
   *
   * @param what was harmed, and how
   * @param census of what came out, or null for an error that left nothing
   * @param retries as the job's row counts them
   */
  static synchronized void note(String what, Census census, long leftovers, long retries) {
    String numbers =
        census == null
            ? "error,0,0,0"
            : "success,%d,%d,%d".formatted(census.lost(), census.doubled(), census.wrong());
    try {
      if (!Files.exists(FILE)) {
        Files.writeString(FILE, "harm,end,rows lost,rows doubled,rows wrong,leftovers,retries\n");
      }
      Files.writeString(
          FILE,
          "\"%s\",%s,%d,%d%n".formatted(what, numbers, leftovers, retries),
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes what is in a directory. */
  static void deleteAll(Path directory) throws IOException {
    List<Path> found;
    try (Stream<Path> files = Files.walk(directory)) {
      found = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : found) {
      if (!file.equals(directory)) {
        Files.delete(file);
      }
    }
  }

  /** What is in a directory beside the things that belong there, hidden files too. */
  static List<Path> leftovers(Path directory, Path... known) throws IOException {
    try (Stream<Path> found = Files.list(directory)) {
      return found.filter(file -> !List.of(known).contains(file)).toList();
    }
  }
}
