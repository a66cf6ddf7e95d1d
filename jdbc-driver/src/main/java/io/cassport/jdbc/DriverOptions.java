package io.cassport.jdbc;

import com.datastax.dse.driver.api.core.config.DseDriverOption;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.config.DriverOption;
import com.datastax.oss.driver.internal.core.config.typesafe.DefaultDriverConfigLoader;
import com.datastax.oss.driver.internal.core.loadbalancing.DcInferringLoadBalancingPolicy;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The DataStax driver's own options. What the connection's properties say beats the configuration
 * file (configFile, else application.conf on the class path), which beats what this driver wants by
 * default, which beats the DataStax driver's defaults.
 */
final class DriverOptions {
  private static final String ROOT = DefaultDriverConfigLoader.DEFAULT_ROOT_PATH;

  private final Settings settings;
  private final Map<String, Object> given = new HashMap<>();
  private final Map<String, Object> defaults = new HashMap<>();

  private DriverOptions(Settings settings) {
    this.settings = settings;
  }

  /**
   * Collects the options.
   *
   * @param nodeTimeout how long one node may take to answer while connecting
   * @throws SQLException 42000 for a value that cannot be, 58P01 when configFile is not there
   */
  static DriverConfigLoader of(Settings settings, Duration nodeTimeout) throws SQLException {
    DriverOptions options = new DriverOptions(settings);
    options.putProperties(nodeTimeout);
    options.putDefaults();
    Config file = file(settings);
    try {
      // System properties win, as the DataStax driver documents it. Never read again: a connection
      // keeps what it was opened with.
      Config all =
          ConfigFactory.defaultOverrides()
              .withFallback(ConfigFactory.parseMap(options.given))
              .withFallback(file)
              .withFallback(ConfigFactory.parseMap(options.defaults))
              .withFallback(ConfigFactory.defaultReference(CqlSession.class.getClassLoader()))
              .resolve()
              .getConfig(ROOT);
      return new DefaultDriverConfigLoader(() -> all, false);
    } catch (ConfigException e) {
      throw Errors.data(
          "the options of the DataStax driver are wrong: " + e.getMessage(), "42000", e);
    }
  }

  private static Config file(Settings settings) throws SQLException {
    String written = settings.given(ConnectionProperties.CONFIG_FILE);
    try {
      if (written == null) {
        return ConfigFactory.defaultApplication(DriverOptions.class.getClassLoader());
      }
      Path file = Path.of(written);
      if (!Files.isReadable(file)) {
        throw Errors.noFile("configFile", written);
      }
      Config config = ConfigFactory.parseFile(file.toFile());
      if (!config.hasPath(ROOT)) {
        throw Errors.syntax("configFile '" + written + "' has no section '" + ROOT + "'");
      }
      return config;
    } catch (ConfigException e) {
      String name = written == null ? "application.conf on the class path" : "'" + written + "'";
      throw Errors.data(
          "the configuration " + name + " cannot be read: " + e.getMessage(), "42000", e);
    }
  }

  /** An option whose value a property says when it is given, and otherwise by its default. */
  private void put(DriverOption option, ConnectionProperty property, Object value) {
    Map<String, Object> target = settings.given(property) == null ? defaults : given;
    target.put(ROOT + "." + option.getPath(), value);
  }

  private void putDefault(DriverOption option, Object value) {
    defaults.put(ROOT + "." + option.getPath(), value);
  }

  private void putProperties(Duration nodeTimeout) throws SQLException {
    ConnectionProperty timeout = ConnectionProperties.CONNECT_TIMEOUT;
    put(DefaultDriverOption.CONNECTION_CONNECT_TIMEOUT, timeout, nodeTimeout);
    put(DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, timeout, nodeTimeout);
    put(DefaultDriverOption.CONTROL_CONNECTION_TIMEOUT, timeout, nodeTimeout);
    Duration request = settings.millis(ConnectionProperties.REQUEST_TIMEOUT);
    put(DefaultDriverOption.REQUEST_TIMEOUT, ConnectionProperties.REQUEST_TIMEOUT, request);
    put(
        DefaultDriverOption.METADATA_SCHEMA_REQUEST_TIMEOUT,
        ConnectionProperties.REQUEST_TIMEOUT,
        request);
    put(
        DefaultDriverOption.REQUEST_PAGE_SIZE,
        ConnectionProperties.FETCH_SIZE,
        settings.count(ConnectionProperties.FETCH_SIZE));
    put(
        DefaultDriverOption.REQUEST_CONSISTENCY,
        ConnectionProperties.CONSISTENCY,
        settings.get(ConnectionProperties.CONSISTENCY));
    put(
        DefaultDriverOption.REQUEST_SERIAL_CONSISTENCY,
        ConnectionProperties.SERIAL_CONSISTENCY,
        settings.get(ConnectionProperties.SERIAL_CONSISTENCY));
    String version = settings.get(ConnectionProperties.PROTOCOL_VERSION);
    if (!version.equals("AUTO")) {
      put(DefaultDriverOption.PROTOCOL_VERSION, ConnectionProperties.PROTOCOL_VERSION, version);
    }
    String compression = settings.get(ConnectionProperties.COMPRESSION);
    if (compression.equals("SNAPPY") && !version.equals("V4") && !version.equals("V3")) {
      throw Errors.syntax(
          "compression=SNAPPY needs protocolVersion=V4, because later versions have LZ4 only");
    }
    put(
        DefaultDriverOption.PROTOCOL_COMPRESSION,
        ConnectionProperties.COMPRESSION,
        compression.toLowerCase(Locale.ROOT));
  }

  private void putDefaults() {
    putDefault(DefaultDriverOption.SESSION_NAME, "cassport");
    putDefault(
        DefaultDriverOption.LOAD_BALANCING_POLICY_CLASS,
        DcInferringLoadBalancingPolicy.class.getName());
    // Bulk work wants more than one connection for each node.
    putDefault(DefaultDriverOption.CONNECTION_POOL_LOCAL_SIZE, 4);
    // DatabaseMetaData shows the system keyspaces too.
    putDefault(DefaultDriverOption.METADATA_SCHEMA_REFRESHED_KEYSPACES, List.of());
    // Warnings go to the Statement, where JDBC looks for them.
    putDefault(DefaultDriverOption.REQUEST_LOG_WARNINGS, false);
    putDefault(DefaultDriverOption.REQUEST_WARN_IF_SET_KEYSPACE, false);
    putDefault(DefaultDriverOption.SESSION_LEAK_THRESHOLD, 0);
    putDefault(DefaultDriverOption.NETTY_DAEMON, true);
    // Whoever closes the last connection waits, so not the two seconds that are usual; with
    // none at all the session's own closing would find its threads gone.
    putDefault(DefaultDriverOption.NETTY_IO_SHUTDOWN_UNIT, "MILLISECONDS");
    putDefault(DefaultDriverOption.NETTY_IO_SHUTDOWN_QUIET_PERIOD, 50);
    putDefault(DefaultDriverOption.NETTY_IO_SHUTDOWN_TIMEOUT, 3_000);
    putDefault(DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_UNIT, "MILLISECONDS");
    putDefault(DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_QUIET_PERIOD, 200);
    putDefault(DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_TIMEOUT, 3_000);
    putDefault(DseDriverOption.MONITOR_REPORTING_ENABLED, false);
  }
}
