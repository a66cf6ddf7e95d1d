package io.cassport.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import io.cassport.embedded.CassandraVersion;
import io.cassport.embedded.EmbeddedCassandra;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What depends on the server, with Cassandra 4.0 and 4.1; all other tests run with 5.0. */
final class VersionsIT {
  private static final Map<CassandraVersion, EmbeddedCassandra> SERVERS = new LinkedHashMap<>();
  private static final int ROWS = 2_000;

  /** Every type of these versions, and a value of it as CQL and as the driver's text. */
  private static final Map<String, String> VALUES = new LinkedHashMap<>();

  static {
    VALUES.put("ascii", "'a''b'");
    VALUES.put("text", "'Grüße'");
    VALUES.put("tinyint", "-128");
    VALUES.put("smallint", "32767");
    VALUES.put("int", "-2147483648");
    VALUES.put("bigint", "9223372036854775807");
    VALUES.put("varint", "123456789012345678901234567890");
    VALUES.put("decimal", "1.50");
    VALUES.put("float", "0.1");
    VALUES.put("double", "4.9E-324");
    VALUES.put("boolean", "true");
    VALUES.put("blob", "0x00ff10");
    VALUES.put("timestamp", "'2024-01-31T12:30:00.123Z'");
    VALUES.put("date", "'2024-02-29'");
    VALUES.put("time", "'23:59:59.999999999'");
    VALUES.put("uuid", "cfd66ccc-d857-4e90-b1e5-df98a3d40cd6");
    VALUES.put("timeuuid", "9ab0c1e0-9a11-11ee-8c90-0242ac120002");
    VALUES.put("inet", "'2001:db8::1'");
    VALUES.put("duration", "1mo2d3h");
    VALUES.put("list<text>", "['a', '']");
    VALUES.put("set<int>", "{1, 2}");
    VALUES.put("map<text, uuid>", "{'k': cfd66ccc-d857-4e90-b1e5-df98a3d40cd6}");
    VALUES.put("tuple<int, text>", "(1, NULL)");
    VALUES.put("frozen<address>", "{street: 'Main', nr: 4}");
  }

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    List.of(CassandraVersion.V4_0, CassandraVersion.V4_1).parallelStream()
        .map(
            version ->
                Map.entry(
                    version, EmbeddedCassandra.builder().version(version).heap("384m").start()))
        .toList()
        .forEach(each -> SERVERS.put(each.getKey(), each.getValue()));
  }

  @AfterAll
  static void stop() {
    SERVERS.values().forEach(EmbeddedCassandra::close);
  }

  private static Connection connect(CassandraVersion version, String rest) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:cassport://127.0.0.1:" + SERVERS.get(version).contactPoint().getPort() + "/" + rest);
  }

  private static List<List<String>> cells(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      List<List<String>> cells = new ArrayList<>();
      while (rows.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          row.add(rows.getString(i));
        }
        cells.add(row);
      }
      return cells;
    }
  }

  private static void makeTables(Connection connection) throws SQLException {
    StringBuilder columns = new StringBuilder("id int PRIMARY KEY");
    StringBuilder values = new StringBuilder("1");
    int number = 0;
    for (Map.Entry<String, String> each : VALUES.entrySet()) {
      columns.append(", c").append(number++).append(' ').append(each.getKey());
      values.append(", ").append(each.getValue());
    }
    Server.run(
        connection,
        "CREATE KEYSPACE versions WITH replication ="
            + " {'class': 'SimpleStrategy', 'replication_factor': 1}",
        "USE versions",
        "CREATE TYPE address (street text, nr int)",
        "CREATE TABLE every (" + columns + ")",
        "CREATE TABLE again (" + columns + ")",
        "INSERT INTO every JSON '{\"id\": 0}'",
        "INSERT INTO every (" + names() + ") VALUES (" + values + ")",
        "CREATE TABLE wide (p int, c int, v text, s int static, PRIMARY KEY (p, c))",
        "CREATE TABLE loaded (p int, c int, v text, s int static, PRIMARY KEY (p, c))",
        "CREATE INDEX wide_v ON wide (v)",
        "CREATE TABLE hits (id int PRIMARY KEY, n counter)");
  }

  private static String names() {
    StringBuilder names = new StringBuilder("id");
    for (int i = 0; i < VALUES.size(); i++) {
      names.append(", c").append(i);
    }
    return names.toString();
  }

  private static void fill(Connection connection) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO wide (p, c, v, s) VALUES (?, ?, ?, ?)")) {
      for (int row = 0; row < ROWS; row++) {
        insert.setInt(1, row / 50);
        insert.setInt(2, row % 50);
        insert.setString(3, "row " + row);
        insert.setInt(4, row / 50);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = CassandraVersion.class,
      names = {"V4_0", "V4_1"})
  void whatDependsOnTheServerWorks(CassandraVersion version) throws Exception {
    try (Connection connection = connect(version, "")) {
      makeTables(connection);
      fill(connection);
      connects(connection, version);
      describes(connection);
      selects(connection);
      copies(connection);
      pagesAndTransactions(connection);
    }
  }

  private static void connects(Connection connection, CassandraVersion version)
      throws SQLException {
    String line = version == CassandraVersion.V4_0 ? "4.0." : "4.1.";
    assertThat(connection.getMetaData().getDatabaseProductVersion()).startsWith(line);
    assertThat(connection.getMetaData().getDatabaseMajorVersion()).isEqualTo(4);
    assertThat(connection.isValid(10)).isTrue();
    assertThat(connection.unwrap(CqlSession.class).getContext().getProtocolVersion().name())
        .isEqualTo("V5");
    // 4.0 sends no warning, as an aggregate of all has one, to a client of V3, but an error
    for (String other : List.of("protocolVersion=V4", "protocolVersion=V3", "compression=LZ4")) {
      try (Connection own = connect(version, "versions?" + other)) {
        assertThat(cells(own, "SELECT v FROM wide")).as(other).hasSize(ROWS);
      }
    }
  }

  private static void describes(Connection connection) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (ResultSet found = connection.getMetaData().getTables(null, "versions", "%", null)) {
      while (found.next()) {
        tables.add(found.getString("TABLE_NAME"));
      }
    }
    assertThat(tables).contains("every", "again", "wide", "loaded", "hits");
    int columns = 0;
    try (ResultSet found = connection.getMetaData().getColumns(null, "versions", "every", "%")) {
      while (found.next()) {
        columns++;
      }
    }
    assertThat(columns).isEqualTo(VALUES.size() + 1);
    for (String text : List.of("DESCRIBE TABLE wide", "DESCRIBE KEYSPACE versions")) {
      assertThat(cells(connection, text).toString()).contains("CREATE TABLE versions.wide");
    }
    assertThat(cells(connection, "DESCRIBE CLUSTER").toString()).contains("cassport");
    assertThat(cells(connection, "SHOW VERSION")).hasSize(1);
    assertThatThrownBy(() -> cells(connection, "SELECT nothing FROM wide"))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42S22"));
  }

  private static void selects(Connection connection) throws SQLException {
    List<String> row = cells(connection, "SELECT * FROM every WHERE id = 1").get(0);
    List<String> ordered =
        cells(connection, "SELECT " + names() + " FROM every WHERE id = 1").get(0);
    assertThat(row).hasSameSizeAs(ordered).doesNotContainNull();
    assertThat(ordered)
        .startsWith("1", "a'b", "Grüße", "-128", "32767", "-2147483648", "9223372036854775807")
        .contains("123456789012345678901234567890", "1.50", "0.1", "4.9E-324", "1mo2d3h");
    assertThat(cells(connection, "SELECT * FROM every WHERE id = 0").get(0).subList(1, 25))
        .containsOnlyNulls();
  }

  private void copies(Connection connection) throws SQLException {
    for (String format : List.of("parquet", "csv", "json")) {
      Path every = folder.resolve("every." + format);
      Path wide = folder.resolve("wide-" + format);
      String header = format.equals("csv") ? " AND HEADER=TRUE" : "";
      Server.run(
          connection,
          "TRUNCATE again",
          "TRUNCATE loaded",
          "COPY every TO '" + every + "' WITH OVERWRITE=TRUE" + header,
          "COPY again FROM '" + every + "' WITH LEDGER=TRUE",
          "COPY wide TO '" + wide + "/' WITH OVERWRITE=TRUE AND FORMAT=" + format + header,
          "COPY loaded FROM '" + wide + "/'");
      assertThat(cells(connection, "SELECT * FROM again"))
          .as(format)
          .containsExactlyInAnyOrderElementsOf(cells(connection, "SELECT * FROM every"));
      assertThat(cells(connection, "SELECT * FROM loaded"))
          .as(format)
          .hasSize(ROWS)
          .containsExactlyInAnyOrderElementsOf(cells(connection, "SELECT * FROM wide"));
    }
    Server.run(
        connection,
        "COPY wide TO '" + folder + "/few.parquet' WITH OVERWRITE=TRUE WHERE v='row 7'");
    assertThat(cells(connection, "SHOW COPY HISTORY FOR loaded")).isNotEmpty();
    // the same file once more is skipped: lightweight transactions work
    assertThat(cells(connection, "COPY loaded FROM '" + folder + "/wide-json/'").toString())
        .contains("SKIPPED")
        .doesNotContain("LOADED, ");
  }

  private static void pagesAndTransactions(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(100);
      int rows = 0;
      try (ResultSet all = statement.executeQuery("SELECT * FROM wide")) {
        while (all.next()) {
          rows++;
        }
      }
      assertThat(rows).isEqualTo(ROWS);
      statement.execute("UPDATE hits SET n = n + 5 WHERE id = 1");
      statement.execute(
          "BEGIN BATCH INSERT INTO wide (p, c) VALUES (9999, 1);"
              + " INSERT INTO wide (p, c) VALUES (9999, 2); APPLY BATCH");
      try (ResultSet again =
          statement.executeQuery("INSERT INTO wide (p, c) VALUES (9999, 1) IF NOT EXISTS")) {
        assertThat(again.next()).isTrue();
        assertThat(again.getBoolean("[applied]")).isFalse();
      }
    }
    assertThat(cells(connection, "SELECT n FROM hits")).containsExactly(List.of("5"));
    assertThat(cells(connection, "SELECT c FROM wide WHERE p = 9999")).hasSize(2);
  }
}
