package io.cassport.jdbc;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.ShardingKeyBuilder;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * A DataSource over the driver: a URL, and properties that beat it. Each getConnection gives a new
 * connection; all of them share one session.
 */
public final class CassportDataSource implements DataSource {
  private String url = "jdbc:cassport://localhost";
  private final Properties properties = new Properties();
  private PrintWriter logWriter;
  private int loginTimeout;

  /** For this host; see {@link #setUrl}. */
  public CassportDataSource() {}

  /** The URL that connections are opened with. */
  public String getUrl() {
    return url;
  }

  /** Sets the URL; it is checked when a connection is opened. */
  public void setUrl(String url) {
    this.url = url;
  }

  /** The user's name, or null. */
  public String getUser() {
    return properties.getProperty("user");
  }

  /** Sets the user's name; null takes it away. */
  public void setUser(String user) {
    setProperty("user", user);
  }

  /** Sets the user's password; null takes it away. */
  public void setPassword(String password) {
    setProperty("password", password);
  }

  /** Sets any connection property by name; null takes it away. */
  public void setProperty(String name, String value) {
    if (value == null) {
      properties.remove(name);
    } else {
      properties.setProperty(name, value);
    }
  }

  @Override
  public Connection getConnection() throws SQLException {
    return connect(properties);
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    Properties own = new Properties();
    properties
        .stringPropertyNames()
        .forEach(name -> own.setProperty(name, properties.getProperty(name)));
    if (user != null) {
      own.setProperty("user", user);
    }
    if (password != null) {
      own.setProperty("password", password);
    }
    return connect(own);
  }

  private Connection connect(Properties own) throws SQLException {
    if (!ConnectionUrl.accepts(url)) {
      throw Errors.syntax("'" + url + "' is no URL of this driver; write jdbc:cassport://host");
    }
    Properties all = new Properties();
    own.stringPropertyNames().forEach(name -> all.setProperty(name, own.getProperty(name)));
    if (loginTimeout > 0) {
      all.putIfAbsent("connectTimeout", Long.toString(Math.min(loginTimeout, 2_000_000) * 1000L));
    }
    return CassportConnection.open(Settings.of(url, all));
  }

  @Override
  public PrintWriter getLogWriter() {
    return logWriter;
  }

  /** Remembered only: the driver logs through slf4j. */
  @Override
  public void setLogWriter(PrintWriter out) {
    logWriter = out;
  }

  @Override
  public void setLoginTimeout(int seconds) {
    loginTimeout = seconds;
  }

  @Override
  public int getLoginTimeout() {
    return loginTimeout;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException(
        "the driver logs through slf4j, not java.util.logging", "0A000");
  }

  @Override
  public ConnectionBuilder createConnectionBuilder() throws SQLException {
    throw Errors.unsupported("a connection builder, which is there for sharding keys,");
  }

  @Override
  public ShardingKeyBuilder createShardingKeyBuilder() throws SQLException {
    throw Errors.unsupported("a sharding key");
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return Wrappers.unwrap(this, type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return Wrappers.isWrapperFor(this, type);
  }
}
