package io.cassport.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ScrollIT {
  private static final int ROWS = 250;
  private static Connection connection;

  @BeforeAll
  static void fill() throws SQLException {
    Server.makeKeyspace("scrolling");
    connection =
        DriverManager.getConnection(Server.url("scrolling", "fetchSize=100&scrollMemory=1"));
    Server.run(
        connection,
        "CREATE TABLE t (p int, c int, PRIMARY KEY (p, c))",
        "CREATE TABLE large (p int, c int, v blob, PRIMARY KEY (p, c))");
    try (PreparedStatement small =
            connection.prepareStatement("INSERT INTO t (p, c) VALUES (1, ?)");
        PreparedStatement large =
            connection.prepareStatement("INSERT INTO large (p, c, v) VALUES (1, ?, ?)")) {
      for (int i = 1; i <= ROWS; i++) {
        small.setInt(1, i);
        small.addBatch();
        large.setInt(1, i);
        large.setBytes(2, new byte[10_000]);
        large.addBatch();
      }
      small.executeBatch();
      large.executeBatch();
    }
  }

  @AfterAll
  static void close() throws SQLException {
    connection.close();
  }

  private static Statement scrollable() throws SQLException {
    return connection.createStatement(
        ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY);
  }

  private static int c(ResultSet rows) throws SQLException {
    return rows.getInt("c");
  }

  @Test
  void theApplicationMovesToAndFro() throws SQLException {
    try (Statement statement = scrollable();
        ResultSet rows = statement.executeQuery("SELECT * FROM t")) {
      assertThat(rows.getType()).isEqualTo(ResultSet.TYPE_SCROLL_INSENSITIVE);
      assertThat(rows.isBeforeFirst()).isTrue();
      assertThat(rows.last()).isTrue();
      assertThat(rows.getRow()).isEqualTo(ROWS);
      assertThat(c(rows)).isEqualTo(ROWS);
      assertThat(rows.isLast()).isTrue();
      assertThat(rows.next()).isFalse();
      assertThat(rows.isAfterLast()).isTrue();
      assertThat(rows.previous()).isTrue();
      assertThat(c(rows)).isEqualTo(ROWS);
      rows.beforeFirst();
      assertThatThrownBy(() -> c(rows)).hasMessageContaining("next()");
      assertThat(rows.next()).isTrue();
      assertThat(c(rows)).isEqualTo(1);
      assertThat(rows.relative(9)).isTrue();
      assertThat(c(rows)).isEqualTo(10);
      assertThat(rows.relative(-20)).isFalse();
      assertThat(rows.isBeforeFirst()).isTrue();
      rows.afterLast();
      assertThat(rows.getRow()).isZero();
      assertThat(rows.first()).isTrue();
      assertThat(rows.isFirst()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "250, 250", "251, 0", "0, 0", "-1, 250", "-250, 1", "-251, 0"})
  void absoluteCountsFromBothEnds(int to, int row) throws SQLException {
    try (Statement statement = scrollable();
        ResultSet rows = statement.executeQuery("SELECT * FROM t")) {
      assertThat(rows.absolute(to)).isEqualTo(row > 0);
      assertThat(rows.getRow()).isEqualTo(row);
      if (row > 0) {
        assertThat(c(rows)).isEqualTo(row);
      }
    }
  }

  @Test
  void maxRowsBoundWhatCanBeScrolled() throws SQLException {
    try (Statement statement = scrollable()) {
      statement.setMaxRows(120);
      try (ResultSet rows = statement.executeQuery("SELECT * FROM t")) {
        assertThat(rows.last()).isTrue();
        assertThat(rows.getRow()).isEqualTo(120);
      }
    }
  }

  @Test
  void aResultBeyondTheMemoryBoundGoesForwardOnlyWithAWarningAndLosesNoRow() throws SQLException {
    try (Statement statement = scrollable();
        ResultSet rows = statement.executeQuery("SELECT * FROM large")) {
      assertThat(rows.getType()).isEqualTo(ResultSet.TYPE_FORWARD_ONLY);
      assertThat(statement.getWarnings().getSQLState()).isEqualTo("01S02");
      assertThat(statement.getWarnings().getMessage()).contains("scrollMemory");
      int count = 0;
      while (rows.next()) {
        count++;
        assertThat(c(rows)).isEqualTo(count);
        assertThat(rows.getRow()).isEqualTo(count);
      }
      assertThat(count).isEqualTo(ROWS);
      assertThatThrownBy(rows::previous)
          .hasMessageContaining("forward only")
          .isInstanceOf(SQLException.class);
    }
  }

  @Test
  void forwardOnlyIsTheDefaultAndSaysHowToScroll() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT * FROM t")) {
      assertThat(rows.getType()).isEqualTo(ResultSet.TYPE_FORWARD_ONLY);
      assertThatThrownBy(rows::last)
          .hasMessageContaining("TYPE_SCROLL_INSENSITIVE")
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("HY010"));
      assertThat(rows.next()).isTrue();
    }
  }

  @Test
  void sensitiveOrUpdatableResultsAreDowngradedWithAWarning() throws SQLException {
    connection.clearWarnings();
    try (Statement statement =
        connection.createStatement(ResultSet.TYPE_SCROLL_SENSITIVE, ResultSet.CONCUR_UPDATABLE)) {
      assertThat(connection.getWarnings().getSQLState()).isEqualTo("01S02");
      assertThat(statement.getResultSetType()).isEqualTo(ResultSet.TYPE_SCROLL_INSENSITIVE);
      assertThat(statement.getResultSetConcurrency()).isEqualTo(ResultSet.CONCUR_READ_ONLY);
    }
    connection.clearWarnings();
  }

  @Test
  void rowsInMemoryScrollToo() throws SQLException {
    try (Statement statement = scrollable();
        ResultSet rows = statement.executeQuery("SHOW COPY OPTIONS")) {
      assertThat(rows.last()).isTrue();
      assertThat(rows.getRow()).isGreaterThan(20);
      assertThat(rows.first()).isTrue();
      assertThat(rows.getString(1)).isEqualTo("ALLOW_MISSING_COLUMNS");
    }
  }
}
