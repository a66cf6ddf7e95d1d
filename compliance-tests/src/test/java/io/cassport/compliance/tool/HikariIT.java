package io.cassport.compliance.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HikariCP: it throws a connection away at the first wrong SQLState or failing setter. */
class HikariIT {
  private static HikariConfig config() throws SQLException {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(Database.url());
    config.setMaximumPoolSize(1);
    return config;
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "SELECT release_version FROM system.local"})
  void h01_aPoolWithEverySettingLendsAndTakesBack(String testQuery) throws SQLException {
    HikariConfig config = config();
    config.setAutoCommit(false);
    config.setReadOnly(true);
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    config.setCatalog("any");
    config.setSchema(Database.KEYSPACE);
    config.setConnectionInitSql("SELECT key FROM system.local");
    if (!testQuery.isEmpty()) {
      config.setConnectionTestQuery(testQuery);
    }
    try (HikariDataSource pool = new HikariDataSource(config)) {
      for (int i = 0; i < 3; i++) {
        try (Connection connection = pool.getConnection()) {
          connection.setReadOnly(false);
          connection.setAutoCommit(i % 2 == 0);
          connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
          connection.setNetworkTimeout(Runnable::run, 1000);
          assertThat(connection.getSchema()).isEqualTo(Database.KEYSPACE);
          assertThat(name(connection)).isEqualTo("ann");
        }
      }
      assertThat(pool.getHikariPoolMXBean().getTotalConnections()).isEqualTo(1);
    }
  }

  @Test
  void h01_aPoolOfTheDriversDataSource() throws SQLException {
    HikariConfig config = new HikariConfig();
    config.setDataSourceClassName("io.cassport.jdbc.CassportDataSource");
    config.addDataSourceProperty("url", Database.url());
    config.setMaximumPoolSize(2);
    try (HikariDataSource pool = new HikariDataSource(config);
        Connection one = pool.getConnection();
        Connection other = pool.getConnection()) {
      assertThat(name(one)).isEqualTo("ann");
      assertThat(name(other)).isEqualTo("ann");
    }
  }

  @Test
  void h01_aDriverByItsClassName() throws SQLException {
    HikariConfig config = config();
    config.setDriverClassName("io.cassport.jdbc.CassportDriver");
    try (HikariDataSource pool = new HikariDataSource(config);
        Connection connection = pool.getConnection()) {
      assertThat(name(connection)).isEqualTo("ann");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELEC 1 | 42000",
        "SELECT * FROM nothing | 42S02",
        "SELECT nothing FROM people | 42",
        "SELECT name FROM people JOIN numbers | 42000",
        "SELECT * FROM people ORDER BY 2 | 42000",
        "COPY people TO '/proc/none/x.parquet' | 58",
        "COPY people TO '/tmp/x.parquet' WITH COLOUR='red' | 42000",
        "COPY nothing FROM '/tmp/none.parquet' | 42S02",
        "INSERT INTO people (id, age) VALUES (?, 'old') | ",
        "CREATE TRIGGER t ON people USING 'none' | "
      })
  void h02_anErrorOfTheStatementLeavesTheConnectionInThePool(String text, String state)
      throws SQLException {
    try (HikariDataSource pool = new HikariDataSource(config())) {
      Connection before = physical(pool);
      try (Connection connection = pool.getConnection();
          Statement statement = connection.createStatement()) {
        assertThatThrownBy(() -> statement.execute(text))
            .isInstanceOfSatisfying(
                SQLException.class,
                e ->
                    assertThat(e.getSQLState())
                        .startsWith(state == null ? "" : state)
                        .doesNotStartWith("08")
                        .isNotEqualTo("0A000"));
      }
      assertThat(physical(pool)).isSameAs(before);
    }
  }

  @Test
  void h02_aTimeOutOfAStatementLeavesTheConnectionInThePool(@TempDir Path directory)
      throws SQLException {
    try (HikariDataSource pool = new HikariDataSource(config())) {
      Connection before = physical(pool);
      try (Connection connection = pool.getConnection();
          Statement statement = connection.createStatement()) {
        statement.setQueryTimeout(1);
        String copy = "COPY numbers TO '" + directory.resolve("slow.parquet") + "' WITH RATE=20";
        assertThatThrownBy(() -> statement.execute(copy))
            .isInstanceOfSatisfying(
                SQLException.class, e -> assertThat(e.getSQLState()).isIn("HYT00", "57014"));
      }
      assertThat(physical(pool)).isSameAs(before);
    }
    assertThat(directory).isEmptyDirectory();
  }

  private static Connection physical(HikariDataSource pool) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      return connection.unwrap(Connection.class);
    }
  }

  private static String name(Connection connection) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT name FROM people WHERE id = ?")) {
      query.setString(1, Database.ANN);
      try (ResultSet rows = query.executeQuery()) {
        assertThat(rows.next()).isTrue();
        return rows.getString("name");
      }
    }
  }
}
