package io.cassport.embedded;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The class path of a child JVM: this module, then Cassandra's jars as the build recorded them. */
final class ChildClassPath {

  private final List<Path> entries;

  private ChildClassPath(List<Path> entries) {
    this.entries = entries;
  }

  /**
   * Reads the record of the build.
   *
   * @throws IllegalStateException when there is none, or when a jar that it names is not there
   */
  static ChildClassPath read(CassandraVersion version) {
    List<Path> entries = new ArrayList<>();
    entries.add(ownLocation());
    try (InputStream in = ChildClassPath.class.getResourceAsStream(version.resource())) {
      if (in == null) {
        throw new IllegalStateException(
            "The class path of Cassandra is not recorded as %s; build the module that does it with Maven, at least up to the phase generate-resources"
                .formatted(version.resource()));
      }
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .map(Path::of)
          .forEach(entries::add);
    } catch (IOException e) {
      throw new UncheckedIOException("Reading the recorded class path of Cassandra", e);
    }
    for (Path entry : entries) {
      if (!Files.exists(entry)) {
        throw new IllegalStateException(
            "The recorded class path of Cassandra names %s, which is not there; build the module that records it again on this machine"
                .formatted(entry));
      }
    }
    return new ChildClassPath(entries);
  }

  /** Cassandra measures its memtables with this one as a Java agent. */
  Optional<Path> memoryMeterAgent() {
    return entries.stream()
        .filter(entry -> String.valueOf(entry.getFileName()).startsWith("jamm-"))
        .findFirst();
  }

  String text() {
    return String.join(File.pathSeparator, entries.stream().map(Path::toString).toList());
  }

  private static Path ownLocation() {
    try {
      return Path.of(
          ChildClassPath.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("The location of this module is not a path", e);
    }
  }
}
