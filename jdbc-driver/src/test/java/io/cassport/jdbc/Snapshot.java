package io.cassport.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A directory tree as it is: names, permissions, times and text. */
record Snapshot(Map<String, String> files) {
  static Snapshot of(Path directory) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(directory)) {
      all.forEach(file -> files.put(directory.relativize(file).toString(), describe(file)));
    }
    return new Snapshot(files);
  }

  private static String describe(Path file) {
    try {
      String permissions = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
      String times = permissions + " " + Files.getLastModifiedTime(file);
      return Files.isRegularFile(file) ? times + " " + Files.readString(file) : times;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
