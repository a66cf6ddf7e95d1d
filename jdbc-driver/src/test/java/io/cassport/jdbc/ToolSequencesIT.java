package io.cassport.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The statement calls of tools other than DBeaver, in their order. */
final class ToolSequencesIT {
  private static final int ROWS = 300;
  private static Connection connection;
  @TempDir private Path directory;

  @BeforeAll
  static void fill() throws SQLException {
    Server.makeKeyspace("tools");
    connection = Server.connect("tools");
    Server.run(
        connection,
        "CREATE TABLE t (id int PRIMARY KEY, v text)",
        "CREATE TABLE history (installed_rank int PRIMARY KEY, version text, checksum int, success"
            + " boolean)",
        "CREATE TABLE times (id int PRIMARY KEY, ts timestamp, d date, t time)",
        "CREATE TYPE address (street text, nr int)",
        "CREATE TABLE every_kind (id uuid PRIMARY KEY, a ascii, bi bigint, bl blob, bo boolean, da"
            + " date, de decimal, d double, du duration, f float, ine inet, i int, si smallint, t"
            + " text, tm time, ts timestamp, tu timeuuid, ti tinyint, vi varint, l list<int>, s"
            + " set<text>, m map<text, int>, u frozen<address>, tup tuple<int, text>, ve"
            + " vector<float, 2>)",
        "INSERT INTO every_kind (id, a, bi, bl, bo, da, de, d, du, f, ine, i, si, t, tm, ts, tu, ti, vi,"
            + " l, s, m, u, tup, ve) VALUES (5132b130-ae79-11e4-ab27-0800200c9a66, 'a', 1, 0x01,"
            + " true, '2024-01-02', 1.5, 0.5, 1h, 0.5, '127.0.0.1', 1, 1, 't', '03:04:05',"
            + " '2024-01-02T03:04:05Z', 5132b130-ae79-11e4-ab27-0800200c9a66, 1, 1, [1], {'x'},"
            + " {'k': 1}, {street: 's', nr: 1}, (1, 'x'), [1, 2])");
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO t (id, v) VALUES (?, 'v')")) {
      for (int i = 0; i < ROWS; i++) {
        insert.setInt(1, i);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  @AfterAll
  static void close() throws SQLException {
    connection.close();
  }

  private static int count(ResultSet rows) throws SQLException {
    int count = 0;
    while (rows.next()) {
      count++;
    }
    return count;
  }

  private String copy() {
    return "COPY t TO '" + directory.resolve("t.parquet") + "' WITH OVERWRITE=TRUE";
  }

  /** All results of an execute, as tools with getMoreResults read them; it must end. */
  private static List<String> results(Statement statement, boolean first) throws SQLException {
    List<String> results = new ArrayList<>();
    boolean rows = first;
    while (rows || statement.getUpdateCount() != -1) {
      assertThat(results).as("results end").hasSizeLessThan(20);
      if (rows) {
        assertThat(statement.getUpdateCount()).isEqualTo(-1);
        results.add(count(statement.getResultSet()) + " rows");
      } else {
        assertThat((Object) statement.getResultSet()).isNull();
        results.add("count " + statement.getUpdateCount());
      }
      rows = statement.getMoreResults();
    }
    return results;
  }

  // HikariCP

  @ParameterizedTest(name = "H-02: {0}")
  @ValueSource(
      strings = {
        "SELEC * FROM t",
        "SELECT * FROM nothing",
        "SELECT * FROM t ORDER BY v",
        "SELECT t.id FROM t JOIN u ON t.id = u.id",
        "MERGE INTO t USING u",
        "{call p(1)}",
        "COPY t TO '/nowhere/x.parquet'",
        "COPY t TO 's3a://bucket/x.parquet'",
        "INSERT INTO t (id) VALUES ('x')",
      })
  void h02_anErrorOfAStatementLeavesTheConnectionInThePool(String text) throws SQLException {
    List<String> evicting = List.of("0A000", "57P01", "57P02", "57P03", "01002", "JZ0C0", "JZ0C1");
    try (Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.execute(text))
          .isNotInstanceOf(SQLTimeoutException.class)
          .isInstanceOfSatisfying(
              SQLException.class,
              e -> {
                assertThat(e.getSQLState()).hasSize(5).doesNotStartWith("08").isNotIn(evicting);
                assertThat(e.getErrorCode()).isNotIn(500150, 2399, 1105);
              });
    }
    assertThat(connection.isValid(5)).isTrue();
  }

  // Spring

  @ParameterizedTest
  @ValueSource(ints = {Connection.TRANSACTION_NONE, Connection.TRANSACTION_READ_COMMITTED})
  void s02_theIsolationLevelIsTakenAndChangesNothing(int level) throws SQLException {
    try (Connection own = Server.connect("tools")) {
      own.setAutoCommit(false);
      own.setTransactionIsolation(level);
      assertThat(own.getTransactionIsolation()).isEqualTo(level);
      try (Statement statement = own.createStatement()) {
        assertThat(statement.executeUpdate("INSERT INTO t (id, v) VALUES (1, 'v')")).isEqualTo(1);
      }
      own.commit();
      own.setAutoCommit(true);
    }
  }

  @Test
  void theFirstEndOfATransactionWarnsThatThereIsNoneAndLaterOnesDoNot() throws SQLException {
    try (Connection own = Server.connect("tools")) {
      own.commit();
      own.rollback();
      assertThat((Throwable) own.getWarnings()).as("in auto-commit").isNull();
      own.setAutoCommit(false);
      own.rollback();
      assertThat(own.getWarnings().getMessage()).contains("no transactions");
      own.clearWarnings();
      own.commit();
      assertThat((Throwable) own.getWarnings()).isNull();
    }
  }

  // SQuirreL

  @ParameterizedTest(name = "R-01: {0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT * FROM t | 101 rows",
        "UPDATE t SET v = 'w' WHERE id = 1 | count 1",
        "CREATE TABLE IF NOT EXISTS other (id int PRIMARY KEY) | count 0",
        "COPY | 1 rows, count 300",
        "CAPTURE | 1 rows",
        "USE tools | count 0",
        "INSERT INTO t (id, v) VALUES (1, 'v') IF NOT EXISTS | 1 rows, count 0",
        "SELECT * FROM t; USE tools; SELECT * FROM t WHERE id = 1 | 101 rows, count 0, 1 rows",
      })
  void r01_theLoopOverResultsEndsAndMaxRowsOfAllStatementsBoundNoCopy(String text, String expected)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(50);
      statement.setQueryTimeout(30);
      statement.setMaxRows(101);
      boolean rows = statement.execute(text.equals("COPY") ? copy() : text);
      assertThat((Throwable) connection.getWarnings()).isNull();
      if (statement.getWarnings() != null) {
        statement.clearWarnings();
      }
      assertThat(results(statement, rows)).isEqualTo(Arrays.asList(expected.split(", ", -1)));
    }
  }

  // Metabase

  @Test
  void b01_nativeQueriesWithCommentsTimesAndProbes() throws SQLException {
    OffsetDateTime moment = OffsetDateTime.of(2024, 3, 4, 5, 6, 7, 8_000_000, ZoneOffset.UTC);
    try (PreparedStatement insert =
        connection.prepareStatement(
            "-- Metabase:: userID: 1\nINSERT INTO times (id, ts, d, t) VALUES (?, ?, ?, ?)",
            1003,
            1007,
            2)) {
      insert.setInt(1, 1);
      insert.setObject(2, moment, Types.TIMESTAMP_WITH_TIMEZONE);
      insert.setObject(3, moment.toLocalDate(), Types.DATE);
      insert.setObject(4, moment.toLocalTime(), Types.TIME);
      insert.execute();
    }
    try (Statement statement = connection.createStatement(1003, 1007, 2)) {
      statement.setFetchDirection(ResultSet.FETCH_FORWARD);
      statement.setMaxRows(2_000);
      assertThat(
              statement.execute(
                  "-- Metabase:: userID: 1 queryType: native; x\nSELECT ts, d, t FROM times"))
          .isTrue();
      ResultSet rows = statement.getResultSet();
      assertThat(rows.next()).isTrue();
      LocalDateTime local = moment.atZoneSameInstant(ZoneId.systemDefault()).toLocalDateTime();
      assertThat(rows.getObject(1, LocalDateTime.class)).isEqualTo(local);
      assertThat(rows.getObject(1, OffsetDateTime.class).toInstant()).isEqualTo(moment.toInstant());
      assertThat(rows.getObject(2, LocalDate.class)).isEqualTo(moment.toLocalDate());
      assertThat(rows.getObject(3, LocalTime.class)).isEqualTo(moment.toLocalTime());
    }
    try (ResultSet columns = connection.getMetaData().getColumns(null, "tools", "times", null)) {
      assertThat(count(columns)).isEqualTo(4);
    }
  }

  @ParameterizedTest(name = "B-01, O-01, P-01: {0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT TRUE AS \"_\" FROM \"tools\".\"times\" WHERE 1 <> 1 LIMIT 0 | _ 16",
        "SELECT 1 FROM tools.times WHERE 1=0 | 1 4",
        "SELECT * FROM times WHERE 1=0 | id 4, d 91, t 92, ts 93",
        "SELECT \"d\", \"ts\" FROM \"tools\".\"times\" WHERE ( 0 = 1 ) | d 91, ts 93",
        "SELECT \"d\" FROM \"tools\".\"times\" WHERE ( 0 = 1 ) AND ( \"id\" = 1 ) | d 91",
        "SELECT * FROM (SELECT d FROM times) SPARK_GEN_SUBQ_1 WHERE 1=0 | d 91",
        "SELECT count(*) AS n FROM times LIMIT 0 | n -5",
        "SELECT d AS \"Day\" FROM times WHERE false | Day 91",
      })
  void b01_aProbeHasItsColumnsAndNoRows(String text, String columns) throws SQLException {
    List<String> expected = Arrays.asList(columns.split(", ", -1));
    try (Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(0);
      statement.setEscapeProcessing(false);
      assertThat(statement.execute(text)).isTrue();
      assertThat(columns(statement.getResultSet().getMetaData())).isEqualTo(expected);
      assertThat(statement.getResultSet().next()).isFalse();
    }
    try (PreparedStatement prepared = connection.prepareStatement(text)) {
      assertThat(columns(prepared.getMetaData())).isEqualTo(expected);
      try (ResultSet rows = prepared.executeQuery()) {
        assertThat(columns(rows.getMetaData())).isEqualTo(expected);
        assertThat(rows.next()).isFalse();
      }
    }
  }

  private static List<String> columns(ResultSetMetaData columns) throws SQLException {
    List<String> found = new ArrayList<>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      found.add(columns.getColumnLabel(i) + " " + columns.getColumnType(i));
    }
    return found;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1 FROM nothing WHERE 1=0",
        "SELECT * FROM (SELECT * FROM nothing) x WHERE 1=0",
        "SELECT TRUE AS \"_\" FROM \"tools\".\"nothing\" WHERE 1 <> 1 LIMIT 0"
      })
  void b01_aProbeOfATableThatIsNotThereIs42S02(String text) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.executeQuery(text))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42S02"));
    }
  }

  // JayDeBeApi

  @Test
  void u01_everythingThroughPreparedStatements() throws SQLException {
    connection.commit();
    connection.rollback();
    for (String text : List.of("USE tools", copy(), "CONSISTENCY", "DESCRIBE TABLE t")) {
      try (PreparedStatement prepared = connection.prepareStatement(text)) {
        boolean rows = prepared.execute();
        assertThat(rows).as(text).isEqualTo(!text.startsWith("USE"));
        if (rows) {
          ResultSet set = prepared.getResultSet();
          set.setFetchSize(10);
          assertThat(count(set)).isPositive();
          set.setFetchSize(0);
        } else {
          assertThat(prepared.getUpdateCount()).isZero();
        }
      }
    }
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO t (id, v) VALUES (?, ?)")) {
      for (int i = 0; i < 10; i++) {
        insert.setObject(1, (long) i);
        insert.setObject(2, "v");
        insert.addBatch();
      }
      assertThat(Arrays.stream(insert.executeBatch()).sum()).isEqualTo(10);
    }
    try (PreparedStatement script =
        connection.prepareStatement(
            "CREATE TABLE IF NOT EXISTS made (id int PRIMARY KEY); INSERT INTO made (id) VALUES"
                + " (1); SELECT * FROM made")) {
      assertThat(results(script, script.execute())).containsExactly("count 0", "count 1", "1 rows");
    }
  }

  // Flyway and Liquibase

  @Test
  void f01_flywaysLoopEndsAndItsHistoryIsKept() throws SQLException {
    try (Connection own = Server.connect(null)) {
      assertThat(own.getSchema()).isNull();
      Server.run(own, "USE \"tools\"");
      assertThat(own.getSchema()).isEqualTo("tools");
      assertThat(own.getMetaData().getDatabaseProductName()).startsWith("Cassandra");
      assertThat(own.getMetaData().getSQLKeywords()).isNotNull();
      assertThat(own.getMetaData().getURL()).startsWith("jdbc:cassport://");
      try (PreparedStatement exists =
          own.prepareStatement(
              "select count(*) from system_schema.keyspaces where keyspace_name=?")) {
        exists.setString(1, "tools");
        try (ResultSet rows = exists.executeQuery()) {
          assertThat(rows.next()).isTrue();
          assertThat(rows.getInt(1)).isEqualTo(1);
        }
      }
      try (PreparedStatement insert =
          own.prepareStatement(
              "INSERT INTO history (installed_rank, version, checksum, success) VALUES (?, ?, ?,"
                  + " ?)")) {
        insert.setInt(1, 1);
        insert.setNull(2, Types.VARCHAR);
        insert.setInt(3, 42);
        insert.setBoolean(4, true);
        assertThat(insert.executeUpdate()).isEqualTo(1);
      }
      try (Statement statement = own.createStatement()) {
        statement.setEscapeProcessing(false);
        boolean rows =
            statement.execute(
                "SELECT \"version\" FROM \"tools\".\"history\" WHERE \"installed_rank\" > 0"
                    + " ALLOW FILTERING");
        assertThat(results(statement, rows)).containsExactly("1 rows");
        for (String text : List.of("TRUNCATE history", "INSERT INTO t (id) VALUES (9)", copy())) {
          assertThat(results(statement, statement.execute(text))).isNotEmpty();
        }
      }
    }
  }

  // sqlline

  @ParameterizedTest
  @ValueSource(strings = {"", "uuidType=OTHER&complexType=NATIVE"})
  void q01_everyCellOfEveryTypeIsShownAndSchemasMayBeNull(String parameters) throws SQLException {
    try (Connection own = DriverManager.getConnection(Server.url("tools", parameters))) {
      DatabaseMetaData metadata = own.getMetaData();
      own.setAutoCommit(true);
      own.setReadOnly(false);
      assertThat(own.isClosed()).isFalse();
      assertThat(metadata.getDefaultTransactionIsolation()).isEqualTo(Connection.TRANSACTION_NONE);
      assertThat(metadata.getIdentifierQuoteString()).isEqualTo("\"");
      try (Statement statement = own.createStatement()) {
        assertThat(statement.execute("SELECT * FROM every_kind")).isTrue();
        assertThat((Throwable) own.getWarnings()).isNull();
        ResultSet rows = statement.getResultSet();
        ResultSetMetaData columns = rows.getMetaData();
        assertThat(rows.next()).isTrue();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
          assertThat(columns.getColumnTypeName(i)).isNotBlank();
          assertThat(columns.getTableName(i)).isEqualTo("every_kind");
          assertThat(rows.getString(i)).as(columns.getColumnLabel(i)).isNotBlank();
          assertThat(rows.getObject(i)).as(columns.getColumnLabel(i)).isNotNull();
        }
        assertThat(columns.getColumnCount()).isEqualTo(25);
        assertThat(rows.next()).isFalse();
        assertThat(rows.rowUpdated() || rows.rowInserted() || rows.rowDeleted()).isFalse();
        assertThat(statement.getMoreResults()).isFalse();
        assertThat(statement.execute("INSERT INTO t (id, v) VALUES (1, 'v')")).isFalse();
        assertThat(statement.getUpdateCount()).isEqualTo(1);
      }
      try (ResultSet tables = metadata.getTables(own.getCatalog(), null, "%", null);
          ResultSet columns = metadata.getColumns(own.getCatalog(), null, "every_kind", "%");
          ResultSet keys = metadata.getPrimaryKeys(own.getCatalog(), null, "every_kind")) {
        assertThat(count(tables)).isGreaterThan(5);
        assertThat(count(columns)).isEqualTo(25);
        assertThat(count(keys)).isEqualTo(1);
      }
    }
  }

  // jOOQ

  @Test
  void j01_copyIsExecutedAndManyResultsAreFetchedToTheirEnd() throws SQLException {
    try (PreparedStatement prepared = connection.prepareStatement(copy())) {
      assertThat(columns(prepared.getMetaData())).contains("object_name 12", "record_count -5");
      assertThat(prepared.execute()).isTrue();
      assertThat(prepared.getUpdateCount()).isEqualTo(-1);
      assertThat(results(prepared, true)).containsExactly("1 rows", "count 300");
      assertThat(prepared.getMoreResults(Statement.CLOSE_ALL_RESULTS)).isFalse();
      assertThat(prepared.getUpdateCount()).isEqualTo(-1);
    }
    try (PreparedStatement many =
        connection.prepareStatement("SELECT * FROM t WHERE id = ?; SELECT * FROM t")) {
      many.setInt(1, 1);
      assertThat(results(many, many.execute())).containsExactly("1 rows", "300 rows");
      many.setInt(1, 2);
      assertThat(many.execute()).isTrue();
      ResultSet first = many.getResultSet();
      assertThat(many.getMoreResults(Statement.KEEP_CURRENT_RESULT)).isTrue();
      assertThat(count(first)).isEqualTo(1);
      assertThat(count(many.getResultSet())).isEqualTo(300);
      assertThat(many.getMoreResults(Statement.CLOSE_ALL_RESULTS)).isFalse();
      assertThat(first.isClosed()).isTrue();
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO history (installed_rank, version) VALUES (?, ?)")) {
      insert.setInt(1, 7);
      insert.setString(2, "x");
      assertThat(insert.execute()).isFalse();
      assertThat(insert.getUpdateCount()).isEqualTo(1);
    }
    Server.run(connection, "DELETE FROM history WHERE installed_rank = 7");
  }

  @Test
  void aKeyspaceCannotChangeInTheMiddleOfPreparedStatements() {
    assertThatThrownBy(
            () -> connection.prepareStatement("USE system; SELECT * FROM local WHERE key = ?"))
        .hasMessageContaining("USE")
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42000"));
  }

  @Test
  void jdbcEscapesWorkUnlessTheyAreSwitchedOff() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO times (id, d, t) VALUES (7, {d '2024-02-29'}, {t '01:02:03'})");
      try (ResultSet rows = statement.executeQuery("SELECT d, t FROM times WHERE id = 7")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString(1)).isEqualTo("2024-02-29");
      }
      assertThat(connection.nativeSQL("SELECT {fn max(id)} FROM times"))
          .isEqualTo("SELECT max(id) FROM times");
      assertThatThrownBy(() -> statement.execute("{call now()}"))
          .hasMessageContaining("procedures");
      statement.setEscapeProcessing(false);
      assertThatThrownBy(
              () -> statement.execute("INSERT INTO times (id, d) VALUES (7, {d '2024-02-29'})"))
          .isInstanceOf(SQLException.class);
    }
    assertThatThrownBy(() -> connection.prepareCall("{call now()}"))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("0A000"));
  }
}
