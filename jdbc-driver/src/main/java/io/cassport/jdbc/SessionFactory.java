package io.cassport.jdbc;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import io.cassport.jdbc.pages.PagesSessionBuilder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Builds sessions from the connection's properties. */
final class SessionFactory {
  /** A node that is there answers within this, so it is not shared among more contact points. */
  private static final Duration SHORTEST_NODE_TIMEOUT = Duration.ofSeconds(1);

  private SessionFactory() {}

  /**
   * Connects.
   *
   * @throws SQLException 08001 when nobody answers in time, no node is in localDatacenter or TLS
   *     fails, 28000 when the login is refused, 42000 when a property cannot be so, 58P01 when a
   *     file is not there
   */
  static CqlSession connect(SessionKey key) throws SQLException {
    Settings settings = key.settings();
    Duration limit = settings.millis(ConnectionProperties.CONNECT_TIMEOUT);
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    Thread.currentThread().setContextClassLoader(SessionFactory.class.getClassLoader());
    try {
      CqlSession session = await(builder(key).buildAsync(), key, limit);
      String misplaced = Datacenters.mistake(session, settings);
      if (misplaced != null) {
        session.closeAsync();
        throw Errors.cannotConnect(misplaced, null);
      }
      return session;
    } catch (RuntimeException e) {
      throw ConnectFailure.explain(key, e);
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  private static CqlSession await(
      CompletionStage<CqlSession> building, SessionKey key, Duration limit) throws SQLException {
    try {
      return building.toCompletableFuture().get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw ConnectFailure.explain(key, e.getCause());
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
    boolean bundled = settings.given(ConnectionProperties.SECURE_CONNECT_BUNDLE) != null;
    List<InetSocketAddress> contactPoints = bundled ? List.of() : resolve(key.contactPoints());
    DriverConfigLoader config =
        DriverOptions.of(settings, nodeTimeout(settings, contactPoints.size()));
    CqlSessionBuilder builder =
        new PagesSessionBuilder()
            .withClassLoader(SessionFactory.class.getClassLoader())
            .withConfigLoader(config)
            .withApplicationName(settings.get(ConnectionProperties.APPLICATION_NAME));
    Logins.configure(builder, settings);
    if (key.keyspace() != null) {
      builder.withKeyspace(CqlIdentifier.fromInternal(key.keyspace()));
    }
    if (bundled) {
      AstraBundle.configure(builder, settings);
      return builder;
    }
    boolean inFile =
        config.getInitialConfig().getDefaultProfile().isDefined(DefaultDriverOption.CONTACT_POINTS);
    if (settings.hasContactPoints() || !inFile) {
      builder.addContactPoints(contactPoints);
    }
    String datacenter = settings.get(ConnectionProperties.LOCAL_DATACENTER);
    if (datacenter != null) {
      builder.withLocalDatacenter(datacenter);
    }
    if (Tls.isWanted(settings)) {
      builder.withSslEngineFactory(Tls.engineFactory(settings));
    }
    return builder;
  }

  /**
   * The contact points are tried one after the other, so that each has its share of the time; a
   * little is kept, so that the driver ends by itself and its threads with it.
   */
  private static Duration nodeTimeout(Settings settings, int contactPoints) throws SQLException {
    Duration limit = settings.millis(ConnectionProperties.CONNECT_TIMEOUT);
    Duration share = limit.multipliedBy(9).dividedBy(10L * Math.max(1, contactPoints));
    return share.compareTo(SHORTEST_NODE_TIMEOUT) < 0 ? SHORTEST_NODE_TIMEOUT : share;
  }

  /** Every address of every name: of a name with several, any may be the one that answers. */
  private static List<InetSocketAddress> resolve(List<InetSocketAddress> contactPoints)
      throws SQLException {
    List<InetSocketAddress> resolved = new ArrayList<>();
    UnknownHostException unknown = null;
    for (InetSocketAddress point : contactPoints) {
      try {
        for (InetAddress address : InetAddress.getAllByName(point.getHostString())) {
          resolved.add(new InetSocketAddress(address, point.getPort()));
        }
      } catch (UnknownHostException e) {
        unknown = e;
      }
    }
    if (resolved.isEmpty() && unknown != null) {
      throw Errors.cannotConnect("the host is not known: " + unknown.getMessage(), unknown);
    }
    return resolved;
  }
}
