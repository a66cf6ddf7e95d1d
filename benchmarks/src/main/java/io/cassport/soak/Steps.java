package io.cassport.soak;

import io.cassport.copy.CopyControl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What one worker does in turn, each time checking what came of it and leaving nothing. */
final class Steps {
  /** A step; throws when what came of it is wrong. */
  interface Step {
    void run(Connection connection) throws SQLException, IOException;
  }

  private static final int PART = 7;

  private final String url;
  private final Path directory;
  private final Path source;
  private final long rows;
  private final int worker;
  private final List<Step> turn;
  private int next;
  private int session;

  /**
   * The steps of a worker.
   *
   * @param url of the keyspace, without parameters
   * @param directory of its own
   * @param source a dataset of the table's rows
   */
  Steps(String url, Path directory, Path source, long rows, int worker) {
    this.url = url;
    this.directory = directory;
    this.source = source;
    this.rows = rows;
    this.worker = worker;
    this.turn =
        List.of(
            c -> export(c, "x.parquet", ""),
            this::load,
            c -> export(c, "x/", " WITH PARTITION='bucket' AND MANIFEST=TRUE"),
            this::select,
            this::cancelledExport,
            this::capture,
            c -> export(c, "x.csv.gz", ""),
            this::cancelledLoad,
            c -> onNewSession(),
            c -> export(c, "x.json", ""),
            this::selectSome,
            this::resumed);
    this.next = worker * PART;
  }

  /** Where a worker loads to: two at once into one table would find each other's files claimed. */
  static String table(int worker) {
    return "loaded" + worker;
  }

  /** The next of the turn. */
  void step(Connection connection) throws SQLException, IOException {
    Step step = turn.get(next++ % turn.size());
    try {
      step.run(connection);
    } finally {
      clear();
    }
  }

  private void clear() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
        // hidden files are what the driver has left: they stay, to be counted
        boolean hidden = directory.relativize(path).toString().startsWith(".");
        if (!path.equals(directory) && !hidden) {
          Files.delete(path);
        }
      }
    }
  }

  private static void expect(String what, long expected, long found) {
    if (expected != found) {
      throw new IllegalStateException(what + " has " + found + " rows instead of " + expected);
    }
  }

  private void export(Connection connection, String name, String options) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      String copy = "COPY t TO '" + directory.resolve(name) + (name.endsWith("/") ? "/'" : "'");
      expect("the export", rows, statement.executeLargeUpdate(copy + options));
    }
  }

  private void load(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      String copy = "COPY " + table(worker) + " FROM '" + source + "' WITH FORCE=TRUE";
      expect("the import", rows, statement.executeLargeUpdate(copy));
    }
  }

  private void select(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT * FROM t")) {
      long read = 0;
      while (result.next()) {
        read++;
      }
      expect("the SELECT", rows, read);
    }
  }

  private void selectSome(Connection connection) throws SQLException {
    for (int rowsRead = 0; rowsRead < 50; rowsRead++) {
      try (Statement statement = connection.createStatement();
          ResultSet result = statement.executeQuery("SELECT * FROM t")) {
        for (int row = 0; row < rowsRead; row++) {
          result.next();
        }
      }
    }
  }

  private void capture(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("CAPTURE '" + directory.resolve("captured.parquet") + "'");
      try (ResultSet result = statement.executeQuery("SELECT * FROM t")) {
        result.next(); // the capture takes them all
      }
      select(connection);
      statement.execute("CAPTURE OFF");
      statement.getMoreResults();
      expect("the capture", 2 * rows, statement.getLargeUpdateCount());
    }
  }

  private void cancelledExport(Connection connection) throws SQLException {
    cancelled(connection, "COPY t TO '" + directory.resolve("cancelled.parquet") + "'");
  }

  private void cancelledLoad(Connection connection) throws SQLException {
    cancelled(connection, "COPY " + table(worker) + " FROM '" + source + "' WITH LEDGER=FALSE");
  }

  /** Cancels a COPY once it has some rows; false when it was faster. */
  private static boolean cancelled(Connection connection, String copy) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement
          .unwrap(CopyControl.class)
          .setCopyListener(
              progress -> {
                if (progress.rows() > 0 && progress.ended() == null) {
                  cancel(statement);
                }
              });
      statement.execute(copy);
      return false;
    } catch (SQLException e) {
      if (!"57014".equals(e.getSQLState())) {
        throw e;
      }
      return true;
    }
  }

  private static void cancel(Statement statement) {
    try {
      statement.cancel();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** An export that is cut off, and the same statement once more. */
  private void resumed(Connection connection) throws SQLException {
    String copy = "COPY t TO '" + directory.resolve("resumed") + "/' WITH RESUME=TRUE";
    if (!cancelled(connection, copy)) {
      return;
    }
    try (Statement statement = connection.createStatement()) {
      expect("the resumed export", rows, statement.executeLargeUpdate(copy));
    }
  }

  private void onNewSession() throws SQLException {
    String own = url + "?applicationName=soak-" + worker + "-" + session++;
    try (Connection connection = DriverManager.getConnection(own)) {
      selectSome(connection);
    }
  }
}
