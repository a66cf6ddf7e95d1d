package io.cassport.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which statements' rows a capture takes, and under which names. */
final class CapturedSelectsIT {
  @TempDir private Path directory;

  @BeforeAll
  static void fill() throws SQLException {
    Captures.make("captured_selects");
  }

  private static Connection connect() throws SQLException {
    return Captures.connect("captured_selects");
  }

  @Test
  void nothingButSelectsIsCaptured() throws Exception {
    Path file = directory.resolve("x.parquet");
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      Server.run(connection, "CREATE TABLE IF NOT EXISTS w (id int PRIMARY KEY, v text)");
      Captures.capture(connection, file);
      assertThat(connection.isValid(5)).isTrue();
      try (ResultSet tables =
          connection.getMetaData().getTables(null, "captured_selects", "%", null)) {
        assertThat(tables.next()).isTrue();
      }
      try (ResultSet columns =
          connection.getMetaData().getColumns(null, "captured_selects", "t", "%")) {
        assertThat(columns.next()).isTrue();
      }
      for (String text :
          List.of(
              "DESCRIBE TABLE t",
              "DESCRIBE KEYSPACES",
              "SHOW VERSION",
              "SHOW COPY JOBS",
              "SHOW COPY OPTIONS",
              "CAPTURE",
              "CONSISTENCY",
              "INSERT INTO w (id, v) VALUES (1, 'a') IF NOT EXISTS",
              "INSERT INTO w (id, v) VALUES (1, 'b') IF NOT EXISTS",
              "UPDATE w SET v = 'c' WHERE id = 1 IF v = 'x'",
              "COPY t TO '" + directory.resolve("copied.parquet") + "'",
              "COPY w FROM '" + directory.resolve("copied.parquet") + "'",
              "SELECT * FROM t WHERE 1=0",
              "SELECT TRUE AS \"_\" FROM t WHERE 1 <> 1 LIMIT 0")) {
        statement.execute(text);
      }
      statement.addBatch("INSERT INTO w (id, v) VALUES (2, 'b') IF NOT EXISTS");
      statement.addBatch("UPDATE w SET v = 'd' WHERE id = 2");
      statement.executeBatch();
      statement.addBatch("SELECT id, v FROM t");
      assertThatThrownBy(statement::executeBatch).hasMessageContaining("rows");
      assertThatThrownBy(() -> statement.executeUpdate("SELECT id, v FROM t"))
          .isInstanceOf(SQLException.class);
      assertThat(Captures.status(connection)).containsEntry("rows", 0L);
      statement.execute("SELECT id, v FROM t WHERE id = 3");
      assertThat(Captures.off(connection)).isEqualTo(1);
    }
    assertThat(ParquetRows.columns(file)).containsExactly("id", "v");
    assertThat(ParquetRows.first(file)).containsExactly(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT JSON id FROM t WHERE id = 3              | [json]",
        "SELECT id AS a, id AS b FROM t WHERE id = 3     | a,b",
        "SELECT count(*) FROM t                          | count",
        "SELECT id AS \"Upper\", writetime(v) FROM t WHERE id = 3 | Upper,writetime(v)",
        "SELECT \"id\" AS \"x\" FROM (SELECT id, v FROM t WHERE id = 3) q | x",
      })
  void columnsHaveTheNamesThatTheApplicationSees(String select, String names) throws Exception {
    Path file = directory.resolve("x.parquet");
    try (Connection connection = connect()) {
      Captures.capture(connection, file);
      Server.run(connection, select);
      assertThat(Captures.off(connection)).isEqualTo(1);
    }
    assertThat(String.join(",", ParquetRows.columns(file))).isEqualTo(names);
  }

  @Test
  void twoColumnsOfOneNameAreRefusedAsCopyDoes() throws Exception {
    String select = "SELECT id, v AS id FROM t WHERE id = 3";
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      String words = "two columns of the result are called id; give one of them a name with AS";
      assertThatThrownBy(
              () ->
                  statement.execute(
                      "COPY (" + select + ") TO '" + directory.resolve("y.parquet") + "'"))
          .hasMessageContaining(words);
      Captures.capture(connection, directory.resolve("x.parquet"));
      assertThatThrownBy(() -> statement.execute(select))
          .hasMessageContaining(words)
          .hasMessageContaining("goes on without it")
          .satisfies(e -> assertThat(Captures.state(e)).isEqualTo("42000"));
      statement.execute("SELECT id, v FROM t WHERE id = 3");
      assertThat(Captures.off(connection)).isEqualTo(1);
    }
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).hasSize(1);
    }
  }
}
