package io.cassport.embedded;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Finds the Java 17 that runs Cassandra. Cassandra 5.0 installs a security manager, which later
 * versions of Java refuse, so whatever Java the parent runs on, the child needs a 17.
 */
final class CassandraJava {

  static final String PROPERTY = "cassport.cassandra.javaHome";

  private static final String VERSION = "17";
  private static final List<String> ENVIRONMENT =
      List.of("JAVA17_HOME", "JAVA_HOME_17_X64", "JAVA_HOME_17_arm64");

  private final Map<String, String> environment;

  CassandraJava(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * Returns the {@code java} launcher to use: of the directory {@code chosen} when that is not
   * null, else of the running Java, of the environment, or of the directory that holds the running
   * Java beside others.
   *
   * @throws IllegalStateException when {@code chosen} is no Java 17, or when there is none
   */
  Path launcher(String chosen, Path running) {
    if (chosen != null) {
      Path home = Path.of(chosen);
      if (!isUsable(home)) {
        throw new IllegalStateException(
            "The system property %s names %s, which is not the home of a Java %s"
                .formatted(PROPERTY, home, VERSION));
      }
      return launcher(home);
    }
    List<Path> candidates = new ArrayList<>();
    candidates.add(running);
    ENVIRONMENT.stream()
        .map(environment::get)
        .filter(home -> home != null && !home.isBlank())
        .map(Path::of)
        .forEach(candidates::add);
    candidates.addAll(beside(running));
    return candidates.stream()
        .filter(CassandraJava::isUsable)
        .findFirst()
        .map(CassandraJava::launcher)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "Cassandra 5.0 runs on Java %s, and none was found among %s; set the environment variable JAVA17_HOME or the system property %s to the home of one"
                        .formatted(VERSION, candidates, PROPERTY)));
  }

  private static List<Path> beside(Path running) {
    Path parent = running.toAbsolutePath().getParent();
    if (parent == null) {
      return List.of();
    }
    try (Stream<Path> homes = Files.list(parent)) {
      return homes.sorted().toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static boolean isUsable(Path home) {
    Path release = home.resolve("release");
    if (!Files.isExecutable(launcher(home)) || !Files.isReadable(release)) {
      return false;
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(release)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
    String version = properties.getProperty("JAVA_VERSION", "").replace("\"", "");
    return version.equals(VERSION) || version.startsWith(VERSION + ".");
  }

  private static Path launcher(Path home) {
    boolean windows = System.getProperty("os.name", "").startsWith("Windows");
    return home.resolve("bin").resolve(windows ? "java.exe" : "java");
  }
}
