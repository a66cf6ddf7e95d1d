package io.cassport.jdbc;

import java.net.InetSocketAddress;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

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
  private static final List<ConnectionProperty> OF_SESSIONS =
      List.of(
          ConnectionProperties.USER,
          ConnectionProperties.PASSWORD,
          ConnectionProperties.LOCAL_DATACENTER,
          ConnectionProperties.CONSISTENCY,
          ConnectionProperties.SERIAL_CONSISTENCY,
          ConnectionProperties.FETCH_SIZE,
          ConnectionProperties.CONNECT_TIMEOUT,
          ConnectionProperties.REQUEST_TIMEOUT,
          ConnectionProperties.SSL,
          ConnectionProperties.SSL_TRUST_STORE,
          ConnectionProperties.SSL_TRUST_STORE_PASSWORD,
          ConnectionProperties.SSL_TRUST_STORE_TYPE,
          ConnectionProperties.SSL_KEY_STORE,
          ConnectionProperties.SSL_KEY_STORE_PASSWORD,
          ConnectionProperties.SSL_KEY_STORE_TYPE,
          ConnectionProperties.SSL_HOSTNAME_VERIFICATION,
          ConnectionProperties.APPLICATION_NAME);

  static SessionKey of(Settings settings, String keyspace) throws SQLException {
    Map<String, String> values = new TreeMap<>();
    for (ConnectionProperty property : OF_SESSIONS) {
      String value = settings.get(property);
      if (value != null) {
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

  /** Without the values, which hold a password. */
  @Override
  public String toString() {
    return contactPoints.toString();
  }
}
