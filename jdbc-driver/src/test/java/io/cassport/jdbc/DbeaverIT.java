package io.cassport.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What DBeaver does with statements, call by call. */
final class DbeaverIT {
  private static final int ROWS = 1_000;
  private static final String ID = "11111111-1111-1111-1111-111111111111";
  private static Connection connection;
  @TempDir private Path directory;

  @BeforeAll
  static void fill() throws SQLException {
    Server.makeKeyspace("dbeaver");
    connection = Server.connect("dbeaver");
    Server.run(
        connection,
        "CREATE TABLE many (p int, c int, v text, PRIMARY KEY (p, c))",
        "CREATE TABLE scratch (p int, c int, v text, PRIMARY KEY (p, c))",
        "CREATE TYPE address (street text, nr int)",
        "CREATE TABLE users (id uuid PRIMARY KEY, name text, ts timestamp, dt date, tm time,"
            + " \"data\" blob, b boolean, \"dec\" decimal, age int, m map<text, int>,"
            + " home frozen<address>)",
        "INSERT INTO users (id, name, ts, dt, tm, \"data\", b, \"dec\", age) VALUES ("
            + ID
            + ", 'ann', '2024-01-02 03:04:05.000+0000', '2024-01-02', '03:04:05', 0x0102, true,"
            + " 3.25, 5)",
        "CREATE TABLE odd (id int PRIMARY KEY, d decimal)",
        "INSERT INTO odd (id, d) VALUES (1, 1.234)");
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO many (p, c, v) VALUES (1, ?, 'v')")) {
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

  private static String state(Throwable thrown) {
    return ((SQLException) thrown).getSQLState();
  }

  /** The generic data source's way: two-argument createStatement, setMaxRows, execute. */
  private static Statement statement(Connection of) throws SQLException {
    Statement statement = of.createStatement(1003, 1007);
    statement.setMaxRows(200);
    return statement;
  }

  private static int count(ResultSet rows) throws SQLException {
    int count = 0;
    while (rows.next()) {
      count++;
    }
    return count;
  }

  private static long rowsOf(Path file) throws SQLException {
    Server.run(
        connection,
        "CREATE TABLE IF NOT EXISTS back (p int, c int, v text, PRIMARY KEY (p, c))",
        "TRUNCATE back");
    try (Statement statement = connection.createStatement()) {
      return statement.executeLargeUpdate("COPY back FROM '" + file + "'");
    }
  }

  // SEQ-3

  @ParameterizedTest
  @CsvSource({"200, 2", "400, 4", "201, 3", "1000, 10"})
  void d07_theDataTabGetsExactlyMaxRowsAndNoFurtherPageIsFetched(int maxRows, int requests)
      throws SQLException {
    try (Connection tab = DriverManager.getConnection(Server.url("dbeaver", "fetchSize=100"))) {
      Server.run(tab, "TRACING ON");
      Statement statement = tab.createStatement(1003, 1007);
      statement.setMaxRows(maxRows);
      assertThat(statement.execute("SELECT * FROM dbeaver.many")).isTrue();
      ResultSet rows = statement.getResultSet();
      ResultSetMetaData columns = rows.getMetaData();
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        assertThat(columns.getColumnLabel(i)).isEqualTo(columns.getColumnName(i));
        assertThat(columns.getTableName(i)).isEqualTo("many");
        assertThat(columns.getCatalogName(i)).isEmpty();
        assertThat(columns.getSchemaName(i)).isEqualTo("dbeaver");
        assertThat(columns.getColumnDisplaySize(i)).isPositive();
        assertThat(columns.isAutoIncrement(i)).isFalse();
        assertThat(columns.getPrecision(i)).isNotNegative();
        assertThat(columns.getScale(i)).isNotNegative();
      }
      assertThat(count(rows)).isEqualTo(maxRows);
      rows.close();
      int pages = 0; // each request that is traced leaves a warning
      for (SQLWarning w = statement.getWarnings(); w != null; w = w.getNextWarning()) {
        pages++;
      }
      assertThat(pages).isEqualTo(requests);
      statement.close();
    }
  }

  @Test
  void d07_oneRequestIsEnoughForOneScreen() throws SQLException {
    try (Connection tab = Server.connect("dbeaver");
        Statement statement = statement(tab)) {
      Server.run(tab, "TRACING ON");
      try (ResultSet rows = statement.executeQuery("SELECT * FROM many")) {
        assertThat(count(rows)).isEqualTo(200);
      }
      assertThat((Throwable) statement.getWarnings().getNextWarning()).isNull();
    }
  }

  // Warnings

  @Test
  void d09_warningsAreThereBeforeAndAfterExecuteAndAfterEverythingIsClosed() throws SQLException {
    Statement statement = connection.createStatement();
    ResultSet rows = statement.executeQuery("SELECT count(*) FROM many");
    assertThat(rows.next()).isTrue();
    rows.close();
    assertThat(statement.getWarnings().getMessage()).contains("ggregation");
    statement.close();
    assertThat(statement.getWarnings().getMessage()).contains("ggregation");
    statement.clearWarnings();
    assertThat((Throwable) statement.getWarnings()).isNull();
    assertThat((Throwable) connection.getWarnings()).isNull();
    connection.clearWarnings();
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE many SET v=? WHERE p=1 AND c=0", 1003, 1007)) {
      assertThat((Throwable) update.getWarnings()).isNull();
      update.setString(1, "v");
      update.execute();
      assertThat((Throwable) update.getWarnings()).isNull();
      assertThat(update.getLargeUpdateCount()).isEqualTo(1);
    }
  }

  // The filter of the data grid

  @Test
  void d11_theGridsFilterIsUnderstoodAndWhatCqlLacksIsSaidIn42000() throws SQLException {
    String key = "SELECT * FROM dbeaver.users\nWHERE (id = '" + ID + "')";
    String all =
        key
            + " AND (name = 'ann') AND (ts = '2024-01-02 03:04:05.000+0000') AND (dt ="
            + " '2024-01-02') AND (tm = '03:04:05') AND (\"data\" = 0x0102) AND (b = true) AND"
            + " (\"dec\" = 3.25) AND (age = 5)";
    try (Statement statement = statement(connection)) {
      for (String text : List.of(key, all + " ALLOW FILTERING")) {
        assertThat(count(statement.executeQuery(text))).as(text).isEqualTo(1);
      }
      assertThatThrownBy(() -> statement.execute(all))
          .hasMessageContaining("ALLOW FILTERING")
          .satisfies(e -> assertThat(state(e)).isEqualTo("42000"));
      assertThatThrownBy(() -> statement.execute(key + "\nORDER BY 2 DESC"))
          .hasMessageContaining("clustering column")
          .satisfies(e -> assertThat(state(e)).isEqualTo("42000"));
    }
    try (Connection plain = DriverManager.getConnection(Server.url("dbeaver", "sqlCompat=false"));
        Statement statement = statement(plain)) {
      assertThatThrownBy(() -> statement.execute(key))
          .satisfies(e -> assertThat(state(e)).isEqualTo("42000"));
    }
  }

  // What DBeaver's splitter hands over

  @ParameterizedTest(name = "D-16: {0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "COPY many TO 'DIR/a.parquet' WITH FORMAT='PARQUET' AND COMPRESSION='ZSTD' | rows",
        "COPY many TO 'DIR/semi;colon.parquet' WITH METADATA='{\"a\":\";\"}' | rows",
        "COPY (SELECT p,c FROM many) TO 'DIR/b.parquet' | rows",
        "COPY many TO 'DIR/it''s.parquet' | rows",
        "COPY many TO 'DIR/C:\\data\\x.parquet' | rows",
        "`SELECT * FROM many\n` | rows",
        "`-- note; x\nSELECT * FROM many` | rows",
        "`/* a; b */ SELECT * FROM many; -- the end` | rows",
        "USE dbeaver | count",
        "DESCRIBE TABLE many | rows",
        "CONSISTENCY | rows",
        "CONSISTENCY LOCAL_ONE | count",
        "TRACING OFF | count",
        "`INSERT INTO scratch (p, c) VALUES (2, 1); SELECT * FROM scratch WHERE p = 2` | count",
        "`BEGIN BATCH\n INSERT INTO scratch (p, c) VALUES (3, 1);\n DELETE FROM scratch WHERE p = 3 AND c"
            + " = 2;\nAPPLY BATCH` | count",
        "`BEGIN UNLOGGED BATCH INSERT INTO scratch (p, c) VALUES (3, 1) APPLY BATCH` | count",
        "INSERT INTO users (id, m) VALUES (" + ID + ", {'a': 1, 'b':2}) | count",
        "INSERT INTO users (id, home) VALUES (" + ID + ", {street:'x', nr: 1}) | count",
        "CAPTURE | rows",
      })
  void d16_textsOfTheSplitterWork(String text, String result) throws SQLException {
    try (Statement statement = statement(connection)) {
      boolean rows = statement.execute(text.replace("DIR", directory.toString()));
      assertThat(rows).isEqualTo(result.equals("rows"));
      assertThat(statement.getLargeUpdateCount()).isEqualTo(rows ? -1 : statement.getUpdateCount());
    }
  }

  @ParameterizedTest(name = "D-16: {0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "CREATE FUNCTION f (x int) RETURNS NULL ON NULL INPUT RETURNS int LANGUAGE java AS $$"
            + " return x+1 | $$",
        "`\n$$` | $$",
        "BEGIN BATCH INSERT INTO scratch (p, c) VALUES (3, 1) | APPLY BATCH",
        "`SELECT * FROM many\nWHERE` | line",
        "SELECT * FROM many WHERE p = ? | prepareStatement",
        "COPY many TO 'x.parquet' WITH OPTIONS={'a':'b','c':'d'} | column 39",
        "`CAPTURE PARQUET 'x.parquet'\n\nSELECT * FROM many` | line 3",
        "// comment | no statement",
      })
  void d16_halvesOfStatementsAreErrorsThatHelp(String text, String part) throws SQLException {
    try (Statement statement = statement(connection)) {
      assertThatThrownBy(() -> statement.execute(text))
          .hasMessageContaining(part)
          .satisfies(e -> assertThat(state(e)).isEqualTo("42000"));
    }
    assertThat(Files.exists(Path.of("x.parquet"))).isFalse();
  }

  @Test
  void d17_aSelectionOfSeveralStatementsRunsInOrderAndAnErrorSaysWhere() throws SQLException {
    Path file = directory.resolve("captured.parquet");
    String selection = "CAPTURE PARQUET '" + file + "';\nSELECT * FROM many;\nCAPTURE OFF";
    try (Statement statement = statement(connection)) {
      assertThat(statement.execute(selection)).isTrue();
      assertThat(rowsOf(file)).isEqualTo(ROWS);
      assertThatThrownBy(
              () -> statement.execute("SELECT * FROM many;\nSELECT * FROM nothing;\nCAPTURE OFF"))
          .hasMessageContaining("statement 2 of 3 (line 2, column 1)")
          .satisfies(e -> assertThat(state(e)).isEqualTo("42S02"));
    }
  }

  // COPY in the SQL editor

  @Test
  void d18_copyTakesAllRowsWhateverMaxRowsAndFetchSizeAre() throws SQLException {
    Path file = directory.resolve("all.parquet");
    try (Statement statement = statement(connection)) {
      statement.setFetchSize(1);
      assertThat(statement.execute("COPY many TO '" + file + "'")).isTrue();
      assertThat(rowsOf(file)).isEqualTo(ROWS);
    }
  }

  @Test
  void d19_theSameCopyAgainIsRefusedOrIdenticalAndAFailureKeepsTheOldFile() throws Exception {
    Path file = directory.resolve("again.parquet");
    try (Statement statement = statement(connection)) {
      statement.execute("COPY many TO '" + file + "'");
      byte[] before = Files.readAllBytes(file);
      assertThatThrownBy(() -> statement.execute("COPY many TO '" + file + "'"))
          .hasMessageContaining("OVERWRITE")
          .satisfies(e -> assertThat(state(e)).isEqualTo("58P02"));
      assertThat(Files.readAllBytes(file)).isEqualTo(before);
      statement.execute("COPY many TO '" + file + "' WITH OVERWRITE=TRUE");
      assertThat(rowsOf(file)).isEqualTo(ROWS);
      before = Files.readAllBytes(file);
      assertThatThrownBy(
              () ->
                  statement.execute(
                      "COPY odd TO '" + file + "' WITH OVERWRITE=TRUE AND DECIMAL_TYPE='10,2'"))
          .satisfies(e -> assertThat(state(e)).isEqualTo("22003"));
      assertThat(Files.readAllBytes(file)).isEqualTo(before);
      try (var left = Files.list(directory)) {
        assertThat(left).containsExactly(file);
      }
    }
  }

  // Errors

  @ParameterizedTest(name = "D-20: {0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "SELEC * FROM many | 42000",
        "SELECT * FROM nothing | 42S02",
        "SELECT nothing FROM many | 42S22",
        "COPY nothing TO 'x.parquet' | 42S02",
        "COPY many TO 'x.parquet' WITH NONSENSE=1 | 42000",
        "COPY many TO 'x.parquet' WITH SINCE='2024-01-01' | 42000",
        "COPY many FROM 'nowhere.parquet' | 58P01",
        "SELECT * FROM many ORDER BY v | 42000",
        "ALTER TABLE many DROP c | 42000",
        "EXPLAIN SELECT * FROM many | 42000",
      })
  void d20_errorsHaveStatesThatNoToolTakesForALostConnection(String text, String sqlState)
      throws SQLException {
    try (Statement statement = statement(connection)) {
      assertThatThrownBy(() -> statement.execute(text))
          .isInstanceOf(SQLException.class)
          .satisfies(e -> assertThat(state(e)).isEqualTo(sqlState));
    }
  }

  /** In a JVM that may write 64 KB, because a full disk is not to be had here. */
  @Test
  void d20_aDiskThatTakesNoMoreIs58030AndLeavesNothing() throws Exception {
    Path output = directory.resolve("output.txt");
    Path target = Files.createDirectory(directory.resolve("small")).resolve("x.parquet");
    Process child =
        new ProcessBuilder(
                "bash",
                "-c",
                "ulimit -f 64; exec \"$@\"",
                "bash",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                SmallDisk.class.getName(),
                Server.url("dbeaver", ""),
                target.toString())
            .redirectError(directory.resolve("errors.txt").toFile())
            .redirectOutput(output.toFile())
            .start();
    assertThat(child.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(output).hasContent("58030");
    assertThat(target.getParent()).isEmptyDirectory();
  }

  /** What runs where files cannot grow. */
  static final class SmallDisk {
    private SmallDisk() {}

    /** Takes the URL and the target. */
    public static void main(String[] arguments) throws SQLException {
      try (Connection own = DriverManager.getConnection(arguments[0]);
          Statement statement = own.createStatement()) {
        Server.run(own, "CREATE TABLE IF NOT EXISTS bytes (id int PRIMARY KEY, b blob)");
        try (PreparedStatement insert =
            own.prepareStatement("INSERT INTO bytes (id, b) VALUES (?, ?)")) {
          java.util.Random random = new java.util.Random(1);
          for (int i = 0; i < 100; i++) {
            byte[] bytes = new byte[10_000];
            random.nextBytes(bytes);
            insert.setInt(1, i);
            insert.setBytes(2, bytes);
            insert.addBatch();
          }
          insert.executeBatch();
        }
        // without a codec, because its native library could not be unpacked either
        statement.execute("COPY bytes TO '" + arguments[1] + "' WITH COMPRESSION='NONE'");
        System.out.print("written");
      } catch (SQLException e) {
        System.out.print(e.getSQLState());
      }
    }
  }

  // Read-only connections

  @Test
  void d21_setReadOnlyRefusesCopyFromAndLeavesOtherChangesToTheProperty() throws SQLException {
    Path file = directory.resolve("readonly.parquet");
    try (Connection readOnly = Server.connect("dbeaver");
        Statement statement = readOnly.createStatement()) {
      readOnly.setReadOnly(true);
      assertThat(count(statement.executeQuery("SELECT * FROM odd"))).isEqualTo(1);
      statement.execute("COPY many TO '" + file + "'");
      assertThatThrownBy(() -> statement.execute("COPY many FROM '" + file + "'"))
          .satisfies(e -> assertThat(state(e)).isEqualTo("25006"));
      assertThat(statement.executeUpdate("INSERT INTO scratch (p, c) VALUES (4, 1)")).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO scratch (p, c) VALUES (5, 1)",
        "UPDATE scratch SET v = 'x' WHERE p = 5 AND c = 1",
        "DELETE FROM scratch WHERE p = 5",
        "BEGIN BATCH INSERT INTO scratch (p, c) VALUES (5, 1); APPLY BATCH",
        "TRUNCATE many",
        "CREATE TABLE no (id int PRIMARY KEY)",
        "DROP TABLE many",
        "GRANT SELECT ON many TO cassandra",
        "COPY many FROM 'readonly.parquet'",
        "SELECT * FROM odd; INSERT INTO scratch (p, c) VALUES (5, 1)",
      })
  void d21_thePropertyReadOnlyRefusesAllThatChangesAnything(String text) throws SQLException {
    try (Connection readOnly = DriverManager.getConnection(Server.url("dbeaver", "readOnly=true"));
        Statement statement = readOnly.createStatement()) {
      readOnly.setReadOnly(false);
      assertThat(readOnly.isReadOnly()).isTrue();
      assertThatThrownBy(() -> statement.execute(text))
          .satisfies(e -> assertThat(state(e)).isEqualTo("25006"));
      statement.addBatch(text);
      assertThatThrownBy(statement::executeBatch).isInstanceOf(SQLException.class);
      assertThat(count(statement.executeQuery("SELECT * FROM scratch WHERE p = 5"))).isZero();
      assertThat(count(statement.executeQuery("DESCRIBE TABLE many"))).isEqualTo(1);
    }
  }
}
