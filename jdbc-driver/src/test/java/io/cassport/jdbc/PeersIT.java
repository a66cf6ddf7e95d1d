package io.cassport.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What went wrong in other drivers that run COPY inside a Statement, numbered as it was found. */
final class PeersIT {
  private static final int ROWS = 500;
  private static Connection connection;
  @TempDir private Path directory;

  @BeforeAll
  static void fill() throws SQLException {
    Server.makeKeyspace("peers_a");
    Server.makeKeyspace("peers_b");
    connection = Server.connect("peers_a");
    Server.run(
        connection,
        "CREATE TABLE t (id int PRIMARY KEY, v text)",
        "CREATE TABLE peers_b.t (id int PRIMARY KEY, v text)",
        "CREATE TABLE back (id int PRIMARY KEY, v text)");
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO t (id, v) VALUES (?, 'a')")) {
      for (int i = 0; i < ROWS; i++) {
        insert.setInt(1, i);
        insert.addBatch();
      }
      insert.executeBatch();
    }
    Server.run(connection, "INSERT INTO peers_b.t (id, v) VALUES (1, 'b')");
  }

  @AfterAll
  static void close() throws SQLException {
    connection.close();
  }

  private Path file(String name) {
    return directory.resolve(name + ".parquet");
  }

  private String copy(String name) {
    return "COPY t TO '" + file(name) + "' WITH CONCURRENCY=1";
  }

  private static long rowsOf(Path file) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("TRUNCATE back");
      return statement.executeLargeUpdate("COPY back FROM '" + file + "'");
    }
  }

  @Test
  @DisplayName("Peers 1: execute of COPY has rows, and the loop over results ends at -1")
  void theLoopOverTheResultsOfCopyEnds() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      boolean more = statement.execute(copy("loop"));
      assertThat(more).isTrue();
      int results = 0;
      while (more || statement.getUpdateCount() != -1) {
        results++;
        assertThat(results).isLessThan(5);
        more = statement.getMoreResults();
      }
      assertThat(results).isEqualTo(2);
    }
  }

  @Test
  @DisplayName("Peers 2: every way to execute a COPY gives the same file bytes")
  void everyWayToExecuteGivesTheSameBytes() throws Exception {
    try (Statement statement = connection.createStatement()) {
      statement.execute(copy("execute"));
      statement.executeQuery(copy("query")).close();
      assertThat(statement.executeUpdate(copy("update"))).isEqualTo(ROWS);
      assertThat(statement.executeLargeUpdate(copy("large"))).isEqualTo(ROWS);
      statement.addBatch(copy("batch"));
      assertThat(statement.executeBatch()).containsExactly(ROWS);
      try (PreparedStatement prepared = connection.prepareStatement(copy("prepared"))) {
        assertThat(prepared.execute()).isTrue();
        prepared.addBatch();
      }
      try (PreparedStatement prepared =
          connection.prepareStatement("COPY t TO ? WITH CONCURRENCY=1")) {
        prepared.setString(1, file("prepared_batch").toString());
        prepared.addBatch();
        assertThat(prepared.executeLargeBatch()).containsExactly((long) ROWS);
      }
    }
    byte[] expected = Files.readAllBytes(file("execute"));
    for (String name :
        new String[] {"query", "update", "large", "batch", "prepared", "prepared_batch"}) {
      assertThat(Files.readAllBytes(file(name))).as(name).isEqualTo(expected);
    }
  }

  @Test
  @DisplayName("Peers 3: setMaxRows(1) and COPY exports all rows")
  void maxRowsDoNotBoundACopy() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setMaxRows(1);
      statement.setLargeMaxRows(1);
      statement.execute(copy("max"));
      assertThat(rowsOf(file("max"))).isEqualTo(ROWS);
    }
  }

  @Test
  @DisplayName("Peers 4: without any call on the ResultSet the file is complete")
  void theFileIsCompleteWithoutACallOnTheResultSet() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(copy("lazy"));
      assertThat(rowsOf(file("lazy"))).isEqualTo(ROWS);
    }
  }

  @ParameterizedTest(name = "Peers 7: {0}")
  @ValueSource(
      strings = {
        "copy T to 'FILE' with Compression='zstd' and chunkSize=100;",
        "-- a comment; with a semicolon\nCOPY t TO 'FILE'",
        "// another\nCOPY t TO 'FILE'\n",
        "/* a third;\n */ COPY t TO 'FILE' ; ",
        "\n\t Copy t\nTo 'FILE'\nWith OVERWRITE=true;;",
      })
  void optionsOfAnyCaseSemicolonsAndCommentsAreTaken(String text) throws SQLException {
    Path target = file("case");
    try (Statement statement = connection.createStatement()) {
      assertThat(statement.execute(text.replace("FILE", target.toString()))).isTrue();
      assertThat(rowsOf(target)).isEqualTo(ROWS);
    }
  }

  @Test
  @DisplayName("Peers 12: USE on connection A does not move connection B")
  void useMovesOneConnection() throws SQLException {
    try (Connection a = Server.connect("peers_a");
        Connection b = Server.connect("peers_a")) {
      Server.run(a, "USE peers_b");
      assertThat(read(a)).isEqualTo("b");
      assertThat(read(b)).isEqualTo("a");
      assertThat(b.getSchema()).isEqualTo("peers_a");
      try (Statement statement = a.createStatement()) {
        assertThat(statement.executeUpdate("COPY t TO '" + file("b") + "'")).isEqualTo(1);
      }
      try (Statement statement = b.createStatement()) {
        assertThat(statement.executeUpdate("COPY t TO '" + file("a") + "'")).isEqualTo(ROWS);
        try (ResultSet rows = statement.executeQuery("DESCRIBE TABLE t")) {
          assertThat(rows.next()).isTrue();
          assertThat(rows.getString("keyspace_name")).isEqualTo("peers_a");
        }
      }
    }
  }

  private static String read(Connection of) throws SQLException {
    try (Statement statement = of.createStatement();
        ResultSet rows = statement.executeQuery("SELECT v FROM t WHERE id = 1")) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }

  @ParameterizedTest(name = "Peers 14: {0}")
  @ValueSource(
      strings = {
        "",
        ";",
        "-- nothing",
        "'",
        "\"",
        "$$",
        "/*",
        "{",
        "{d",
        "{d '2024-01-01'",
        "{fn",
        "{fn max(",
        "{call x",
        "?",
        ":x",
        "SELECT",
        "SELECT FROM",
        "SELECT * FROM",
        "SELECT * FROM (",
        "SELECT * FROM (SELECT",
        "SELECT * FROM t WHERE",
        "SELECT * FROM t WHERE (",
        "SELECT * FROM t WHERE ()",
        "SELECT * FROM t WHERE 1=",
        "SELECT * FROM t WHERE =0",
        "SELECT * FROM t LIMIT",
        "SELECT , FROM t WHERE 1=0",
        "SELECT DISTINCT FROM t WHERE 1=0",
        "SELECT * FROM \"\" WHERE 1=0",
        "INSERT",
        "INSERT INTO t (id) VALUES ('11111111-1111-1111-1111-111111111111'",
        "UPDATE t SET v = v + WHERE id = '11111111-1111-1111-1111-111111111111'",
        "UPDATE",
        "DELETE FROM",
        "BEGIN",
        "BEGIN BATCH",
        "APPLY BATCH",
        "USE",
        "USE \"",
        "DESCRIBE",
        "DESCRIBE TABLE",
        "DESCRIBE KEYSPACE nowhere",
        "COPY",
        "COPY t",
        "COPY t TO",
        "COPY t FROM ''",
        "CAPTURE OFF",
        "SOURCE ''",
        "SOURCE",
        "CONSISTENCY 1",
        "PAGING -1",
        "PAGING 1.5",
        "TRACING 1",
        "SHOW",
        "CANCEL COPY 999999",
        "\u0000",
        "SELECT \uD800 FROM t",
      })
  void everyErrorIsAnSqlExceptionWithAStateOfFiveCharacters(String text) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.execute(text))
          .isInstanceOfSatisfying(
              SQLException.class,
              e -> {
                assertThat(e.getSQLState()).matches("[0-9A-Z]{5}").doesNotStartWith("08");
                assertThat(e.getMessage()).isNotBlank();
              });
      assertThatThrownBy(
              () -> {
                try (PreparedStatement prepared = connection.prepareStatement(text)) {
                  prepared.execute();
                }
              })
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).matches("[0-9A-Z]{5}"));
      statement.addBatch(text);
      assertThatThrownBy(statement::executeBatch)
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).matches("[0-9A-Z]{5}"));
    }
  }
}
