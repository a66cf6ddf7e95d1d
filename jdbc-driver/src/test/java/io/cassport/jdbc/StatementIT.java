package io.cassport.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StatementIT {
  private static final int ROWS = 1_000;
  private static Connection connection;

  @BeforeAll
  static void fill() throws SQLException {
    Server.makeKeyspace("stmt");
    connection = DriverManager.getConnection(Server.url("stmt", "fetchSize=100"));
    Server.run(
        connection,
        "CREATE TABLE rows (p int, c int, v text, PRIMARY KEY (p, c))",
        "CREATE TABLE t (id int PRIMARY KEY, v text)");
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO rows (p, c, v) VALUES (1, ?, ?)")) {
      for (int i = 0; i < ROWS; i++) {
        insert.setInt(1, i);
        insert.setString(2, "v" + i);
        insert.addBatch();
      }
      assertThat(insert.executeBatch()).hasSize(ROWS).containsOnly(1);
    }
  }

  @AfterAll
  static void close() throws SQLException {
    connection.close();
  }

  private static String state(Throwable thrown) {
    return ((SQLException) thrown).getSQLState();
  }

  private static int count(ResultSet rows) throws SQLException {
    int count = 0;
    while (rows.next()) {
      assertThat(rows.getInt("c")).isEqualTo(count);
      count++;
    }
    return count;
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 1000",
    "0, 7, 1000",
    "1, 0, 1",
    "200, 0, 200",
    "201, 50, 201",
    "1000, 0, 1000",
    "5000, 0, 1000",
  })
  void maxRowsEndsTheResult(int maxRows, int fetchSize, int expected) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setMaxRows(maxRows);
      statement.setFetchSize(fetchSize);
      try (ResultSet rows = statement.executeQuery("SELECT * FROM rows WHERE p = 1")) {
        assertThat(count(rows)).isEqualTo(expected);
      }
    }
  }

  @Test
  void rowsHaveCompleteMetadata() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("-- first a comment\n SELECT c AS \"Nr\", v FROM rows;\n")) {
      var metadata = rows.getMetaData();
      assertThat(metadata.getColumnCount()).isEqualTo(2);
      assertThat(metadata.getColumnLabel(1)).isEqualTo("Nr");
      assertThat(metadata.getTableName(2)).isEqualTo("rows");
      assertThat(metadata.getSchemaName(2)).isEqualTo("stmt");
      assertThat(metadata.getColumnTypeName(2)).isEqualTo("text");
      assertThat(metadata.isSigned(1)).isTrue();
    }
  }

  @Test
  void resultsEndWithMinusOne() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      assertThat(statement.execute("INSERT INTO t (id, v) VALUES (9, 'x')")).isFalse();
      assertThat(statement.getUpdateCount()).isEqualTo(1);
      assertThat(statement.getMoreResults()).isFalse();
      assertThat(statement.getUpdateCount()).isEqualTo(-1);
      assertThat(statement.execute("SELECT * FROM t WHERE id = 9")).isTrue();
      assertThat(statement.getUpdateCount()).isEqualTo(-1);
      assertThat(statement.getMoreResults()).isFalse();
      assertThat(statement.getUpdateCount()).isEqualTo(-1);
    }
  }

  @Test
  void allStatementsOfATextRunAndTheirResultsComeInOrder() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      boolean rows =
          statement.execute(
              "INSERT INTO t (id, v) VALUES (21, 'a;b'); SELECT v FROM t WHERE id = 21;"
                  + " CREATE TABLE IF NOT EXISTS other (id int PRIMARY KEY);"
                  + " SELECT id FROM other");
      assertThat(rows).isFalse();
      assertThat(statement.getUpdateCount()).isEqualTo(1);
      assertThat(statement.getMoreResults()).isTrue();
      try (ResultSet first = statement.getResultSet()) {
        assertThat(first.next()).isTrue();
        assertThat(first.getString(1)).isEqualTo("a;b");
      }
      assertThat(statement.getMoreResults()).isFalse();
      assertThat(statement.getUpdateCount()).isZero();
      assertThat(statement.getMoreResults()).isTrue();
      assertThat(statement.getMoreResults()).isFalse();
      assertThat(statement.getUpdateCount()).isEqualTo(-1);
    }
  }

  @Test
  void anErrorNamesWhichStatementOfTheText() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      assertThatThrownBy(
              () -> statement.execute("SELECT * FROM t; SELECT * FROM nothing; SELECT * FROM t"))
          .hasMessageStartingWith("statement 2 of 3 (line 1, column 18): ")
          .satisfies(e -> assertThat(state(e)).isEqualTo("42S02"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELEC * FROM t | 42000",
        "SELECT * FROM nothing | 42S02",
        "SELECT nothing FROM t | 42S22",
        "SELECT * FROM nowhere.t | 42000",
        "SELECT * FROM t WHERE v = 'x' | 42000",
        "INSERT INTO t (id, v) VALUES ('a', 'b') | 42000",
        "CREATE TABLE t (id int PRIMARY KEY) | 42S01",
        "SELECT 'open | 42000",
        "SELECT * FROM t WHERE id = ? | 42000",
        "COPY t TO | 42000",
        "COPY nothing TO 'x.parquet' | 42S02",
        "' ' | 42000",
      })
  void errorsHaveTheirSqlState(String text, String sqlState) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.execute(text))
          .isInstanceOf(SQLException.class)
          .satisfies(e -> assertThat(state(e)).isEqualTo(sqlState));
      assertThat(statement.execute("SELECT * FROM t")).as("usable afterwards").isTrue();
    }
  }

  @Test
  void executeQueryAndExecuteUpdateRefuseTheOtherKindBeforeItRuns() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.executeQuery("INSERT INTO t (id, v) VALUES (31, 'x')"))
          .hasMessageContaining("no rows");
      assertThatThrownBy(() -> statement.executeUpdate("SELECT * FROM t"))
          .hasMessageContaining("has rows");
      try (ResultSet rows = statement.executeQuery("SELECT * FROM t WHERE id = 31")) {
        assertThat(rows.next()).isFalse();
      }
      assertThat(statement.executeUpdate("UPDATE t SET v = 'y' WHERE id = 32")).isEqualTo(1);
      assertThat(statement.executeLargeUpdate("TRUNCATE t")).isZero();
    }
  }

  @Test
  void aConditionalChangeCountsWhetherItWasApplied() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("DELETE FROM t WHERE id = 41");
      String insert = "INSERT INTO t (id, v) VALUES (41, 'x') IF NOT EXISTS";
      assertThat(statement.executeUpdate(insert)).isEqualTo(1);
      assertThat(statement.executeUpdate(insert)).isZero();
      try (ResultSet rows = statement.executeQuery(insert)) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getBoolean("[applied]")).isFalse();
        assertThat(rows.getString("v")).isEqualTo("x");
      }
    }
  }

  @Test
  void batchesRunInOrderAndStopAtTheFirstError() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.addBatch("INSERT INTO t (id, v) VALUES (51, 'x')");
      statement.addBatch("TRUNCATE t");
      statement.addBatch("INSERT INTO t (id, v) VALUES (52, 'y')");
      assertThat(statement.executeBatch()).containsExactly(1, 0, 1);
      statement.addBatch("INSERT INTO t (id, v) VALUES (53, 'x')");
      statement.addBatch("INSERT INTO nothing (id) VALUES (1)");
      statement.addBatch("INSERT INTO t (id, v) VALUES (54, 'x')");
      int failed = Statement.EXECUTE_FAILED;
      assertThatThrownBy(statement::executeBatch)
          .isInstanceOfSatisfying(
              BatchUpdateException.class,
              e -> assertThat(e.getUpdateCounts()).hasSize(3).startsWith(1, failed));
      assertThat(statement.executeBatch()).isEmpty();
    }
  }

  @Test
  void laterRowsOfABatchWinOverEarlierOnes() throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE t SET v = ? WHERE id = 61")) {
      for (int i = 0; i < 500; i++) {
        update.setString(1, "v" + i);
        update.addBatch();
      }
      assertThat(update.executeLargeBatch()).hasSize(500).containsOnly(1L);
    }
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT v FROM t WHERE id = 61")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString(1)).isEqualTo("v499");
    }
  }

  @Test
  void cancelFromAnotherThreadEndsAQueryAndTheStatementStaysUsable() throws Exception {
    try (Statement statement = connection.createStatement()) {
      statement.cancel();
      statement.setFetchSize(2);
      Thread canceller =
          new Thread(
              () -> {
                try {
                  Thread.sleep(30);
                  statement.cancel();
                } catch (SQLException | InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              });
      canceller.start();
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 100; i++) {
                  try (ResultSet rows = statement.executeQuery("SELECT * FROM rows")) {
                    while (rows.next()) {
                      assertThat(rows.getInt("p")).isEqualTo(1);
                    }
                  }
                }
              })
          .satisfies(e -> assertThat(state(e)).isEqualTo("57014"));
      canceller.join();
      assertThat(statement.execute("SELECT * FROM t")).isTrue();
    }
  }

  @Test
  void serverWarningsStayReadableAfterTheResultIsClosed() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      try (ResultSet rows = statement.executeQuery("SELECT sum(c) FROM rows")) {
        assertThat(rows.next()).isTrue();
      }
      assertThat(statement.getWarnings().getMessage()).contains("ggregation");
      statement.clearWarnings();
      assertThat((Throwable) statement.getWarnings()).isNull();
    }
  }

  @Test
  void closingAStatementClosesItsResults() throws SQLException {
    Statement statement = connection.createStatement();
    ResultSet rows = statement.executeQuery("SELECT * FROM rows");
    statement.close();
    assertThat(rows.isClosed()).isTrue();
    assertThatThrownBy(() -> statement.execute("SELECT * FROM t")).isInstanceOf(SQLException.class);
    statement.close();
    assertThat((Throwable) statement.getWarnings()).isNull();
  }

  @Test
  void showCopyStatementsAnswer() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String text : List.of("SHOW COPY JOBS", "SHOW COPY OPTIONS", "CAPTURE")) {
        try (ResultSet rows = statement.executeQuery(text)) {
          assertThat(rows.getMetaData().getColumnCount()).as(text).isPositive();
        }
      }
    }
  }
}
