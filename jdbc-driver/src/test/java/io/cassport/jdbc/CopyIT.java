package io.cassport.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cassport.copy.CopyControl;
import io.cassport.copy.CopyProgress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** COPY and CAPTURE through java.sql; what they write is the engine's affair. */
final class CopyIT {
  private static final int ROWS = 20_000;
  @TempDir private Path directory;

  @BeforeAll
  static void fill() throws SQLException {
    Server.makeKeyspace("copying");
    try (Connection connection = Server.connect("copying")) {
      Server.run(
          connection,
          "CREATE TABLE t (id int PRIMARY KEY, v text)",
          "CREATE TABLE back (id int PRIMARY KEY, v text)");
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO t (id, v) VALUES (?, ?)")) {
        for (int i = 0; i < ROWS; i++) {
          insert.setInt(1, i);
          insert.setString(2, "value " + i);
          insert.addBatch();
        }
        insert.executeBatch();
      }
    }
  }

  private static Connection connect() throws SQLException {
    return Server.connect("copying");
  }

  private static String state(Throwable thrown) {
    return ((SQLException) thrown).getSQLState();
  }

  private static long loaded(Connection connection, Path file) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("TRUNCATE back");
      statement.executeUpdate("COPY back FROM '" + file + "'");
      try (ResultSet rows = statement.executeQuery("SELECT count(*) FROM back")) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }

  @Test
  void copyHasARowForEachObjectThenTheCountThenMinusOne() throws SQLException {
    Path file = directory.resolve("t.parquet");
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.setMaxRows(1);
      statement.setFetchSize(1);
      Thread.currentThread().setContextClassLoader(null);
      assertThat(statement.execute("COPY t TO '" + file + "'")).isTrue();
      assertThat(Thread.currentThread().getContextClassLoader()).isNull();
      try (ResultSet rows = statement.getResultSet()) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString("object_name")).endsWith("t.parquet");
        assertThat(rows.getLong("record_count")).isEqualTo(ROWS);
        assertThat(rows.getMetaData().getTableName(1)).isEmpty();
        assertThat(rows.next()).isFalse();
      }
      assertThat(statement.getMoreResults()).isFalse();
      assertThat(statement.getLargeUpdateCount()).isEqualTo(ROWS);
      assertThat(statement.getMoreResults()).isFalse();
      assertThat(statement.getUpdateCount()).isEqualTo(-1);
      assertThat(loaded(connection, file)).isEqualTo(ROWS);
    }
  }

  @Test
  void allWaysToExecuteCopy() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      String copy = "COPY t TO '" + directory.resolve("a.parquet") + "' WITH OVERWRITE=TRUE";
      assertThat(statement.executeUpdate(copy)).isEqualTo(ROWS);
      assertThat(statement.executeLargeUpdate(copy)).isEqualTo(ROWS);
      statement.addBatch(copy);
      assertThat(statement.executeBatch()).containsExactly(ROWS);
      try (ResultSet rows = statement.executeQuery(copy)) {
        assertThat(rows.next()).isTrue();
      }
      try (PreparedStatement prepared = connection.prepareStatement(copy)) {
        assertThat(prepared.execute()).isTrue();
      }
    }
  }

  @Test
  void bindMarkersGoToTheEngine() throws SQLException {
    Path file = directory.resolve("one.parquet");
    try (Connection connection = connect();
        PreparedStatement copy =
            connection.prepareStatement("COPY (SELECT id, v FROM t WHERE id = ?) TO ?")) {
      assertThat(copy.getParameterMetaData().getParameterCount()).isEqualTo(2);
      copy.setInt(1, 7);
      copy.setString(2, file.toString());
      assertThat(copy.executeUpdate()).isEqualTo(1);
      assertThat(loaded(connection, file)).isEqualTo(1);
    }
  }

  @Test
  void cancelEndsACopyAndLeavesNoFile() throws Exception {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      AtomicReference<CopyProgress> last = new AtomicReference<>();
      CopyControl control = statement.unwrap(CopyControl.class);
      control.setCopyListener(last::set);
      Thread canceller =
          new Thread(
              () -> {
                try {
                  Thread.sleep(700);
                  statement.cancel();
                } catch (SQLException | InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              });
      canceller.start();
      assertThatThrownBy(
              () ->
                  statement.execute(
                      "COPY t TO '" + directory.resolve("x.parquet") + "' WITH RATE=1000"))
          .satisfies(e -> assertThat(state(e)).isEqualTo("57014"));
      canceller.join();
      assertThat(control.copyProgress().state()).isEqualTo(CopyProgress.State.CANCELLED);
      assertThat(last.get()).isNotNull();
      try (Stream<Path> left = Files.list(directory)) {
        assertThat(left).isEmpty();
      }
      assertThat(statement.execute("SELECT * FROM t WHERE id = 1")).isTrue();
    }
  }

  @Test
  void theQueryTimeoutEndsACopy() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(1);
      assertThatThrownBy(
              () ->
                  statement.execute(
                      "COPY t TO '" + directory.resolve("x.parquet") + "' WITH RATE=1000"))
          .hasMessageContaining("timeout")
          .satisfies(e -> assertThat(state(e)).isEqualTo("57014"));
    }
  }

  @Test
  void whatTheUrlForbidsNoStatementDoes() throws SQLException {
    String copy = "COPY t TO '" + directory.resolve("x.parquet") + "'";
    try (Connection connection =
            DriverManager.getConnection(Server.url("copying", "copy=read&strict=true"));
        Statement statement = connection.createStatement()) {
      connection.setClientInfo("copy", "readwrite");
      assertThatThrownBy(() -> statement.execute(copy))
          .satisfies(e -> assertThat(state(e)).isEqualTo("42501"));
    }
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(copy);
      connection.setReadOnly(true);
      assertThatThrownBy(
              () -> statement.execute("COPY t FROM '" + directory.resolve("x.parquet") + "'"))
          .isInstanceOf(SQLException.class);
    }
  }

  @Test
  void captureTakesAllRowsWhateverTheApplicationReads() throws SQLException {
    Path file = directory.resolve("captured.parquet");
    try (Connection connection =
            DriverManager.getConnection(Server.url("copying", "fetchSize=1000"));
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate("CAPTURE '" + file + "'")).isZero();
      try (Statement other = connection.createStatement()) {
        other.setMaxRows(5);
        try (ResultSet rows = other.executeQuery("SELECT id, v FROM t")) {
          int read = 0;
          while (rows.next()) {
            read++;
          }
          assertThat(read).isEqualTo(5);
        }
      }
      assertThat(statement.executeUpdate("CAPTURE OFF")).isEqualTo(ROWS);
      assertThat(loaded(connection, file)).isEqualTo(ROWS);
    }
  }

  @Test
  void captureOffDrainsAResultThatIsStillOpenAndTheResultGoesOn() throws SQLException {
    Path file = directory.resolve("captured.parquet");
    try (Connection connection =
            DriverManager.getConnection(Server.url("copying", "fetchSize=1000"));
        Statement statement = connection.createStatement()) {
      boolean rows = statement.execute("CAPTURE '" + file + "'; SELECT id, v FROM t; CAPTURE OFF");
      assertThat(rows).isTrue();
      assertThat(statement.getMoreResults()).as("count of CAPTURE").isFalse();
      assertThat(statement.getUpdateCount()).isZero();
      assertThat(statement.getMoreResults()).as("rows of SELECT").isTrue();
      int read = 0;
      try (ResultSet selected = statement.getResultSet()) {
        while (selected.next()) {
          read++;
        }
      }
      assertThat(read).isEqualTo(ROWS);
      assertThat(statement.getMoreResults()).as("rows of CAPTURE OFF").isTrue();
      assertThat(statement.getMoreResults()).isFalse();
      assertThat(statement.getLargeUpdateCount()).isEqualTo(ROWS);
      assertThat(loaded(connection, file)).isEqualTo(ROWS);
    }
  }

  @Test
  void closingTheConnectionCompletesTheCapture() throws SQLException {
    Path file = directory.resolve("captured.parquet");
    try (Connection connection =
        DriverManager.getConnection(Server.url("copying", "fetchSize=1000"))) {
      Server.run(connection, "CAPTURE '" + file + "'");
      connection.createStatement().executeQuery("SELECT id, v FROM t");
    }
    try (Connection connection = connect()) {
      assertThat(loaded(connection, file)).isEqualTo(ROWS);
    }
  }

  @Test
  void aSelectWithOtherColumnsFailsAndTheCaptureGoesOn() throws SQLException {
    Path file = directory.resolve("captured.parquet");
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CAPTURE '" + file + "'");
      statement.executeQuery("SELECT id, v FROM t WHERE id = 1").close();
      assertThatThrownBy(() -> statement.executeQuery("SELECT id FROM t WHERE id = 2"))
          .hasMessageContaining("v");
      statement.executeQuery("SELECT id, v FROM t WHERE id = 3").close();
      assertThatThrownBy(() -> statement.execute("CAPTURE '" + file + "2'"))
          .hasMessageContaining("CAPTURE OFF");
      assertThat(statement.executeUpdate("CAPTURE OFF")).isEqualTo(2);
    }
  }
}
