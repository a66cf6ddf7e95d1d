package io.cassport.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import io.cassport.copy.CopyControl;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.ConnectionEvent;
import javax.sql.ConnectionEventListener;
import javax.sql.PooledConnection;
import org.junit.jupiter.api.Test;

final class PooledConnectionIT {
  /** Writes down what the pool is told. */
  private static final class Events implements ConnectionEventListener {
    private final List<String> told = new ArrayList<>();

    @Override
    public void connectionClosed(ConnectionEvent event) {
      told.add("closed");
    }

    @Override
    public void connectionErrorOccurred(ConnectionEvent event) {
      told.add(event.getSQLException().getSQLState());
    }
  }

  private static PooledConnection open(String parameters, Events events) throws SQLException {
    CassportConnectionPoolDataSource source = new CassportConnectionPoolDataSource();
    source.setUrl(Server.url(null, parameters));
    PooledConnection pooled = source.getPooledConnection();
    pooled.addConnectionEventListener(events);
    return pooled;
  }

  @Test
  void eachUseBeginsAnewOnTheSameSession() throws SQLException {
    Events events = new Events();
    PooledConnection pooled = open("", events);
    CqlSession session;
    try (Connection first = pooled.getConnection()) {
      session = first.unwrap(CqlSession.class);
      first.setAutoCommit(false);
      first.setSchema("system");
    }
    assertThat(events.told).containsExactly("closed");
    try (Connection second = pooled.getConnection()) {
      assertThat(second.unwrap(CqlSession.class)).isSameAs(session);
      assertThat(second.getAutoCommit()).isTrue();
      assertThat(second.getSchema()).isNull();
    }
    assertThat(events.told).containsExactly("closed", "closed");
    pooled.close();
    pooled.close();
    assertThat(events.told).hasSize(2);
    assertThatThrownBy(pooled::getConnection)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08003"));
  }

  @Test
  void whatComesFromAConnectionLeadsBackToIt() throws SQLException {
    PooledConnection pooled = open("", new Events());
    try (Connection connection = pooled.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT key FROM system.local")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getStatement()).isSameAs(statement);
      assertThat(statement.getConnection()).isSameAs(connection);
      assertThat(connection.getMetaData().getConnection()).isSameAs(connection);
      assertThat(statement.unwrap(CopyControl.class)).isNotNull();
      assertThat(connection.unwrap(Connection.class)).isSameAs(connection);
      assertThat(connection.equals(connection)).isTrue();
      assertThat(connection.hashCode()).isEqualTo(System.identityHashCode(connection));
      assertThat(connection.toString()).contains("cassport");
    } finally {
      pooled.close();
    }
  }

  @Test
  void aNewUseEndsTheOneBeforeWithoutAnEvent() throws SQLException {
    Events events = new Events();
    PooledConnection pooled = open("", events);
    Connection first = pooled.getConnection();
    try (Connection second = pooled.getConnection()) {
      assertThat(first.isClosed()).isTrue();
      assertThat(second.isClosed()).isFalse();
      assertThat(events.told).isEmpty();
      assertThatThrownBy(first::createStatement).isInstanceOf(SQLException.class);
      assertThat(events.told).as("a closed connection is no lost session").isEmpty();
    }
    pooled.close();
  }

  @Test
  void aLostSessionIsToldAndAWrongStatementIsNot() throws SQLException {
    Events events = new Events();
    // Its own session, which this test can close: no other test has this property's value.
    PooledConnection pooled = open("requestTimeout=54321", events);
    Connection connection = pooled.getConnection();
    try (Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.execute("SELECT * FROM nothing.here"))
          .isInstanceOf(SQLException.class);
      assertThat(events.told).isEmpty();
      connection.unwrap(CqlSession.class).close();
      assertThatThrownBy(() -> statement.execute("SELECT key FROM system.local"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).startsWith("08"));
      assertThat(events.told).hasSize(1);
    }
    pooled.close();
  }
}
