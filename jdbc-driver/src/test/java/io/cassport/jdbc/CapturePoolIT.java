package io.cassport.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mchange.v2.c3p0.ComboPooledDataSource;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.ConnectionEvent;
import javax.sql.ConnectionEventListener;
import javax.sql.PooledConnection;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A capture ends when its connection goes back to a pool, and the next borrower has none. */
final class CapturePoolIT {
  private static final String SELECT = "SELECT id, v FROM t";
  @TempDir private Path directory;

  @BeforeAll
  static void fill() throws SQLException {
    Captures.make("capture_pools");
  }

  private static String url() {
    return Server.url("capture_pools", "fetchSize=" + Captures.PAGE);
  }

  private Path file() {
    return directory.resolve("x.parquet");
  }

  /** Leaves a result open, of a statement that nobody closes. */
  private void use(Connection connection) throws SQLException {
    Captures.capture(connection, file());
    assertThat(connection.createStatement().executeQuery(SELECT).next()).isTrue();
  }

  private void allRowsAreThere() throws Exception {
    assertThat(ParquetRows.first(file())).hasSize(Captures.ROWS);
    assertThat(ParquetRows.files(directory)).containsExactly(file());
  }

  private static HikariDataSource hikari(boolean autoCommit) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url());
    config.setMaximumPoolSize(1);
    config.setAutoCommit(autoCommit);
    return new HikariDataSource(config);
  }

  private static Connection physical(HikariDataSource pool) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      return connection.unwrap(Connection.class);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void h01_hikariGivesTheConnectionBackWithItsCaptureComplete(boolean autoCommit) throws Exception {
    try (HikariDataSource pool = hikari(autoCommit)) {
      Connection before = physical(pool);
      try (Connection connection = pool.getConnection()) {
        use(connection);
      }
      allRowsAreThere();
      try (Connection connection = pool.getConnection()) {
        assertThat(Captures.status(connection)).containsEntry("state", "OFF");
        Server.run(connection, SELECT);
        assertThatThrownBy(() -> Captures.off(connection)).hasMessageContaining("no CAPTURE");
      }
      assertThat(physical(pool)).isSameAs(before);
    }
    allRowsAreThere();
  }

  @Test
  void h01_hikarisBorrowerIsToldWhenItsCaptureCannotBeCompletedAndTheConnectionIsGood()
      throws Exception {
    try (HikariDataSource pool = hikari(true)) {
      Connection connection = pool.getConnection();
      Captures.capture(connection, file());
      Server.run(connection, SELECT);
      Files.writeString(file(), "another's");
      assertThatThrownBy(connection::close)
          .satisfies(e -> assertThat(Captures.state(e)).isEqualTo("58P02"));
      try (Connection next = pool.getConnection()) {
        assertThat(Captures.status(next)).containsEntry("state", "OFF");
      }
    }
    assertThat(Files.readString(file())).isEqualTo("another's");
  }

  @Test
  void h01_hikarisBorrowerMayClearWarningsAsOftenAsItLikes() throws Exception {
    try (HikariDataSource pool = hikari(true);
        Connection connection = pool.getConnection()) {
      Captures.capture(connection, file());
      connection.clearWarnings();
      connection.setReadOnly(true);
      connection.rollback();
      connection.commit();
      Server.run(connection, SELECT);
      connection.clearWarnings();
      assertThat(Captures.off(connection)).isEqualTo(Captures.ROWS);
    }
  }

  @Test
  void h01_c3p0GivesTheConnectionBackWithItsCaptureComplete() throws Exception {
    ComboPooledDataSource pool = new ComboPooledDataSource();
    pool.setDriverClass("io.cassport.jdbc.CassportDriver");
    pool.setJdbcUrl(url());
    pool.setMinPoolSize(1);
    pool.setInitialPoolSize(1);
    pool.setMaxPoolSize(1);
    pool.setAcquireRetryAttempts(1);
    try {
      try (Connection connection = pool.getConnection()) {
        use(connection);
        connection.clearWarnings();
        assertThat(Captures.status(connection)).containsEntry("state", "ON");
      }
      try (Connection connection = pool.getConnection()) { // waits until it has come back
        assertThat(Captures.status(connection)).containsEntry("state", "OFF");
      }
      allRowsAreThere();
    } finally {
      pool.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"beginRequest", "endRequest"})
  void aPoolThatSaysWhereRequestsBeginAndEndEndsTheCapture(String call) throws Exception {
    try (Connection connection = Captures.connect("capture_pools")) {
      use(connection);
      if (call.equals("beginRequest")) {
        connection.beginRequest();
      } else {
        connection.endRequest();
      }
      allRowsAreThere();
      assertThat(Captures.status(connection)).containsEntry("state", "OFF");
    }
  }

  @Test
  void aPoolOfProxiesThatOnlyClearsTheWarningsEndsTheCapture() throws Exception {
    try (Connection connection = Captures.connect("capture_pools")) {
      Connection borrowed =
          (Connection)
              Proxy.newProxyInstance(
                  getClass().getClassLoader(),
                  new Class<?>[] {Connection.class},
                  (proxy, method, arguments) -> {
                    try {
                      if (method.getName().equals("close")) {
                        connection.clearWarnings();
                        return null;
                      }
                      return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                      throw e.getCause();
                    }
                  });
      use(borrowed);
      borrowed.clearWarnings();
      assertThat(Captures.status(borrowed)).containsEntry("state", "ON");
      borrowed.close();
      allRowsAreThere();
      assertThat(Captures.status(connection)).containsEntry("state", "OFF");
    }
  }

  @Test
  void aPooledConnectionTellsOfItsCloseWhenTheCaptureIsComplete() throws Exception {
    CassportConnectionPoolDataSource source = new CassportConnectionPoolDataSource();
    source.setUrl(url());
    PooledConnection pooled = source.getPooledConnection();
    List<Integer> filesWhenTold = new ArrayList<>();
    pooled.addConnectionEventListener(
        new ConnectionEventListener() {
          @Override
          public void connectionClosed(ConnectionEvent event) {
            filesWhenTold.add(Files.exists(file()) ? 1 : 0);
          }

          @Override
          public void connectionErrorOccurred(ConnectionEvent event) {
            throw new AssertionError(event.getSQLException());
          }
        });
    try (Connection connection = pooled.getConnection()) {
      use(connection);
    }
    assertThat(filesWhenTold).containsExactly(1);
    allRowsAreThere();
    try (Connection connection = pooled.getConnection()) {
      assertThat(Captures.status(connection)).containsEntry("state", "OFF");
      Captures.capture(connection, directory.resolve("y.parquet"));
      Server.run(connection, SELECT);
    }
    pooled.close();
    assertThat(directory.resolve("y.parquet")).isRegularFile();
  }
}
