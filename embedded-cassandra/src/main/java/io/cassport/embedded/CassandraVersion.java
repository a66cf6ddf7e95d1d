package io.cassport.embedded;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The lines of Cassandra that can be started, all of them on Java 17. The class path of an older
 * line is in a module of its own, which has to be on the class path beside this one.
 */
public enum CassandraVersion {
  /** 4.0, by the module cassandra-4.0. */
  V4_0("cassandra-4.0.classpath"),
  /** 4.1, by the module cassandra-4.1. */
  V4_1("cassandra-4.1.classpath"),
  /** The default. */
  V5_0("cassandra.classpath");

  private static final int MILLIS = 1_000;

  private static final Pattern SWITCH = Pattern.compile("(?m)^(\\w+)_enabled: ");
  private static final Pattern CACHE =
      Pattern.compile("(?m)^prepared_statements_cache_size: (\\d+)MiB$");
  private static final Pattern SIZE = Pattern.compile("(?m)^(\\w+): (\\d+)MiB$");
  private static final Pattern TIME = Pattern.compile("(?m)^(\\w+): (\\d+)(m?s)$");

  private final String resource;

  CassandraVersion(String resource) {
    this.resource = resource;
  }

  /** Where the build has recorded its class path. */
  String resource() {
    return resource;
  }

  /** A configuration of 5.0 as this line wants it: 4.0 has units in names, not in values. */
  String yaml(String text) {
    if (this != V4_0) {
      return text;
    }
    String older = SWITCH.matcher(text).replaceAll("enable_$1: ");
    older = CACHE.matcher(older).replaceAll("prepared_statements_cache_size_mb: $1");
    older = SIZE.matcher(older).replaceAll("$1_in_mb: $2");
    return TIME.matcher(older).replaceAll(CassandraVersion::inMillis);
  }

  private static String inMillis(MatchResult line) {
    long number = Long.parseLong(line.group(2));
    long millis = line.group(3).equals("s") ? number * MILLIS : number;
    return line.group(1) + "_in_ms: " + millis;
  }

  /**
   * What has to be opened to it on Java 17, for which 4.x was not made, beside what 5.0 needs: its
   * memory meter looks into every object.
   */
  List<String> opens() {
    return this == V5_0
        ? List.of()
        : List.of(
            "java.base/java.net",
            "java.base/java.nio",
            "java.base/java.util.concurrent",
            "java.base/java.util.concurrent.atomic");
  }
}
