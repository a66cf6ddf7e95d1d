package io.cassport.jdbc;

import com.datastax.dse.driver.api.core.config.DseDriverOption;
import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import com.datastax.oss.driver.api.core.auth.AuthenticationException;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.config.ProgrammaticDriverConfigLoaderBuilder;
import com.datastax.oss.driver.internal.core.loadbalancing.DcInferringLoadBalancingPolicy;
import java.net.InetSocketAddress;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Builds sessions. Nothing is read from configuration files of the class path but the defaults. */
final class SessionFactory {
  private SessionFactory() {}

  /**
   * Connects.
   *
   * @throws SQLException 08001 when nobody answers in time, 28000 when the login is refused
   */
  static CqlSession connect(SessionKey key) throws SQLException {
    Settings settings = key.settings();
    Duration limit = settings.millis(ConnectionProperties.CONNECT_TIMEOUT);
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    Thread.currentThread().setContextClassLoader(SessionFactory.class.getClassLoader());
    try {
      return await(builder(key).buildAsync(), key, limit);
    } catch (RuntimeException e) {
      throw failure(key, e);
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  private static CqlSession await(
      CompletionStage<CqlSession> building, SessionKey key, Duration limit) throws SQLException {
    try {
      return building.toCompletableFuture().get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw failure(key, e.getCause());
    } catch (TimeoutException e) {
      abandon(building);
      throw Errors.cannotConnect(
          "no answer from "
              + key
              + " within "
              + limit.toMillis()
              + " ms; check host and port, or raise connectTimeout",
          e);
    } catch (InterruptedException e) {
      abandon(building);
      Thread.currentThread().interrupt();
      throw Errors.cannotConnect("interrupted while connecting to " + key, e);
    }
  }

  /** Nobody waits for it any more: it is closed as soon as it is there. */
  private static void abandon(CompletionStage<CqlSession> building) {
    building.thenAccept(CqlSession::closeAsync);
  }

  private static CqlSessionBuilder builder(SessionKey key) throws SQLException {
    Settings settings = key.settings();
    CqlSessionBuilder builder =
        CqlSession.builder()
            .withClassLoader(SessionFactory.class.getClassLoader())
            .withConfigLoader(config(settings))
            .withApplicationName(settings.get(ConnectionProperties.APPLICATION_NAME))
            .addContactPoints(
                key.contactPoints().stream()
                    .map(point -> new InetSocketAddress(point.getHostString(), point.getPort()))
                    .toList());
    String user = settings.get(ConnectionProperties.USER);
    if (user != null) {
      String password = settings.get(ConnectionProperties.PASSWORD);
      builder.withAuthCredentials(user, password == null ? "" : password);
    }
    String datacenter = settings.get(ConnectionProperties.LOCAL_DATACENTER);
    if (datacenter != null) {
      builder.withLocalDatacenter(datacenter);
    }
    if (key.keyspace() != null) {
      builder.withKeyspace(CqlIdentifier.fromInternal(key.keyspace()));
    }
    if (settings.isTrue(ConnectionProperties.SSL)) {
      builder.withSslEngineFactory(Tls.engineFactory(settings));
    }
    return builder;
  }

  private static DriverConfigLoader config(Settings settings) throws SQLException {
    Duration connect = settings.millis(ConnectionProperties.CONNECT_TIMEOUT);
    Duration request = settings.millis(ConnectionProperties.REQUEST_TIMEOUT);
    ProgrammaticDriverConfigLoaderBuilder config =
        DriverConfigLoader.programmaticBuilder(SessionFactory.class.getClassLoader())
            .withString(DefaultDriverOption.SESSION_NAME, "cassport")
            .withInt(
                DefaultDriverOption.REQUEST_PAGE_SIZE,
                settings.count(ConnectionProperties.FETCH_SIZE))
            .withString(
                DefaultDriverOption.REQUEST_CONSISTENCY,
                settings.get(ConnectionProperties.CONSISTENCY))
            .withString(
                DefaultDriverOption.REQUEST_SERIAL_CONSISTENCY,
                settings.get(ConnectionProperties.SERIAL_CONSISTENCY))
            .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, request)
            .withDuration(DefaultDriverOption.CONNECTION_CONNECT_TIMEOUT, connect)
            .withDuration(DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, connect)
            .withDuration(DefaultDriverOption.CONTROL_CONNECTION_TIMEOUT, connect)
            .withDuration(DefaultDriverOption.METADATA_SCHEMA_REQUEST_TIMEOUT, request)
            // Bulk work wants more than one connection for each node.
            .withInt(DefaultDriverOption.CONNECTION_POOL_LOCAL_SIZE, 4)
            // DatabaseMetaData shows the system keyspaces too.
            .withStringList(DefaultDriverOption.METADATA_SCHEMA_REFRESHED_KEYSPACES, List.of())
            // Warnings go to the Statement, where JDBC looks for them.
            .withBoolean(DefaultDriverOption.REQUEST_LOG_WARNINGS, false)
            .withBoolean(DefaultDriverOption.REQUEST_WARN_IF_SET_KEYSPACE, false)
            .withInt(DefaultDriverOption.SESSION_LEAK_THRESHOLD, 0)
            .withBoolean(DefaultDriverOption.NETTY_DAEMON, true)
            // Whoever closes the last connection waits, so not the two seconds that are usual; with
            // none at all the session's own closing would find its threads gone.
            .withString(DefaultDriverOption.NETTY_IO_SHUTDOWN_UNIT, "MILLISECONDS")
            .withInt(DefaultDriverOption.NETTY_IO_SHUTDOWN_QUIET_PERIOD, 50)
            .withInt(DefaultDriverOption.NETTY_IO_SHUTDOWN_TIMEOUT, 3_000)
            .withString(DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_UNIT, "MILLISECONDS")
            .withInt(DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_QUIET_PERIOD, 200)
            .withInt(DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_TIMEOUT, 3_000)
            .withBoolean(DseDriverOption.MONITOR_REPORTING_ENABLED, false);
    if (settings.get(ConnectionProperties.LOCAL_DATACENTER) == null) {
      config.withClass(
          DefaultDriverOption.LOAD_BALANCING_POLICY_CLASS, DcInferringLoadBalancingPolicy.class);
    }
    return config.build();
  }

  private static SQLException failure(SessionKey key, Throwable thrown) {
    Throwable cause = Errors.unwrap(thrown);
    if (cause instanceof SQLException sql) {
      return sql;
    }
    if (cause instanceof AllNodesFailedException failed) {
      for (List<Throwable> ofNode : failed.getAllErrors().values()) {
        for (Throwable error : ofNode) {
          if (error instanceof AuthenticationException) {
            return Errors.login("the login was refused: " + error.getMessage(), failed);
          }
        }
      }
      return Errors.cannotConnect(
          "no node answers at " + key + "; check host and port: " + failed.getMessage(), failed);
    }
    if (cause instanceof AuthenticationException) {
      return Errors.login("the login was refused: " + cause.getMessage(), cause);
    }
    String message = String.valueOf(cause.getMessage());
    if (message.contains("different DCs")) {
      return Errors.cannotConnect(
          "the cluster has several datacenters; say which one with localDatacenter: " + message,
          cause);
    }
    return Errors.cannotConnect("cannot connect to " + key + ": " + cause, cause);
  }
}
