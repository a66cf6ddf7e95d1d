package io.cassport.compliance.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program in a process of its own that prints {@code found name=value} for what it finds. */
final class ChildJob {
  private static final String FOUND = "found ";

  private ChildJob() {}

  /**
   * Runs Java with these arguments.
   *
   * @param output where all that it prints is kept
   * @param seconds after which it is ended, which fails the test
   * @return what it found
   */
  static Map<String, String> run(Path output, int seconds, String... arguments) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return runProgram(
        output, seconds, Stream.concat(Stream.of(java), Stream.of(arguments)).toList());
  }

  /** Runs any program; as {@link #run}. */
  static Map<String, String> runProgram(Path output, int seconds, List<String> command)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
    process.destroyForcibly().waitFor();
    String text = Files.readString(output);
    assertThat(ended).as("still running after %d s:%n%s", seconds, text).isTrue();
    assertThat(process.exitValue()).as(text).isZero();
    Map<String, String> found = new LinkedHashMap<>();
    text.lines()
        .filter(line -> line.startsWith(FOUND))
        .map(line -> line.substring(FOUND.length()).split("=", 2))
        .forEach(pair -> found.put(pair[0], pair[1]));
    return found;
  }

  /** The jar under test. */
  static Path driverJar() throws ReflectiveOperationException, URISyntaxException {
    return Path.of(
        Class.forName("io.cassport.jdbc.CassportDriver")
            .getProtectionDomain()
            .getCodeSource()
            .getLocation()
            .toURI());
  }
}
