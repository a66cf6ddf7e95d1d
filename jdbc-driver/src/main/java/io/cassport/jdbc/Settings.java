package io.cassport.jdbc;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import java.net.InetSocketAddress;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The properties of one connection, from URL and Properties together; Properties beat the URL. */
final class Settings {
  /** What Hadoop reads: its own names below this prefix. */
  static final String HADOOP = "hadoop.";

  private final ConnectionUrl url;

  /** Settings for Hadoop that a statement chooses by the name that follows. */
  private static final Pattern CREDENTIAL = Pattern.compile("credentials\\.([^.]+)\\.(.+)");

  private final Map<ConnectionProperty, String> values;
  private final Map<String, String> hadoop;
  private final Map<String, Map<String, String>> credentials;
  private final List<String> unknown;

  private Settings(
      ConnectionUrl url,
      Map<ConnectionProperty, String> values,
      Map<String, String> hadoop,
      Map<String, Map<String, String>> credentials,
      List<String> unknown) {
    this.url = url;
    this.values = values;
    this.hadoop = Map.copyOf(hadoop);
    this.credentials = Map.copyOf(credentials);
    this.unknown = List.copyOf(unknown);
  }

  /**
   * Reads and checks everything that needs no network.
   *
   * @param properties may be null
   * @throws SQLException 42000 when a value cannot be, or a name is unknown and strict is true
   */
  static Settings of(String url, Properties properties) throws SQLException {
    ConnectionUrl parsed = ConnectionUrl.parse(url);
    Map<ConnectionProperty, String> values = new HashMap<>();
    List<String> unknown = new ArrayList<>();
    for (Map.Entry<String, String> parameter : parsed.parameters().entrySet()) {
      checkInUrl(parameter.getKey());
      put(values, unknown, parameter.getKey(), parameter.getValue());
    }
    Map<String, String> hadoop = new HashMap<>();
    Map<String, Map<String, String>> credentials = new HashMap<>();
    if (properties != null) {
      for (String name : properties.stringPropertyNames()) {
        String value = properties.getProperty(name);
        Matcher credential = CREDENTIAL.matcher(name);
        if (name.startsWith(HADOOP)) {
          hadoop.put(name.substring(HADOOP.length()), value);
        } else if (credential.matches()) {
          credentials
              .computeIfAbsent(credential.group(1), unused -> new HashMap<>())
              .put(credential.group(2), value);
        } else {
          put(values, unknown, name, value);
        }
      }
    }
    Settings settings = new Settings(parsed, values, hadoop, credentials, unknown);
    if (settings.isTrue(ConnectionProperties.STRICT) && !unknown.isEmpty()) {
      throw Errors.syntax(unknownText(unknown));
    }
    return settings;
  }

  private static void checkInUrl(String name) throws SQLException {
    if (ConnectionProperties.CONFIG_FILE.isNamed(name)) {
      throw Errors.syntax(
          "configFile cannot be in the URL, because the file may name classes to load; give it as"
              + " a property");
    }
    if (name.startsWith(HADOOP) || CREDENTIAL.matcher(name).matches()) {
      throw Errors.syntax(
          name
              + " cannot be in the URL, because Hadoop's settings may hold secrets and name classes"
              + " to load; give it as a property");
    }
  }

  private static void put(
      Map<ConnectionProperty, String> values, List<String> unknown, String name, String value)
      throws SQLException {
    ConnectionProperty property = ConnectionProperties.named(name).orElse(null);
    if (property == null) {
      unknown.add(name);
    } else if (!value.isBlank() || property.isSecret()) {
      values.put(property, property.check(value));
    }
  }

  private static String unknownText(List<String> unknown) {
    return "unknown connection properties: "
        + String.join(", ", unknown)
        + "; known are "
        + String.join(
            ", ", ConnectionProperties.ALL.stream().map(ConnectionProperty::name).toList());
  }

  /** One sentence when there are properties that nobody knows, or null. */
  String warning() {
    return unknown.isEmpty() ? null : unknownText(unknown);
  }

  /** The value given, else the default, else null. */
  String get(ConnectionProperty property) {
    return values.getOrDefault(property, property.defaultValue());
  }

  /** The value given, or null even if there is a default. */
  String given(ConnectionProperty property) {
    return values.get(property);
  }

  boolean isTrue(ConnectionProperty property) {
    return "true".equals(get(property));
  }

  int count(ConnectionProperty property) throws SQLException {
    String written = get(property);
    try {
      int value = Integer.parseInt(written.strip());
      if (value > 0) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw notCount(property, written);
    }
    throw notCount(property, written);
  }

  private static SQLException notCount(ConnectionProperty property, String written) {
    return Errors.syntax(
        "the property " + property.name() + " is '" + written + "'; it must be a number above 0");
  }

  Duration millis(ConnectionProperty property) throws SQLException {
    return Duration.ofMillis(count(property));
  }

  /** The keyspace as written in property or URL, or null. */
  String keyspace() {
    String property = given(ConnectionProperties.KEYSPACE);
    return property != null ? property.strip() : url.keyspace();
  }

  /**
   * The keyspace of the load ledger.
   *
   * @throws SQLException 42000 when it is no name
   */
  CqlIdentifier copyKeyspace() throws SQLException {
    String written = get(ConnectionProperties.COPY_KEYSPACE).strip();
    try {
      return CqlIdentifier.fromCql(written);
    } catch (IllegalArgumentException e) {
      throw Errors.data(
          "the property copyKeyspace is '"
              + written
              + "'; it must be the name of a keyspace, in double quotes where CQL needs them",
          "42000",
          e);
    }
  }

  /** The properties for Hadoop, by Hadoop's names; may hold secrets. */
  Map<String, String> hadoop() {
    return hadoop;
  }

  /** Further properties for Hadoop by the name of the credentials they are; secret. */
  Map<String, Map<String, String>> credentials() {
    return credentials;
  }

  /** What getURL shows: no parameters. */
  String url() {
    return url.shown();
  }

  /** True when URL or properties name a host. */
  boolean hasContactPoints() {
    return given(ConnectionProperties.CONTACT_POINTS) != null || !url.hosts().isEmpty();
  }

  /** The contact points; this host when there are none. Names are not resolved here. */
  List<InetSocketAddress> contactPoints() throws SQLException {
    String property = given(ConnectionProperties.CONTACT_POINTS);
    List<String> hosts = property != null ? ConnectionUrl.hosts(property) : url.hosts();
    if (hosts.isEmpty()) {
      hosts = List.of("localhost");
    }
    List<InetSocketAddress> points = new ArrayList<>();
    for (String host : hosts) {
      points.add(contactPoint(host));
    }
    return points;
  }

  private static InetSocketAddress contactPoint(String written) throws SQLException {
    if (written.indexOf('@') >= 0) {
      throw Errors.syntax(
          "contactPoints has a user before a host; give user and password as properties");
    }
    int colon = ConnectionUrl.portColon(written);
    String host = colon < 0 ? written : written.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    try {
      int port =
          colon < 0 ? ConnectionUrl.DEFAULT_PORT : Integer.parseInt(written.substring(colon + 1));
      return InetSocketAddress.createUnresolved(host, port);
    } catch (IllegalArgumentException e) {
      throw Errors.data("'" + written + "' is no host; write host or host:port", "42000", e);
    }
  }

  TypeOptions typeOptions() {
    return new TypeOptions(
        TypeOptions.UuidType.valueOf(get(ConnectionProperties.UUID_TYPE)),
        TypeOptions.ComplexType.valueOf(get(ConnectionProperties.COMPLEX_TYPE)),
        TypeOptions.ListType.valueOf(get(ConnectionProperties.LIST_TYPE)));
  }
}
