package io.cassport.jdbc;

import java.io.PrintWriter;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.ShardingKeyBuilder;
import java.util.logging.Logger;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.PooledConnection;
import javax.sql.PooledConnectionBuilder;

/**
 * For pools that want javax.sql's PooledConnections. All of them share one session; each gives out
 * one connection at a time, as new as from DriverManager, and keeps the session while it is idle.
 */
public final class CassportConnectionPoolDataSource implements ConnectionPoolDataSource {
  private final CassportDataSource connections = new CassportDataSource();

  /** For this host; see {@link #setUrl}. */
  public CassportConnectionPoolDataSource() {}

  /** The URL that connections are opened with. */
  public String getUrl() {
    return connections.getUrl();
  }

  /** Sets the URL; it is checked when a connection is opened. */
  public void setUrl(String url) {
    connections.setUrl(url);
  }

  /** The user's name, or null. */
  public String getUser() {
    return connections.getUser();
  }

  /** Sets the user's name; null takes it away. */
  public void setUser(String user) {
    connections.setUser(user);
  }

  /** Sets the user's password; null takes it away. */
  public void setPassword(String password) {
    connections.setPassword(password);
  }

  /** Sets any connection property by name; null takes it away. */
  public void setProperty(String name, String value) {
    connections.setProperty(name, value);
  }

  @Override
  public PooledConnection getPooledConnection() throws SQLException {
    return new CassportPooledConnection(connections::getConnection);
  }

  @Override
  public PooledConnection getPooledConnection(String user, String password) throws SQLException {
    return new CassportPooledConnection(() -> connections.getConnection(user, password));
  }

  @Override
  public PrintWriter getLogWriter() {
    return connections.getLogWriter();
  }

  /** Remembered only: the driver logs through slf4j. */
  @Override
  public void setLogWriter(PrintWriter out) {
    connections.setLogWriter(out);
  }

  @Override
  public void setLoginTimeout(int seconds) {
    connections.setLoginTimeout(seconds);
  }

  @Override
  public int getLoginTimeout() {
    return connections.getLoginTimeout();
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    return connections.getParentLogger();
  }

  @Override
  public PooledConnectionBuilder createPooledConnectionBuilder() throws SQLException {
    throw Errors.unsupported("a connection builder, which is there for sharding keys,");
  }

  @Override
  public ShardingKeyBuilder createShardingKeyBuilder() throws SQLException {
    throw Errors.unsupported("a sharding key");
  }
}
