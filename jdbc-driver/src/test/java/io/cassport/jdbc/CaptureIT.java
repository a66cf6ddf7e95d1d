package io.cassport.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The statement CAPTURE: its forms, its options, and what it answers. */
final class CaptureIT {
  @TempDir private Path directory;

  @BeforeAll
  static void fill() throws SQLException {
    Captures.make("capturing");
    try (Connection connection = Captures.connect("capturing")) {
      Server.run(
          connection,
          "CREATE TABLE events (place text, event_time timeuuid, n int,"
              + " PRIMARY KEY (place, event_time))");
      for (String time : List.of("2024-01-31 23:59:59", "2024-02-01 00:00:00", "2025-02-01")) {
        Server.run(
            connection,
            "INSERT INTO events (place, event_time, n) VALUES ('a', minTimeuuid('"
                + time
                + "+0000'), 1)");
      }
    }
  }

  private static Connection connect() throws SQLException {
    return Captures.connect("capturing");
  }

  private void nothingIsThere() throws Exception {
    assertThat(ParquetRows.files(directory)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CAPTURE PARQUET '<F>'",
        "CAPTURE '<F>'",
        "CAPTURE '<F>' FORMAT='PARQUET'",
        "CAPTURE '<F>' FORMAT='PARQUET' AND COMPRESSION='ZSTD'",
        "capture parquet '<F>' with chunksize='1K' and compression=none",
        "-- to a file\nCAPTURE $$<F>$$ WITH FORMAT=PARQUET;",
      })
  void everySpellingCaptures(String text) throws Exception {
    Path file = directory.resolve("x.parquet");
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      assertThat(statement.execute(text.replace("<F>", file.toString()))).isTrue();
      try (ResultSet rows = statement.getResultSet()) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString("target")).isEqualTo(file.toString());
        assertThat(rows.getString("format")).isEqualTo("PARQUET");
        assertThat(rows.getString("state")).isEqualTo("ON");
        assertThat(rows.getLong("rows")).isZero();
      }
      assertThat(statement.getMoreResults()).isFalse();
      assertThat(statement.getUpdateCount()).isZero();
      statement.executeQuery("SELECT id, v FROM t WHERE id = 7").close();
      assertThat(statement.executeUpdate("CAPTURE OFF")).isEqualTo(1);
    }
    assertThat(ParquetRows.of(file))
        .containsExactly(List.of(7, "the value of the row with the number 7"));
  }

  @Test
  void statusIsTrueWhileItRunsAndOffAnswersAsCopyDoes() throws Exception {
    Path target = directory.resolve("dataset");
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      assertThat(Captures.status(connection))
          .containsEntry("state", "OFF")
          .containsEntry("target", null)
          .containsEntry("rows", 0L);
      Server.run(
          connection,
          "CAPTURE '"
              + target
              + "' WITH MAX_FILE_SIZE='64KB' AND COMPRESSION=NONE"
              + " AND DICTIONARY=FALSE AND CHUNKSIZE=500");
      try (ResultSet rows = statement.executeQuery("SELECT id, v FROM t")) {
        assertThat(Captures.status(connection))
            .as("the first page")
            .containsEntry("rows", (long) Captures.PAGE)
            .containsEntry("state", "ON")
            .containsEntry("objects", 0L);
        assertThat(Captures.read(rows)).isEqualTo(Captures.ROWS);
      }
      for (int i = 0; i < 3; i++) {
        statement.executeQuery("SELECT id, v FROM t").close();
      }
      var running = Captures.status(connection);
      assertThat(running).containsEntry("rows", 4L * Captures.ROWS);
      assertThat((Long) running.get("bytes")).isGreaterThan(64L << 10);
      assertThat((Long) running.get("objects")).isPositive();
      assertThat(Files.exists(target)).as("nothing is seen before it is complete").isFalse();

      long rowsOfObjects = 0;
      int objects = 0;
      assertThat(statement.execute("CAPTURE OFF")).isTrue();
      try (ResultSet rows = statement.getResultSet()) {
        while (rows.next()) {
          Path object = Path.of(rows.getString("object_name"));
          assertThat(object).isRegularFile().hasParent(target);
          assertThat(rows.getLong("object_size"))
              .isEqualTo(Files.size(object))
              .isLessThan((64 << 10) * 11 / 10);
          assertThat(rows.getString("sha256")).hasSize(64);
          assertThat(rows.getString("partition")).isNull();
          rowsOfObjects += rows.getLong("record_count");
          objects++;
        }
      }
      assertThat(statement.getMoreResults()).isFalse();
      assertThat(statement.getLargeUpdateCount()).isEqualTo(4L * Captures.ROWS);
      assertThat(rowsOfObjects).isEqualTo(4L * Captures.ROWS);
      assertThat(objects).isGreaterThan(2);
      assertThat(statement.getMoreResults()).isFalse();
      assertThat(statement.getUpdateCount()).isEqualTo(-1);
      assertThat(Captures.status(connection)).containsEntry("state", "OFF");
    }
    assertThat(ParquetRows.of(target)).hasSize(4 * Captures.ROWS);
  }

  @Test
  void virtualColumnsOfATimeuuidNameDirectories() throws Exception {
    Path target = directory.resolve("events");
    try (Connection connection = connect()) {
      Server.run(
          connection,
          "CAPTURE PARQUET '"
              + target
              + "' WITH PARTITION='event_time.year,event_time.month' AND COMPRESSION=GZIP",
          "SELECT place, event_time, n FROM events");
      assertThat(Captures.off(connection)).isEqualTo(3);
    }
    assertThat(ParquetRows.files(target).stream().map(file -> target.relativize(file).toString()))
        .containsExactly(
            "event_time.year=2024/event_time.month=01/part-00000.parquet",
            "event_time.year=2024/event_time.month=02/part-00000.parquet",
            "event_time.year=2025/event_time.month=02/part-00000.parquet");
    assertThat(ParquetRows.columns(ParquetRows.files(target).get(0)))
        .containsExactly("place", "event_time", "n");
  }

  @Test
  void chunksizeIsTheRowsOfARowGroupAcrossPagesAndSelects() throws Exception {
    Path file = directory.resolve("x.parquet");
    try (Connection connection = connect()) {
      Server.run(
          connection,
          "CAPTURE '" + file + "' WITH CHUNKSIZE=400",
          "SELECT id, v FROM t",
          "SELECT id, v FROM t");
      assertThat(Captures.off(connection)).isEqualTo(2L * Captures.ROWS);
    }
    assertThat(ParquetRows.rowGroups(file)).isEqualTo(5);
  }

  @Test
  void appendAddsPartsAndOverwriteReplacesOnlyAtTheEnd() throws Exception {
    String dataset = "CAPTURE '" + directory.resolve("d") + "/'";
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String options : List.of("", " WITH APPEND=TRUE")) {
        statement.execute(dataset + options);
        statement.execute("SELECT id FROM t WHERE id = 1");
        statement.execute("CAPTURE OFF");
      }
      assertThat(ParquetRows.first(directory.resolve("d"))).containsExactly(1, 1);
      assertThatThrownBy(() -> statement.execute(dataset))
          .satisfies(e -> assertThat(Captures.state(e)).isEqualTo("58P02"));
      statement.execute(dataset + " WITH OVERWRITE=TRUE");
      statement.execute("SELECT id FROM t WHERE id = 2");
      assertThat(ParquetRows.first(directory.resolve("d"))).containsExactly(1, 1);
      statement.execute("CAPTURE OFF");
      assertThat(ParquetRows.first(directory.resolve("d"))).containsExactly(2);
    }
  }

  @Test
  void withoutAnySelectThereIsNoObjectAndWithOneThatHasNoRowsThereIs() throws Exception {
    Path file = directory.resolve("x.parquet");
    try (Connection connection = connect()) {
      Captures.capture(connection, file);
      assertThat(Captures.off(connection)).isZero();
      nothingIsThere();
      Captures.capture(connection, file);
      Server.run(connection, "SELECT id, v FROM t WHERE id = -1");
      assertThat(Captures.off(connection)).isZero();
    }
    assertThat(ParquetRows.columns(file)).containsExactly("id", "v");
    assertThat(ParquetRows.of(file)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CAPTURE OFF                                        | 42000 | no CAPTURE is on",
        "CAPTURE CSW '<D>/x'                                  | 42000 | CSW",
        "CAPTURE '<D>/x' WITH FORMAT='CSW'                    | 42000 | CSW",
        "CAPTURE PARQUET '<D>/x' WITH FORMAT='PARQUET'        | 42000 | repeats the format",
        "CAPTURE '<D>/x' WITH COMPRESSION='RAR'               | 42000 | ZSTD",
        "CAPTURE '<D>/x' WITH CHUNKSIZE=0                     | 42000 | CHUNKSIZE",
        "CAPTURE '<D>/x' WITH RATE=5                          | 42000 | does not belong to CAPTURE",
        "CAPTURE '<D>/x' WITH COMPRESION='ZSTD'               | 42000 | Did you mean COMPRESSION",
        "CAPTURE '<D>/x.parquet' WITH APPEND=TRUE             | 42000 | end the target with '/'",
        "CAPTURE '<D>/x/' WITH APPEND=TRUE AND OVERWRITE=TRUE | 42000 | contradict",
        "CAPTURE '<D>/none/x.parquet'                         | 58P01 | none",
        "CAPTURE ?                                          | 42000 | bind marker",
      })
  void aWrongCaptureIsRefusedAtOnceAndNoneIsOn(String text, String state, String words)
      throws Exception {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.execute(text.strip().replace("<D>", directory.toString())))
          .hasMessageContaining(words)
          .satisfies(e -> assertThat(Captures.state(e)).isEqualTo(state));
      assertThat(Captures.status(connection)).containsEntry("state", "OFF");
    }
    nothingIsThere();
  }

  @Test
  void bindMarkersGiveTargetAndOptions() throws Exception {
    Path target = directory.resolve("d");
    try (Connection connection = connect();
        PreparedStatement capture =
            connection.prepareStatement("CAPTURE PARQUET ? WITH PARTITION=? AND CHUNKSIZE=?")) {
      assertThat(capture.getParameterMetaData().getParameterCount()).isEqualTo(3);
      capture.setString(1, target.toString());
      capture.setString(2, "id");
      capture.setInt(3, 10);
      assertThat(capture.execute()).isTrue();
      try (PreparedStatement select =
          connection.prepareStatement("SELECT id, v FROM t WHERE id = ?")) {
        for (int id : List.of(4, 5)) {
          select.setInt(1, id);
          select.executeQuery().close();
        }
      }
      try (PreparedStatement off = connection.prepareStatement("CAPTURE OFF")) {
        assertThat(off.executeUpdate()).isEqualTo(2);
      }
    }
    assertThat(ParquetRows.files(target).stream().map(file -> target.relativize(file).toString()))
        .containsExactly("id=4/part-00000.parquet", "id=5/part-00000.parquet");
  }

  @Test
  void oneConnectionHasOneCaptureAndOneTargetHasOneConnection() throws Exception {
    Path file = directory.resolve("x.parquet");
    try (Connection first = connect();
        Connection second = connect();
        Statement ofFirst = first.createStatement();
        Statement ofSecond = second.createStatement()) {
      Captures.capture(first, file);
      assertThatThrownBy(() -> ofFirst.execute("CAPTURE '" + file + "2'"))
          .hasMessageContaining("on already")
          .hasMessageContaining("CAPTURE OFF")
          .satisfies(e -> assertThat(Captures.state(e)).isEqualTo("42000"));
      assertThatThrownBy(() -> ofSecond.execute("CAPTURE '" + file + "'"))
          .hasMessageContaining("another connection")
          .satisfies(e -> assertThat(Captures.state(e)).isEqualTo("58P02"));
      assertThat(Captures.status(second)).containsEntry("state", "OFF");
      ofSecond.execute("SELECT id FROM t WHERE id = 1");
      ofFirst.execute("SELECT id FROM t WHERE id = 2");
      assertThat(Captures.off(first)).isEqualTo(1);
      ofSecond.execute("CAPTURE '" + file + "' WITH OVERWRITE=TRUE");
      ofSecond.execute("SELECT id FROM t WHERE id = 3");
      assertThat(Captures.off(second)).isEqualTo(1);
    }
    assertThat(ParquetRows.first(file)).containsExactly(3);
  }

  @Test
  void whatTheUrlForbidsIsRefusedBeforeAnythingIsOpened() throws Exception {
    Path inside = Files.createDirectory(directory.resolve("inside"));
    Files.createSymbolicLink(inside.resolve("link"), directory);
    for (String parameters : List.of("copy=off", "copy=read", "copyPaths=" + inside)) {
      for (String target : List.of("x.parquet", "inside/../x.parquet", "inside/link/x.parquet")) {
        try (Connection connection =
                DriverManager.getConnection(Server.url("capturing", parameters));
            Statement statement = connection.createStatement()) {
          assertThatThrownBy(() -> statement.execute("CAPTURE '" + directory.resolve(target) + "'"))
              .satisfies(e -> assertThat(Captures.state(e)).isEqualTo("42501"));
          statement.execute("SELECT id FROM t WHERE id = 1");
        }
      }
    }
    nothingIsThere();
    try (Connection connection =
            DriverManager.getConnection(Server.url("capturing", "copyPaths=" + inside));
        Statement statement = connection.createStatement()) {
      statement.execute("CAPTURE '" + inside.resolve("d/x.parquet").getParent() + "/'");
      // Between CAPTURE and the first SELECT the way to the target comes to lead elsewhere.
      Files.createSymbolicLink(inside.resolve("d"), directory);
      assertThatThrownBy(() -> statement.execute("SELECT id FROM t WHERE id = 1"))
          .hasMessageContaining("CAPTURE")
          .satisfies(e -> assertThat(Captures.state(e)).isEqualTo("42501"));
      Files.delete(inside.resolve("d"));
      assertThat(Captures.off(connection)).isZero();
    }
    nothingIsThere();
  }
}
