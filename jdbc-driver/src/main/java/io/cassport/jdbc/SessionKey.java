package io.cassport.jdbc;

import java.net.InetSocketAddress;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What makes two connections use one session: everything that a session is built from, and not what
 * only a connection knows.
 *
 * @param contactPoints in their order
 * @param keyspace the session's own keyspace, only for servers that know none per request; or null
 * @param values the properties of sessions, by name
 * @param settings where the rest is read from; no part of the comparison
 */
record SessionKey(
    List<InetSocketAddress> contactPoints,
    String keyspace,
    Map<String, String> values,
    Settings settings) {
  /** Those that only a connection knows; any other tells sessions apart. */
  private static final Set<ConnectionProperty> OF_CONNECTIONS =
      Set.of(
          ConnectionProperties.CONTACT_POINTS, // compared as what they say
          ConnectionProperties.KEYSPACE,
          ConnectionProperties.COPY,
          ConnectionProperties.COPY_PATHS,
          ConnectionProperties.UUID_TYPE,
          ConnectionProperties.COMPLEX_TYPE,
          ConnectionProperties.LIST_TYPE,
          ConnectionProperties.STRICT,
          ConnectionProperties.BATCH_MODE,
          ConnectionProperties.SCROLL_MEMORY,
          ConnectionProperties.SQL_COMPAT,
          ConnectionProperties.READ_ONLY,
          ConnectionProperties.COPY_KEYSPACE);

  static SessionKey of(Settings settings, String keyspace) throws SQLException {
    Map<String, String> values = new TreeMap<>();
    for (ConnectionProperty property : ConnectionProperties.ALL) {
      String value = settings.get(property);
      if (value != null && !OF_CONNECTIONS.contains(property)) {
        values.put(property.name(), value);
      }
    }
    return new SessionKey(settings.contactPoints(), keyspace, values, settings);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SessionKey key
        && contactPoints.equals(key.contactPoints)
        && Objects.equals(keyspace, key.keyspace)
        && values.equals(key.values);
  }

  @Override
  public int hashCode() {
    return Objects.hash(contactPoints, keyspace, values);
  }

  /** Where the session connects to, for people; without the values, which hold a password. */
  @Override
  public String toString() {
    if (settings.given(ConnectionProperties.SECURE_CONNECT_BUNDLE) != null) {
      return "the hosts of secureConnectBundle";
    }
    if (settings.given(ConnectionProperties.CONFIG_FILE) != null && !settings.hasContactPoints()) {
      return "the contact points of configFile";
    }
    return contactPoints.stream()
        .map(point -> point.getHostString() + ":" + point.getPort())
        .collect(Collectors.joining(", "));
  }
}
