package io.cassport.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** What one thread of a {@link Turmoil} does; a step that says that it went well must have. */
final class TurmoilSteps {
  static final int ROWS = 3_000;

  /** Tables that rows are loaded into; each change of the schema takes its time. */
  static final int TABLES = 4;

  private static final String[] TARGETS = {
    ".parquet", "/", "/ PARTITION='bucket'", ".csv.gz", ".json", "/ CONCURRENCY=4"
  };

  private final Path directory;
  private final int thread;
  private final Random random;
  private final Map<Path, Boolean> targets;
  private final Set<Integer> loaded;
  private int number;

  TurmoilSteps(
      Path directory, int thread, Random random, Map<Path, Boolean> targets, Set<Integer> loaded) {
    this.directory = directory;
    this.thread = thread;
    this.random = random;
    this.targets = targets;
    this.loaded = loaded;
  }

  /** Cancelled, closed by another thread, or the one capture of a connection was another's. */
  static boolean isAllowed(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    return Set.of("57014", "HY010", "08003").contains(state)
        || state.equals("42000") && String.valueOf(e.getMessage()).contains("CAPTURE");
  }

  void run(String step, Connection connection, Statement statement) throws SQLException {
    switch (step) {
      case "SELECT" -> select(statement);
      case "prepared" -> prepared(connection);
      case "COPY TO" -> export(statement);
      case "COPY FROM" -> load(statement);
      case "CAPTURE" -> capture(statement);
      default -> metadata(connection);
    }
  }

  private void select(Statement statement) throws SQLException {
    statement.setFetchSize(50 + random.nextInt(1_000));
    int until = random.nextBoolean() ? Integer.MAX_VALUE : random.nextInt(ROWS);
    int rows = 0;
    try (ResultSet result = statement.executeQuery("SELECT * FROM t")) {
      while (rows < until && result.next()) {
        rows++;
      }
    }
    assertThat(rows).isEqualTo(Math.min(until, ROWS));
  }

  private void prepared(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT v FROM t WHERE id = ?")) {
      int id = random.nextInt(ROWS);
      statement.setInt(1, id);
      try (ResultSet result = statement.executeQuery()) {
        assertThat(result.next()).isTrue();
        assertThat(result.getString(1)).isEqualTo("value " + id);
      }
    }
  }

  private void export(Statement statement) throws SQLException {
    String kind = TARGETS[random.nextInt(TARGETS.length)];
    int space = kind.indexOf(' ');
    String ending = space < 0 ? kind : kind.substring(0, space);
    String target = directory.resolve("t" + thread + "-" + number++) + ending;
    Path path = Path.of(target);
    String copy = "COPY t TO '" + target + "'" + (space < 0 ? "" : " WITH" + kind.substring(space));
    targets.put(path, false);
    long rows = 0;
    try (ResultSet objects = statement.executeQuery(copy)) {
      while (objects.next()) {
        rows += objects.getLong("record_count");
      }
    }
    assertThat(rows).isEqualTo(ROWS);
    targets.put(path, true);
  }

  private void load(Statement statement) throws SQLException {
    // of those who note it in the ledger, only one may load a file into a table at once
    String ledger = thread < TABLES && random.nextBoolean() ? "FORCE=TRUE" : "LEDGER=FALSE";
    String copy =
        "COPY into_%d FROM '%s' WITH %s"
            .formatted(thread % TABLES, directory.resolve("source"), ledger);
    assertThat(statement.executeLargeUpdate(copy)).isEqualTo(ROWS);
    loaded.add(thread % TABLES);
  }

  private void capture(Statement statement) throws SQLException {
    String target = directory.resolve("c" + thread + "-" + number++) + ".parquet";
    statement.execute("CAPTURE '" + target + "'");
    select(statement);
    statement.execute("CAPTURE OFF");
  }

  private void metadata(Connection connection) throws SQLException {
    try (ResultSet tables = connection.getMetaData().getColumns(null, "turmoil", "t", "%")) {
      int columns = 0;
      while (tables.next()) {
        columns++;
      }
      assertThat(columns).isEqualTo(3);
    }
  }

  /** Cancels one of the running jobs, whoever has begun it. */
  static void cancelSomeCopy(Connection connection) throws SQLException {
    List<Long> running = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      try (ResultSet jobs = statement.executeQuery("SHOW COPY JOBS")) {
        while (jobs.next()) {
          if (jobs.getString("state").equals("RUNNING")) {
            running.add(jobs.getLong("job_id"));
          }
        }
      }
      if (!running.isEmpty()) {
        statement.execute("CANCEL COPY " + running.get(running.size() / 2));
      }
    }
  }
}
