package io.cassport.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.metadata.Metadata;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** DESCRIBE by the server, and what is built for servers without it, side by side. */
final class DescribeIT {
  private static Connection connection;

  @BeforeAll
  static void makeSchema() throws SQLException {
    Server.makeKeyspace("described");
    connection = Server.connect("described");
    Server.run(
        connection,
        "CREATE TYPE address (street text, nr int)",
        "CREATE TABLE users (id uuid, at timestamp, name text, home frozen<address>, s int static,"
            + " PRIMARY KEY (id, at)) WITH CLUSTERING ORDER BY (at DESC) AND comment = 'it''s'",
        "CREATE TABLE \"MixedCase\" (\"Id\" int PRIMARY KEY, n counter)",
        "CREATE INDEX users_name ON users (name)",
        "CREATE TABLE viewed (id int PRIMARY KEY, v text)",
        "CREATE MATERIALIZED VIEW by_v AS SELECT * FROM viewed WHERE v IS NOT NULL AND id IS NOT"
            + " NULL PRIMARY KEY (v, id)",
        "CREATE FUNCTION plus (a int, b int) CALLED ON NULL INPUT RETURNS int LANGUAGE java AS $$"
            + " return a + b; $$",
        "CREATE AGGREGATE total (int) SFUNC plus STYPE int INITCOND 0");
  }

  @AfterAll
  static void close() throws SQLException {
    connection.close();
  }

  private static Metadata metadata() throws SQLException {
    return connection.unwrap(CqlSession.class).getMetadata();
  }

  private static List<List<String>> cells(ResultSet rows) throws SQLException {
    List<List<String>> cells = new ArrayList<>();
    try (rows) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          row.add(rows.getString(i));
        }
        cells.add(row);
      }
    }
    return cells;
  }

  private static List<List<String>> byServer(String text) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return cells(statement.executeQuery(text));
    }
  }

  private static List<List<String>> byMetadata(String text) throws SQLException {
    MemoryRows rows = Descriptions.rows(metadata(), "described", text);
    return cells(new CassportResultSet(null, rows, TypeOptions.DEFAULT));
  }

  private static List<List<String>> names(List<List<String>> cells) {
    return cells.stream().map(row -> row.subList(0, 3)).sorted(DescribeIT::compare).toList();
  }

  private static int compare(List<String> a, List<String> b) {
    return String.join("/", a).compareTo(String.join("/", b));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DESCRIBE KEYSPACE described",
        "DESC KEYSPACE",
        "DESCRIBE ONLY KEYSPACE described",
        "DESCRIBE TABLE users",
        "DESCRIBE TABLE described.\"MixedCase\"",
        "describe described",
        "DESCRIBE users",
        "DESCRIBE INDEX users_name",
        "DESCRIBE TYPE address",
        "DESCRIBE TABLES",
        "DESCRIBE TYPES",
        "DESCRIBE FUNCTIONS",
        "DESCRIBE AGGREGATES",
        "DESCRIBE FUNCTION plus",
        "DESCRIBE AGGREGATE total",
        "DESCRIBE MATERIALIZED VIEW by_v",
        "DESCRIBE \"MixedCase\"",
      })
  void bothNameTheSameObjects(String text) throws SQLException {
    List<List<String>> server = byServer(text);
    assertThat(server).isNotEmpty();
    assertThat(names(byMetadata(text))).isEqualTo(names(server));
  }

  @Test
  void whatIsBuiltMakesTheSameSchemaAgain() throws SQLException {
    List<List<String>> built = byMetadata("DESCRIBE KEYSPACE described");
    Server.run(connection, "DROP KEYSPACE IF EXISTS again");
    for (List<String> row : built) {
      Server.run(connection, row.get(3).replace("described", "again"));
    }
    List<String> before = built.stream().map(row -> row.get(3)).toList();
    assertThat(byMetadata("DESCRIBE KEYSPACE again").stream().map(row -> row.get(3)))
        .containsExactlyElementsOf(
            before.stream().map(text -> text.replace("described", "again")).toList());
    assertThat(before.get(0)).startsWith("CREATE KEYSPACE");
    assertThat(before.get(1)).startsWith("CREATE TYPE");
  }

  @Test
  void theClusterAndTheKeyspacesAreListed() throws SQLException {
    assertThat(byMetadata("DESCRIBE CLUSTER").get(0).subList(0, 2))
        .isEqualTo(byServer("DESCRIBE CLUSTER").get(0).subList(0, 2));
    assertThat(byMetadata("DESCRIBE KEYSPACES"))
        .contains(List.of("described", "keyspace", "described"));
    assertThat(byMetadata("DESCRIBE SCHEMA").stream().map(row -> row.get(2)))
        .contains("users", "address", "users_name");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DESCRIBE TABLE nothing | nothing",
        "DESCRIBE KEYSPACE nowhere | nowhere",
        "DESCRIBE TABLE | name of a table",
        "DESCRIBE TYPE nowhere.x | no type 'x'",
      })
  void whatIsNotThereIs42000(String text, String part) {
    assertThatThrownBy(() -> byMetadata(text))
        .hasMessageContaining(part)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42000"));
  }
}
