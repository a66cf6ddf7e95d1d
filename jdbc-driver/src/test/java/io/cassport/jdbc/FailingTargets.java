package io.cassport.jdbc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A program for {@link FailingTargetsIT}: runs statements that write to a directory where they
 * cannot, and prints for each a line {@code name state milliseconds leftovers: message}.
 */
final class FailingTargets {
  private FailingTargets() {}

  /** The arguments are the URL, a file with more bad rows than fit anywhere, and directories. */
  public static void main(String[] arguments) throws SQLException, IOException {
    try (Connection connection = DriverManager.getConnection(arguments[0]);
        Statement statement = connection.createStatement()) {
      for (int i = 2; i < arguments.length; i++) {
        run(statement, Path.of(arguments[i]), Path.of(arguments[1]));
      }
    }
  }

  private static void run(Statement statement, Path directory, Path bad) throws IOException {
    for (Map.Entry<String, List<String>> each : statements(directory, bad).entrySet()) {
      long begin = System.nanoTime();
      String outcome = outcome(statement, each.getValue());
      long millis = (System.nanoTime() - begin) / 1_000_000;
      int colon = outcome.indexOf(':');
      System.out.printf(
          "%s %s %d %d%s%n",
          each.getKey(),
          outcome.substring(0, colon),
          millis,
          entries(directory),
          outcome.substring(colon));
    }
  }

  private static Map<String, List<String>> statements(Path directory, Path bad) {
    Map<String, List<String>> all = new LinkedHashMap<>();
    all.put("parquet", List.of("COPY big TO '" + directory + "/t.parquet'"));
    all.put("csv", List.of("COPY big TO '" + directory + "/t.csv'"));
    all.put("json", List.of("COPY big TO '" + directory + "/t.json'"));
    all.put("gzip", List.of("COPY big TO '" + directory + "/t.csv.gz'"));
    all.put("dataset", List.of("COPY big TO '" + directory + "/t/'"));
    all.put("parts", List.of("COPY big TO '" + directory + "/t/' WITH MAX_FILE_SIZE='700KB'"));
    all.put(
        "partitions",
        List.of("COPY big TO '" + directory + "/t/' WITH PARTITION='p' AND MANIFEST=TRUE"));
    all.put(
        "resumable", List.of("COPY big TO '" + directory + "/t/' WITH FORMAT=CSV AND RESUME=TRUE"));
    all.put(
        "capture",
        List.of("CAPTURE '" + directory + "/t.csv'", "SELECT * FROM big", "CAPTURE OFF"));
    all.put("captureEnds", List.of("CAPTURE OFF"));
    all.put(
        "errfile",
        List.of(
            "COPY big FROM '"
                + bad
                + "' WITH LEDGER=FALSE AND MAXERRORS=1000000 AND ERRFILE='"
                + directory
                + "/bad.csv'"));
    return all;
  }

  private static String outcome(Statement statement, List<String> texts) {
    try {
      for (String text : texts) {
        if (statement.execute(text)) {
          try (ResultSet rows = statement.getResultSet()) {
            while (rows.next()) {
              // the rows of a capture are written as they are read
            }
          }
        }
      }
      return "none: ";
    } catch (SQLException e) {
      return e.getSQLState() + ": " + e.getMessage().replace('\n', ' ');
    }
  }

  /** What is in the directory, hidden files too. */
  private static long entries(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> !file.equals(directory)).count();
    }
  }
}
