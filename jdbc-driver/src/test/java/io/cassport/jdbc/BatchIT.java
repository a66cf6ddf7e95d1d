package io.cassport.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BatchIT {
  @BeforeAll
  static void makeTables() throws SQLException {
    Server.makeKeyspace("batches");
    try (Connection connection = connect("")) {
      Server.run(
          connection,
          "CREATE TABLE t (id int PRIMARY KEY, v text, l list<int>)",
          "CREATE TABLE users (id uuid PRIMARY KEY, name text)",
          "CREATE TABLE counters (id int PRIMARY KEY, n counter)");
    }
  }

  private static Connection connect(String parameters) throws SQLException {
    return DriverManager.getConnection(Server.url("batches", parameters));
  }

  private static String read(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      return rows.next() ? rows.getString(1) : "no row";
    }
  }

  private static int requests(SQLWarning first) {
    int count = 0;
    for (SQLWarning warning = first; warning != null; warning = warning.getNextWarning()) {
      count += warning.getMessage().startsWith("tracing id ") ? 1 : 0; // one for each request
    }
    return count;
  }

  @ParameterizedTest
  @CsvSource({"CONCURRENT, 40", "UNLOGGED, 1", "LOGGED, 1"})
  void aBatchIsManyRequestsOrOneAsThePropertySays(String mode, int requests) throws SQLException {
    try (Connection connection = connect("batchMode=" + mode);
        PreparedStatement insert =
            connection.prepareStatement("INSERT INTO t (id, v) VALUES (?, ?)")) {
      Server.run(connection, "TRACING ON");
      for (int i = 0; i < 40; i++) {
        insert.setInt(1, 1_000 + i);
        insert.setString(2, mode);
        insert.addBatch();
      }
      assertThat(insert.executeLargeBatch()).hasSize(40).containsOnly(1L);
      assertThat(requests(insert.getWarnings())).isEqualTo(requests);
      assertThat(read(connection, "SELECT v FROM t WHERE id = 1039")).isEqualTo(mode);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "batchMode=UNLOGGED", "batchMode=LOGGED"})
  void countersAndConditionsWorkInEveryMode(String parameters) throws SQLException {
    try (Connection connection = connect(parameters);
        Statement statement = connection.createStatement()) {
      Server.run(connection, "TRUNCATE counters", "TRUNCATE t");
      for (int i = 0; i < 20; i++) {
        statement.addBatch("UPDATE counters SET n = n + 2 WHERE id = 1");
      }
      assertThat(statement.executeBatch()).hasSize(20).containsOnly(1);
      assertThat(read(connection, "SELECT n FROM counters WHERE id = 1")).isEqualTo("40");
      statement.addBatch("INSERT INTO t (id, v) VALUES (1, 'a') IF NOT EXISTS");
      statement.addBatch("INSERT INTO t (id, v) VALUES (1, 'b') IF NOT EXISTS");
      statement.addBatch("UPDATE t SET v = 'c' WHERE id = 2");
      assertThat(statement.executeBatch()).containsExactly(1, 0, 1);
      assertThat(read(connection, "SELECT v FROM t WHERE id = 1")).isEqualTo("a");
    }
  }

  @Test
  void theResultIsAsIfTheElementsRanInOrder() throws SQLException {
    try (Connection connection = connect("");
        Statement statement = connection.createStatement()) {
      for (int i = 0; i < 200; i++) {
        statement.addBatch("INSERT INTO t (id, v) VALUES (7, 'v" + i + "')");
        statement.addBatch(i == 199 ? "SHOW VERSION" : "DELETE FROM t WHERE id = 7");
      }
      assertThatThrownBy(statement::executeBatch).hasMessageStartingWith("statement 400 ");
      assertThat(read(connection, "SELECT v FROM t WHERE id = 7")).isEqualTo("v199");
      try (PreparedStatement append =
          connection.prepareStatement("UPDATE t SET l = l + ? WHERE id = 8")) {
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < 100; i++) {
          append.setString(1, "[" + i + "]");
          append.addBatch();
          expected.append(i == 0 ? "[" : ", ").append(i);
        }
        append.executeBatch();
        assertThat(read(connection, "SELECT l FROM t WHERE id = 8")).isEqualTo(expected + "]");
      }
    }
  }

  @Test
  void aFailedBatchSaysWhichElementsWereNotDone() throws SQLException {
    try (Connection connection = connect("");
        Statement statement = connection.createStatement()) {
      statement.addBatch("UPDATE t SET v = 'x' WHERE id = 1");
      statement.addBatch("SELECT * FROM t");
      statement.addBatch("UPDATE t SET v = 'x' WHERE id = 2");
      assertThatThrownBy(statement::executeLargeBatch)
          .isInstanceOfSatisfying(
              BatchUpdateException.class,
              e -> {
                assertThat(e.getLargeUpdateCounts())
                    .containsExactly(1, Statement.EXECUTE_FAILED, Statement.EXECUTE_FAILED);
                assertThat(e.getSQLState()).isEqualTo("42000");
                assertThat(e.getMessage()).startsWith("statement 2 of the batch: ");
              });
      statement.addBatch("INSERT INTO t (id) VALUES (3)");
      statement.clearBatch();
      assertThat(statement.executeBatch()).isEmpty();
    }
  }

  @Test
  void d10_editedCellsAreSavedWithUuidsAsTextAndCountsOfOne() throws SQLException {
    UUID id = UUID.randomUUID();
    try (Connection connection = connect("")) {
      saves(connection, "INSERT INTO batches.users (id,name)\n\tVALUES (?,?)", id.toString(), "a");
      saves(connection, "UPDATE batches.users\n\tSET name=?\n\tWHERE id=?", "b", id.toString());
      assertThat(read(connection, "SELECT name FROM users WHERE id = " + id)).isEqualTo("b");
      saves(connection, "DELETE FROM batches.users\n\tWHERE id=?", id.toString());
      assertThat(read(connection, "SELECT name FROM users WHERE id = " + id)).isEqualTo("no row");
      try (PreparedStatement insert =
          connection.prepareStatement(
              "INSERT INTO batches.users (id,name)\n\tVALUES (?,?)", 1003, 1007)) {
        for (int i = 0; i < 100; i++) {
          insert.setString(1, new UUID(0, i).toString());
          insert.setString(2, "n" + i);
          insert.addBatch();
        }
        assertThat(insert.executeLargeBatch()).hasSize(100).containsOnly(1L);
      }
      assertThat(read(connection, "SELECT count(*) FROM users")).isEqualTo("100");
    }
  }

  private static void saves(Connection connection, String text, String... values)
      throws SQLException {
    try (PreparedStatement save = connection.prepareStatement(text, 1003, 1007)) {
      for (int i = 0; i < values.length; i++) {
        save.setString(i + 1, values[i]);
      }
      assertThat(save.execute()).isFalse();
      assertThat((Throwable) save.getWarnings()).isNull();
      assertThat(save.getLargeUpdateCount()).isEqualTo(1);
    }
    assertThat((Throwable) connection.getWarnings()).isNull();
    connection.clearWarnings();
  }
}
