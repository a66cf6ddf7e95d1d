package io.cassport.jdbc;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A URL of ours, taken apart: {@code
 * jdbc:cassport://host[:port][,host…][/keyspace][?name=value&…]}, and the same with {@code
 * jdbc:cassandra:}.
 *
 * @param hosts as written, with or without port
 * @param keyspace as written, perhaps in double quotes, or null
 * @param parameters in order, with the names as written
 */
record ConnectionUrl(List<String> hosts, String keyspace, Map<String, String> parameters) {
  static final int DEFAULT_PORT = 9042;

  private static final List<String> PREFIXES = List.of("jdbc:cassport://", "jdbc:cassandra://");

  /**
   * True for URLs that are ours by their form. Other drivers claim {@code jdbc:cassandra:} too,
   * with {@code Server=…} or {@code ;AuthMech=…}: those are not.
   */
  static boolean accepts(String url) {
    if (url == null) {
      return false;
    }
    String lower = url.toLowerCase(Locale.ROOT);
    int question = lower.indexOf('?');
    String beforeParameters = question < 0 ? lower : lower.substring(0, question);
    return PREFIXES.stream().anyMatch(lower::startsWith) && beforeParameters.indexOf(';') < 0;
  }

  /**
   * Takes an accepted URL apart.
   *
   * @throws SQLException 42000 when it is not well formed
   */
  static ConnectionUrl parse(String url) throws SQLException {
    String rest = url.substring(url.indexOf("//") + 2);
    int question = rest.indexOf('?');
    Map<String, String> parameters =
        question < 0 ? Map.of() : parameters(rest.substring(question + 1));
    String path = question < 0 ? rest : rest.substring(0, question);
    int slash = path.indexOf('/');
    String authority = slash < 0 ? path : path.substring(0, slash);
    String keyspace = slash < 0 ? "" : decode(path.substring(slash + 1));
    while (keyspace.endsWith("/")) {
      keyspace = keyspace.substring(0, keyspace.length() - 1);
    }
    if (authority.indexOf('@') >= 0) {
      throw Errors.syntax(
          "the URL has a user before its host; give user and password as properties, because a URL"
              + " is shown and logged");
    }
    return new ConnectionUrl(hosts(authority), keyspace.isEmpty() ? null : keyspace, parameters);
  }

  /** The URL without its parameters, which may be secret. */
  String shown() {
    return PREFIXES.get(0) + String.join(",", hosts) + (keyspace == null ? "" : "/" + keyspace);
  }

  /** Hosts of an authority; between "--" a port at the very end is all hosts' port. */
  static List<String> hosts(String authority) {
    List<String> hosts = new ArrayList<>();
    for (String host : authority.split(",|--", -1)) {
      if (!host.isBlank()) {
        hosts.add(host.strip());
      }
    }
    if (authority.contains("--") && !hosts.isEmpty()) {
      String last = hosts.get(hosts.size() - 1);
      int colon = portColon(last);
      boolean onlyLast = hosts.stream().filter(host -> portColon(host) >= 0).count() == 1;
      if (colon >= 0 && onlyLast) {
        String port = last.substring(colon);
        hosts.replaceAll(host -> portColon(host) >= 0 ? host : host + port);
      }
    }
    return hosts;
  }

  /**
   * Where the colon before a port is, or -1; colons inside [] or of a bare IPv6 address are none.
   */
  static int portColon(String host) {
    int colon = host.lastIndexOf(':');
    if (colon < 0 || colon < host.lastIndexOf(']')) {
      return -1;
    }
    boolean bareIpv6 = host.indexOf(':') != colon && host.charAt(0) != '[';
    return bareIpv6 ? -1 : colon;
  }

  private static Map<String, String> parameters(String query) throws SQLException {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : query.split("&", -1)) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      if (equals <= 0) {
        // and is not repeated: after a password with a '&' in it, it is the rest of the password
        throw Errors.syntax(
            "one of the URL's parameters has no value; they are name=value&name=value, with '&' in"
                + " a value written as %26");
      }
      parameters.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
    }
    return parameters;
  }

  /** Undoes %XX; a plus stays a plus, since passwords have them. */
  private static String decode(String text) throws SQLException {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Errors.data("the URL has a '%' that is no %XX; write it as %25", "42000", e);
    }
  }

  /** Without parameters. */
  @Override
  public String toString() {
    return shown();
  }
}
