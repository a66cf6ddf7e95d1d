package io.cassport.bench.child;

import java.nio.file.Path;
import java.util.Properties;

/** What the parent told a child. */
public final class Parameters {
  private final Properties properties;

  Parameters(Properties properties) {
    this.properties = properties;
  }

  /** A parameter that has to be there. */
  public String text(String name) {
    String value = properties.getProperty(name);
    if (value == null) {
      throw new IllegalArgumentException("The parameter " + name + " is missing");
    }
    return value;
  }

  /** A parameter, or what holds without it. */
  public String text(String name, String otherwise) {
    return properties.getProperty(name, otherwise);
  }

  /** A number that has to be there. */
  public long number(String name) {
    return Long.parseLong(text(name));
  }

  /** A path that has to be there. */
  public Path path(String name) {
    return Path.of(text(name));
  }

  /** True when there is such a parameter. */
  public boolean has(String name) {
    return properties.containsKey(name);
  }
}
