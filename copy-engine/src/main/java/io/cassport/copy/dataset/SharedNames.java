package io.cassport.copy.dataset;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;

/**
 * A set of names that the whole JVM shares. A property and no field, because several class loaders
 * may have loaded this driver.
 *
 * @param property the system property, which is there while the set is not empty
 */
record SharedNames(String property) {
  /** True unless it was there already. */
  boolean add(String name) {
    Properties shared = System.getProperties();
    synchronized (shared) {
      Set<String> names = names(shared);
      boolean added = names.add(name);
      store(shared, names);
      return added;
    }
  }

  void remove(String name) {
    Properties shared = System.getProperties();
    synchronized (shared) {
      Set<String> names = names(shared);
      names.remove(name);
      store(shared, names);
    }
  }

  boolean contains(String name) {
    return names(System.getProperties()).contains(name);
  }

  private void store(Properties shared, Set<String> names) {
    if (names.isEmpty()) {
      shared.remove(property);
    } else {
      shared.setProperty(property, String.join("\n", names));
    }
  }

  private Set<String> names(Properties shared) {
    String names = shared.getProperty(property, "");
    return names.isEmpty()
        ? new LinkedHashSet<>()
        : new LinkedHashSet<>(List.of(names.split("\n", -1)));
  }
}
