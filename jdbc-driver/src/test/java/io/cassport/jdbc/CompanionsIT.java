package io.cassport.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CompanionsIT {
  @TempDir private Path directory;

  @BeforeAll
  static void fill() throws SQLException {
    Server.makeKeyspace("companions");
    try (Connection connection = connect("")) {
      Server.run(
          connection,
          "CREATE TABLE t (p int, c int, PRIMARY KEY (p, c))",
          "CREATE TABLE users (id int PRIMARY KEY, name text)");
      try (var insert = connection.prepareStatement("INSERT INTO t (p, c) VALUES (1, ?)")) {
        for (int i = 0; i < 25; i++) {
          insert.setInt(1, i);
          insert.addBatch();
        }
        insert.executeBatch();
      }
    }
  }

  private static Connection connect(String parameters) throws SQLException {
    return DriverManager.getConnection(Server.url("companions", parameters));
  }

  private static String state(Throwable thrown) {
    return ((SQLException) thrown).getSQLState();
  }

  private static String cell(Statement statement, String text) throws SQLException {
    try (ResultSet rows = statement.executeQuery(text)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }

  /** How many requests a query is, by the traces that the server keeps of them. */
  private static int requests(Statement statement, String query) throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        assertThat(rows.getInt(1)).isEqualTo(1);
      }
    }
    int count = 0;
    for (SQLWarning warning = statement.getWarnings();
        warning != null;
        warning = warning.getNextWarning()) {
      assertThat(warning.getMessage()).startsWith("tracing id ");
      count++;
    }
    return count;
  }

  @ParameterizedTest
  @CsvSource({
    "CONSISTENCY, LOCAL_ONE, QUORUM",
    "serial consistency, SERIAL, LOCAL_SERIAL",
    "Tracing, OFF, ON",
    "PAGING, ON, OFF"
  })
  void aCommandWithoutArgumentShowsWhatOneWithItSetsForThisConnection(
      String command, String before, String after) throws SQLException {
    try (Connection connection = connect("");
        Connection other = connect("");
        Statement statement = connection.createStatement();
        Statement elsewhere = other.createStatement()) {
      assertThat(cell(statement, command)).isEqualTo(before);
      assertThat(statement.execute(command + " " + after.toLowerCase(Locale.ROOT) + " ;\n"))
          .isFalse();
      assertThat(statement.getUpdateCount()).isZero();
      assertThat(statement.getMoreResults()).isFalse();
      assertThat(statement.getUpdateCount()).isEqualTo(-1);
      assertThat(cell(statement, "-- shows\n" + command + ";")).isEqualTo(after);
      assertThat(cell(elsewhere, command)).isEqualTo(before);
      try (var prepared = connection.prepareStatement(command)) {
        assertThat(prepared.execute()).isTrue();
      }
    }
  }

  @Test
  void theConsistencyLevelIsThatOfTheRequests() throws SQLException {
    try (Connection connection = connect("");
        Statement statement = connection.createStatement()) {
      statement.execute("CONSISTENCY THREE");
      assertThatThrownBy(() -> statement.executeQuery("SELECT * FROM t WHERE p = 1"))
          .as("the cluster has one node")
          .hasMessageContaining("THREE")
          .satisfies(e -> assertThat(state(e)).isEqualTo("HY000"));
      statement.execute("CONSISTENCY ONE");
      statement.executeQuery("SELECT * FROM t WHERE p = 1").close();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CONSISTENCY MOST | LOCAL_QUORUM",
        "SERIAL CONSISTENCY QUORUM | LOCAL_SERIAL",
        "PAGING 0 | from 1",
        "PAGING 99999999999 | from 1",
        "TRACING maybe | ON",
      })
  void aWrongArgumentIs42000AndSaysWhatIsRight(String text, String part) throws SQLException {
    try (Connection connection = connect("");
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.execute(text))
          .hasMessageContaining(part)
          .satisfies(e -> assertThat(state(e)).isEqualTo("42000"));
    }
  }

  @Test
  void tracingGivesTheIdsOfAllRequestsAndPagingTheirNumber() throws Exception {
    try (Connection connection = connect("");
        Statement statement = connection.createStatement()) {
      statement.execute("TRACING ON; PAGING 10");
      assertThat(cell(statement, "PAGING")).isEqualTo("ON");
      assertThat(requests(statement, "SELECT * FROM t WHERE p = 1")).isEqualTo(3);
      String message = statement.getWarnings().getMessage();
      String id = message.substring("tracing id ".length(), message.indexOf(';'));
      statement.execute("PAGING OFF");
      assertThat(requests(statement, "SELECT * FROM t WHERE p = 1")).isEqualTo(1);
      statement.execute("PAGING ON");
      statement.setFetchSize(5);
      assertThat(requests(statement, "SELECT * FROM t WHERE p = 1")).isEqualTo(6);
      statement.execute("TRACING OFF");
      statement.executeQuery("SELECT * FROM t WHERE p = 1").close();
      assertThat((Throwable) statement.getWarnings()).isNull();
      awaitTrace(statement, id);
    }
  }

  /** The server writes traces when it has time. */
  private static void awaitTrace(Statement statement, String id) throws Exception {
    long deadline = System.nanoTime() + 10_000_000_000L;
    String query = "SELECT command FROM system_traces.sessions WHERE session_id = " + id;
    boolean found = false;
    while (!found && System.nanoTime() < deadline) {
      try (ResultSet rows = statement.executeQuery(query)) {
        found = rows.next();
      }
      Thread.sleep(50);
    }
    assertThat(found).isTrue();
  }

  @Test
  void showAnswers() throws SQLException {
    try (Connection connection = connect("");
        Statement statement = connection.createStatement()) {
      try (ResultSet rows = statement.executeQuery("SHOW VERSION")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString("cassport"))
            .isEqualTo(connection.getMetaData().getDriverVersion());
        assertThat(rows.getString("cassandra")).matches("\\d+\\.\\d+.*");
        assertThat(rows.getString("cql")).startsWith("3.");
        assertThat(rows.getString("protocol")).isEqualTo("V5");
      }
      List<String> options = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery("SHOW COPY OPTIONS")) {
        while (rows.next()) {
          options.add(rows.getString(1));
        }
      }
      assertThat(options).contains("COMPRESSION", "PARTITION", "NULLS");
    }
  }

  // SOURCE

  private Path script(String... lines) throws Exception {
    return Files.writeString(directory.resolve("script.cql"), String.join("\n", lines));
  }

  @ParameterizedTest
  @ValueSource(strings = {"SOURCE '%s'", "source '%s';", "SOURCE $$%s$$"})
  void sourceRunsTheStatementsOfAFileAndGivesTheirResults(String command) throws Exception {
    Path file =
        script(
            "\uFEFF-- a script; with a comment",
            "INSERT INTO users (id, name) VALUES (1, 'it''s; one');",
            "BEGIN BATCH",
            "  INSERT INTO users (id, name) VALUES (2, 'b');",
            "  INSERT INTO users (id, name) VALUES (3, 'c');",
            "APPLY BATCH;",
            "CONSISTENCY ONE;",
            "SELECT name FROM users WHERE id = 1");
    try (Connection connection = connect("copyPaths=" + directory);
        Statement statement = connection.createStatement()) {
      assertThat(statement.execute(command.formatted(file))).isFalse();
      assertThat(statement.getUpdateCount()).isEqualTo(1);
      assertThat(statement.getMoreResults()).as("the batch").isFalse();
      assertThat(statement.getUpdateCount()).isEqualTo(1);
      assertThat(statement.getMoreResults()).as("CONSISTENCY").isFalse();
      assertThat(statement.getMoreResults()).isTrue();
      try (ResultSet rows = statement.getResultSet()) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString(1)).isEqualTo("it's; one");
      }
      assertThat(statement.getMoreResults()).isFalse();
      assertThat(statement.getUpdateCount()).isEqualTo(-1);
      try (ResultSet rows = statement.executeQuery(command.formatted(file))) {
        assertThat(rows.next()).as("the rows of its query").isTrue();
      }
    }
  }

  @Test
  void anErrorInAScriptNamesFileStatementAndPlace() throws Exception {
    Path file = script("INSERT INTO users (id) VALUES (9);", "SELECT * FROM nothing;");
    try (Connection connection = connect("");
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.execute("SOURCE '" + file + "'"))
          .hasMessageStartingWith("'" + file + "', statement 2 of 2 (line 2, column 1): ")
          .satisfies(e -> assertThat(state(e)).isEqualTo("42S02"));
      Path nested = script("SOURCE 'other.cql'");
      assertThatThrownBy(() -> statement.execute("SOURCE '" + nested + "'"))
          .hasMessageContaining("cannot run another")
          .satisfies(e -> assertThat(state(e)).isEqualTo("42000"));
      Files.write(directory.resolve("latin1.cql"), new byte[] {'-', '-', (byte) 0xE9});
      assertThatThrownBy(
              () -> statement.execute("SOURCE '" + directory.resolve("latin1.cql") + "'"))
          .hasMessageContaining("UTF-8")
          .satisfies(e -> assertThat(state(e)).isEqualTo("42000"));
    }
  }

  @Test
  void sourceReadsOnlyWhereThePolicyLetsIt() throws Exception {
    Path inside = Files.createDirectory(directory.resolve("inside"));
    Path outside = script("SELECT * FROM users");
    Path link = Files.createSymbolicLink(inside.resolve("link.cql"), outside);
    try (Connection connection = connect("copyPaths=" + inside);
        Statement statement = connection.createStatement()) {
      for (Path path : List.of(outside, inside.resolve("../script.cql"), link)) {
        assertThatThrownBy(() -> statement.execute("SOURCE '" + path + "'"))
            .as(path.toString())
            .satisfies(e -> assertThat(state(e)).isEqualTo("42501"));
      }
      assertThatThrownBy(() -> statement.execute("SOURCE '" + inside.resolve("no.cql") + "'"))
          .hasMessageContaining("no.cql")
          .satisfies(e -> assertThat(state(e)).isEqualTo("58P01"));
      assertThatThrownBy(() -> statement.execute("SOURCE '" + inside + "'"))
          .satisfies(e -> assertThat(state(e)).isEqualTo("58030"));
    }
    try (Connection connection = connect("copy=write");
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.execute("SOURCE '" + outside + "'"))
          .satisfies(e -> assertThat(state(e)).isEqualTo("42501"));
    }
  }
}
