package io.cassport.jdbc;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;

/**
 * The driver: {@code jdbc:cassport://host[:port][,host…][/keyspace][?name=value&…]}, also with
 * {@code jdbc:cassandra://}.
 */
public final class CassportDriver implements Driver {
  static final int MAJOR = 0;
  static final int MINOR = 1;

  static {
    try {
      DriverManager.registerDriver(new CassportDriver());
    } catch (SQLException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** For ServiceLoader and tools; DriverManager has one already. */
  public CassportDriver() {}

  /**
   * Connects.
   *
   * @return null when the URL is another driver's
   * @throws SQLException 42000 for a wrong URL or property, 08001 when nobody answers, 28000 when
   *     the login is refused
   */
  @Override
  public Connection connect(String url, Properties properties) throws SQLException {
    if (!acceptsURL(url)) {
      return null;
    }
    return CassportConnection.open(Settings.of(url, properties));
  }

  @Override
  public boolean acceptsURL(String url) {
    return ConnectionUrl.accepts(url);
  }

  /**
   * The properties with the values that URL and Properties give, but for passwords, since tools
   * show and keep them; never connects, never throws.
   */
  @Override
  public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties) {
    Settings settings = settingsOrNull(url, properties);
    return ConnectionProperties.ALL.stream()
        .map(
            property ->
                property.info(property.isSecret() ? null : value(property, settings, properties)))
        .toArray(DriverPropertyInfo[]::new);
  }

  private static Settings settingsOrNull(String url, Properties properties) {
    try {
      return ConnectionUrl.accepts(url) ? Settings.of(url, properties) : null;
    } catch (SQLException e) {
      return null; // a template such as {host}[:{port}], or half typed
    }
  }

  private static String value(
      ConnectionProperty property, Settings settings, Properties properties) {
    if (settings != null) {
      return settings.given(property);
    }
    return properties == null ? null : properties.getProperty(property.name());
  }

  @Override
  public int getMajorVersion() {
    return MAJOR;
  }

  @Override
  public int getMinorVersion() {
    return MINOR;
  }

  /** False: CQL is no SQL-92. */
  @Override
  public boolean jdbcCompliant() {
    return false;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException(
        "the driver logs through slf4j, not java.util.logging", "0A000");
  }
}
