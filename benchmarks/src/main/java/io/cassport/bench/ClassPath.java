package io.cassport.bench;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** The class paths of child JVMs, as the build's profile {@code bench} recorded them. */
enum ClassPath {
  /** This module and the driver. */
  CASSPORT("cassport.classpath"),
  /** The same with parquet-java's Avro and with Hadoop. */
  PARQUET_JAVA("parquet-java.classpath"),
  /** DSBulk and what it needs. */
  DSBULK("dsbulk.classpath"),
  /** cassandra-jdbc-wrapper and what it needs. */
  WRAPPER("wrapper.classpath");

  private final String file;

  ClassPath(String file) {
    this.file = file;
  }

  /**
   * This module's classes and the libraries.
   *
   * @param target this module's build directory
   */
  String entries(Path target) throws IOException {
    String recorded = Files.readString(target.resolve(file), StandardCharsets.UTF_8);
    return target.resolve("classes")
        + File.pathSeparator
        + recorded
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .collect(Collectors.joining(File.pathSeparator));
  }
}
