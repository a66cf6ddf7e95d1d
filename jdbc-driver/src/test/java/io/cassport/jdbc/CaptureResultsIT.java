package io.cassport.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A capture has all rows of every SELECT, whatever the application does with the results. */
final class CaptureResultsIT {
  private static final String SELECT = "SELECT id, v FROM t";
  private static List<Object> ids;
  @TempDir private Path directory;

  @BeforeAll
  static void fill() throws SQLException {
    Captures.make("capture_results");
    ids = new ArrayList<>();
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(SELECT)) {
      while (rows.next()) {
        ids.add(rows.getInt(1));
      }
    }
  }

  private static Connection connect() throws SQLException {
    return Captures.connect("capture_results");
  }

  private Path file() {
    return directory.resolve("x.parquet");
  }

  /** The ids of several whole results, one after the other. */
  private static List<Object> results(int count) {
    List<Object> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.addAll(ids);
    }
    return all;
  }

  /** What an application does with a connection that captures. */
  interface Use {
    void of(Connection connection) throws SQLException;
  }

  private void captures(int results, Use use) throws Exception {
    try (Connection connection = connect()) {
      Captures.capture(connection, file());
      use.of(connection);
      assertThat(Captures.off(connection)).isEqualTo((long) results * Captures.ROWS);
    }
    assertThat(ParquetRows.first(file())).isEqualTo(results(results));
  }

  private static void step(ResultSet rows, int count) throws SQLException {
    for (int i = 0; i < count; i++) {
      assertThat(rows.next()).isTrue();
    }
  }

  @Test
  void maxRowsLimitsTheApplicationAndNotTheCapture() throws Exception {
    captures(
        3,
        connection -> {
          try (Statement statement = connection.createStatement()) {
            statement.setMaxRows(5);
            try (ResultSet rows = statement.executeQuery(SELECT)) {
              assertThat(Captures.read(rows)).isEqualTo(5);
            }
            statement.setLargeMaxRows(150);
            try (ResultSet rows = statement.executeQuery(SELECT)) {
              assertThat(Captures.read(rows)).isEqualTo(150);
            }
          }
          try (PreparedStatement statement = connection.prepareStatement(SELECT)) {
            statement.setMaxRows(1);
            statement.setFetchSize(7);
            assertThat(Captures.read(statement.executeQuery())).isEqualTo(1);
          }
        });
  }

  @Test
  void earlyClosesOfResultStatementAndByAnotherExecuteBringAllRows() throws Exception {
    captures(
        5,
        connection -> {
          try (Statement statement = connection.createStatement()) {
            statement.executeQuery(SELECT).close();
            step(statement.executeQuery(SELECT), 250);
            step(statement.executeQuery(SELECT), 1); // executing again closes the one before
          }
          try (Statement statement = connection.createStatement()) {
            statement.closeOnCompletion();
            statement.execute(SELECT);
            statement.getResultSet().close();
          }
          try (PreparedStatement statement = connection.prepareStatement(SELECT)) {
            assertThat(statement.execute()).isTrue();
          }
        });
  }

  @Test
  void statementsThatAreNeverClosedBringAllRowsAtCaptureOff() throws Exception {
    captures(
        3,
        connection -> {
          step(connection.createStatement().executeQuery(SELECT), 3);
          step(connection.prepareStatement(SELECT).executeQuery(), 120);
          step(connection.createStatement().executeQuery(SELECT), 1);
        });
  }

  @Test
  void severalStatementsOfOneTextAndMoreResults() throws Exception {
    String text = SELECT + "; " + SELECT + "; " + SELECT;
    captures(
        6,
        connection -> {
          try (Statement statement = connection.createStatement()) {
            assertThat(statement.execute(text)).isTrue();
            ResultSet first = statement.getResultSet();
            step(first, 150);
            assertThat(statement.getMoreResults(Statement.KEEP_CURRENT_RESULT)).isTrue();
            step(statement.getResultSet(), 150);
            step(first, 50);
            assertThat(statement.getMoreResults(Statement.CLOSE_ALL_RESULTS)).isTrue();
            assertThat(first.isClosed()).isTrue();
            assertThat(Captures.read(statement.getResultSet())).isEqualTo(Captures.ROWS);
            assertThat(statement.getMoreResults()).isFalse();
            assertThat(statement.getUpdateCount()).isEqualTo(-1);
            step(statement.executeQuery(text), 1);
          }
        });
  }

  @Test
  void resultsThatAreOpenAtOnceAreReadWholeAndCapturedOneAfterTheOther() throws Exception {
    captures(
        3,
        connection -> {
          try (Statement one = connection.createStatement();
              Statement two = connection.createStatement();
              Statement three = connection.createStatement()) {
            ResultSet first = one.executeQuery(SELECT);
            ResultSet second = two.executeQuery(SELECT);
            List<List<Object>> read = List.of(new ArrayList<>(), new ArrayList<>());
            for (int i = 0; i < Captures.ROWS; i++) {
              assertThat(first.next()).isTrue();
              assertThat(second.next()).isTrue();
              read.get(0).add(first.getInt(1));
              read.get(1).add(second.getInt(1));
              if (i == Captures.ROWS / 2) {
                step(three.executeQuery(SELECT), 10);
              }
            }
            assertThat(first.next()).isFalse();
            assertThat(second.next()).isFalse();
            assertThat(read).allMatch(all -> all.equals(ids));
          }
        });
  }

  @Test
  void aSelectForEachRowOfAnother() throws Exception {
    try (Connection connection = connect()) {
      Captures.capture(connection, file());
      try (Statement outer = connection.createStatement();
          PreparedStatement inner =
              connection.prepareStatement("SELECT id, v FROM t WHERE id = ?");
          ResultSet rows = outer.executeQuery(SELECT)) {
        for (int i = 0; i < 250; i++) {
          step(rows, 1);
          inner.setInt(1, rows.getInt(1));
          assertThat(Captures.read(inner.executeQuery())).isEqualTo(1);
        }
      }
      assertThat(Captures.off(connection)).isEqualTo(Captures.ROWS + 250);
    }
    List<Object> expected = new ArrayList<>(ids);
    expected.addAll(ids.subList(0, 250));
    assertThat(ParquetRows.first(file())).isEqualTo(expected);
  }

  @Test
  void aResultThatScrollsIsCapturedOnce() throws Exception {
    captures(
        2,
        connection -> {
          try (Statement statement =
              connection.createStatement(
                  ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY)) {
            ResultSet rows = statement.executeQuery(SELECT);
            assertThat(rows.last()).isTrue();
            assertThat(rows.absolute(3)).isTrue();
            assertThat(rows.previous()).isTrue();
            statement.setMaxRows(10);
            assertThat(statement.executeQuery(SELECT).last()).isTrue();
          }
        });
  }

  @Test
  void threadsThatShareAConnectionLoseNoRow() throws Exception {
    int threads = 4;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try (Connection connection = connect()) {
      Captures.capture(connection, file());
      List<Callable<Integer>> work = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        work.add(
            () -> {
              try (Statement statement = connection.createStatement()) {
                return Captures.read(statement.executeQuery(SELECT));
              }
            });
      }
      for (Future<Integer> each : pool.invokeAll(work)) {
        assertThat(each.get()).isEqualTo(Captures.ROWS);
      }
      assertThat(Captures.off(connection)).isEqualTo((long) threads * Captures.ROWS);
    } finally {
      pool.shutdownNow();
    }
    assertThat(ParquetRows.first(file())).isEqualTo(results(threads));
  }

  @Test
  void selectsBeforeAndAfterAreNotCapturedNorThoseOfAnotherConnection() throws Exception {
    captures(
        1,
        connection -> {
          try (Connection other = connect()) {
            other.createStatement().executeQuery(SELECT);
            step(connection.createStatement().executeQuery(SELECT), 10);
          }
        });
    try (Connection connection = connect();
        Statement before = connection.createStatement()) {
      ResultSet open = before.executeQuery(SELECT);
      Path second = directory.resolve("y.parquet");
      Captures.capture(connection, second);
      assertThat(Captures.read(open)).isEqualTo(Captures.ROWS);
      Server.run(connection, "SELECT id, v FROM t WHERE id = 1");
      assertThat(Captures.off(connection)).as("a SELECT from before is none").isEqualTo(1);
      Server.run(connection, SELECT);
      assertThat(ParquetRows.first(second)).containsExactly(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT id FROM t                          ; column v is missing",
        "SELECT id, v, token(id) AS k FROM t       ; column k is new",
        "SELECT id, writetime(v) AS v FROM t       ; column v is bigint and was text",
      })
  void aSelectOfOtherColumnsIsRefusedWithTheDifferenceAndTheCaptureGoesOn(String example)
      throws Exception {
    String[] parts = example.split(";", -1);
    captures(
        2,
        connection -> {
          Server.run(connection, SELECT);
          try (Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.executeQuery(parts[0]))
                .hasMessageContaining(parts[1].strip())
                .hasMessageContaining(file().toString())
                .hasMessageContaining("CAPTURE OFF")
                .satisfies(e -> assertThat(Captures.state(e)).isEqualTo("42000"));
            assertThat(Captures.status(connection)).containsEntry("state", "ON");
            step(statement.executeQuery("SELECT v, id FROM t"), 1);
          }
        });
  }

  private static void makeChanging(Connection connection) throws SQLException {
    Server.run(
        connection,
        "DROP TABLE IF EXISTS changing",
        "CREATE TABLE changing (id int PRIMARY KEY, z text)");
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO changing (id, z) VALUES (?, 'z')")) {
      for (int i = 0; i < 5 * Captures.PAGE; i++) {
        insert.setInt(1, i);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /** Reads on after the table has been altered: all that is read is right, until an error. */
  private static void readOn(ResultSet rows, String words) {
    assertThatThrownBy(
            () -> {
              while (rows.next()) {
                assertThat(rows.getString("z")).isEqualTo("z");
              }
            })
        .isInstanceOf(SQLException.class)
        .hasMessageContaining(words);
  }

  @Test
  void anAlterBetweenTwoPagesNeverGivesCellsOfOtherColumns() throws Exception {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      makeChanging(connection);
      ResultSet rows = statement.executeQuery("SELECT * FROM changing");
      step(rows, 10);
      Server.run(connection, "ALTER TABLE changing ADD a text");
      readOn(rows, "altered while its rows were read");
      readOn(rows, "altered while its rows were read");
    }
  }

  @Test
  void anAlterBetweenTwoPagesOfACapturedResultIsToldAndTheCaptureGoesOn() throws Exception {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      makeChanging(connection);
      Captures.capture(connection, file());
      ResultSet rows = statement.executeQuery("SELECT * FROM changing");
      step(rows, 10);
      Server.run(connection, "ALTER TABLE changing ADD a text");
      readOn(rows, "column a is new");
      rows.close();
      Server.run(connection, "SELECT id, z FROM changing WHERE id = 1");
      assertThat(Captures.status(connection)).containsEntry("state", "ON");
      assertThat(Captures.warningsOfOff(connection))
          .singleElement()
          .asString()
          .contains("rows of a SELECT after the first", "are missing", "column a is new");
    }
    List<Object> captured = ParquetRows.first(file());
    assertThat(captured.size() % Captures.PAGE).isEqualTo(1);
    assertThat(captured.get(captured.size() - 1)).isEqualTo(1);
  }
}
