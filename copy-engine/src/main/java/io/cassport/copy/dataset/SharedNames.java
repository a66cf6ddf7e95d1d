package io.cassport.copy.dataset;

import io.cassport.copy.files.Locations;
import java.io.IOException;
import java.nio.file.Path;
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
  /** The one name of a file, however its directory is spelled. */
  static String of(Path file) {
    try {
      return Locations.isLocal(file)
          ? file.getParent().toRealPath().resolve(file.getFileName()).toString()
          : file.normalize().toUri().toString();
    } catch (IOException e) {
      return file.toAbsolutePath().normalize().toString(); // its directory has gone
    }
  }

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
