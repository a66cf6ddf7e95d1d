package io.cassport.jdbc.badfiles;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reads bad files one after the other, each in bounded time, and counts what came of them. */
final class Corpus {
  private static final int MOST_SECONDS = 10;
  private static final int EVERY_REJECTED = 5;
  private static final Path REPORTS = Path.of("target", "bad-files");

  private final String name;
  private final Map<Original, List<?>> expected = new HashMap<>();
  private final Map<String, int[]> kinds = new TreeMap<>();
  private final Map<String, Integer> outcomes = new TreeMap<>();
  private final List<String> failures = new ArrayList<>();
  private long slowestMillis;
  private String slowest = "none";
  private int files;

  Corpus(String name) {
    this.name = name;
  }

  /** What came of a file that ended well. */
  private record End(String outcome, boolean loaded) {}

  /** Reads a file; what is wrong with how it ended is kept. */
  void read(BadFile file) throws InterruptedException {
    String what = name + " " + files + ", " + file.kind() + " of " + file.original().name();
    boolean rejecting = files++ % EVERY_REJECTED == 0;
    ExecutorService reader = Executors.newSingleThreadExecutor(Corpus::daemon);
    note(what);
    long start = System.nanoTime();
    Future<End> end = reader.submit(() -> end(file, rejecting));
    try {
      count(file, end.get(MOST_SECONDS, TimeUnit.SECONDS));
    } catch (TimeoutException e) {
      StringBuilder stack = new StringBuilder();
      Thread.getAllStackTraces()
          .forEach(
              (t, frames) -> stack.append(t.getName().equals("reader") ? List.of(frames) : ""));
      fail(what + ": more than " + MOST_SECONDS + " s\n" + stack, file);
    } catch (ExecutionException e) {
      fail(what + ": " + trace(e.getCause()), file);
    } finally {
      reader.shutdownNow();
    }
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    if (millis > slowestMillis) {
      slowestMillis = millis;
      slowest = what;
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "reader");
    thread.setDaemon(true);
    return thread;
  }

  /** An exception that COPY does not declare comes out of here as it is. */
  private End end(BadFile file, boolean rejecting) throws SQLException {
    Reading read;
    try {
      read = Reading.of(file.original(), file.bytes(), rejecting);
    } catch (SQLException e) {
      return new End(messageClass(e), false);
    }
    List<?> expected = file.bytes() == file.original().bytes() ? null : expected(file.original());
    if (read.refused() > 0) {
      return new End("loaded, with rows refused", true);
    }
    if (expected == null) {
      return new End("loaded", true);
    }
    boolean same = read.rows().equals(expected);
    if (!same && file.checked()) {
      throw new IllegalStateException("other rows than the original's, with a right checksum");
    }
    return new End(same ? "loaded, the original's rows" : "loaded, other rows", true);
  }

  /** The rows of an original; null for one whose codec is not there. */
  private List<?> expected(Original original) throws SQLException {
    if (!expected.containsKey(original)) {
      expected.put(original, rowsOf(original));
    }
    return expected.get(original);
  }

  private static List<?> rowsOf(Original original) throws SQLException {
    Reading sound;
    try {
      sound = Reading.of(original, original.bytes(), false);
    } catch (SQLException e) {
      if (e.getMessage().contains("brotli4j")) {
        return null;
      }
      throw e;
    }
    if (sound.refused() > 0 && original.schema() != null) {
      throw new IllegalStateException(original.name() + " is not sound itself");
    }
    return sound.rows();
  }

  private void count(BadFile file, End end) {
    outcomes.merge(end.outcome(), 1, Integer::sum);
    kinds.computeIfAbsent(file.kind(), kind -> new int[2])[end.loaded() ? 0 : 1]++;
  }

  private void fail(String what, BadFile file) {
    failures.add(what);
    write("failure-" + name + "-" + failures.size(), file.bytes());
  }

  /** Where to look when the JVM dies. */
  private void note(String what) {
    write("last-" + name + ".txt", what.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private static void write(String file, byte[] content) {
    try {
      Files.createDirectories(REPORTS);
      Files.write(REPORTS.resolve(file), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A message without what differs from file to file. */
  private static String messageClass(SQLException e) {
    String message = String.valueOf(e.getMessage());
    return e.getSQLState()
        + " "
        + message
            .lines()
            .findFirst()
            .orElse("")
            .replaceAll("'[^']*'", "'…'")
            .replaceAll("-?[0-9]+", "N")
            .replaceAll("(column|field) [\\w.\"]+", "$1 …")
            .replaceAll("(?<=.{90}).+", "…");
  }

  private static String trace(Throwable e) {
    StringWriter text = new StringWriter();
    e.printStackTrace(new PrintWriter(text));
    return text.toString().lines().limit(25).collect(java.util.stream.Collectors.joining("\n"));
  }

  List<String> failures() {
    return failures;
  }

  int files() {
    return files;
  }

  /** Writes the table of kinds and outcomes. */
  void report() {
    StringBuilder text =
        new StringBuilder(name + ": " + files + " files\n\n| kind | loaded | refused |\n");
    text.append("|---|---|---|\n");
    kinds.forEach(
        (kind, counts) -> text.append("| %s | %d | %d |%n".formatted(kind, counts[0], counts[1])));
    text.append("\n| outcome | files |\n|---|---|\n");
    outcomes.forEach((outcome, count) -> text.append("| %s | %d |%n".formatted(outcome, count)));
    text.append("%nThe slowest took %d ms: %s%n".formatted(slowestMillis, slowest));
    failures.forEach(failure -> text.append("FAILED ").append(failure).append('\n'));
    write(name + ".md", text.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }
}
