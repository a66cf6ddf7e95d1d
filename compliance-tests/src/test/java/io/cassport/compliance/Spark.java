package io.cassport.compliance;

import static org.assertj.core.api.Assertions.assertThat;

import io.cassport.embedded.EmbeddedCassandra;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Asks Spark, which runs in a JVM of its own so that none of its jars is on our class path. */
final class Spark {

  /** What Spark's own launcher opens on Java 17. */
  private static final List<String> OPENED =
      List.of(
          "java.base/java.lang",
          "java.base/java.lang.invoke",
          "java.base/java.lang.reflect",
          "java.base/java.io",
          "java.base/java.net",
          "java.base/java.nio",
          "java.base/java.util",
          "java.base/java.util.concurrent",
          "java.base/java.util.concurrent.atomic",
          "java.base/sun.nio.ch",
          "java.base/sun.nio.cs",
          "java.base/sun.security.action",
          "java.base/sun.util.calendar");

  private Spark() {}

  /** What Spark answered to a query: rows and schema, or why it could not. */
  record Answer(String schema, List<Map<String, Object>> rows, String error) {}

  /** Asks all queries of one child, and gives the answers by query. */
  static Map<String, Answer> ask(List<String> queries) throws Exception {
    Path answers = Exports.newPath("spark-answers");
    Path log = Exports.newPath("spark.log");
    List<String> command = new ArrayList<>();
    command.add(EmbeddedCassandra.java17().toString());
    command.addAll(List.of("-Xmx768m", "-Djdk.reflect.useDirectMethodHandle=false"));
    OPENED.forEach(name -> command.add("--add-opens=" + name + "=ALL-UNNAMED"));
    command.addAll(List.of("-cp", classPath(), SparkChild.class.getName(), answers.toString()));
    command.addAll(queries);
    Process child =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .directory(log.getParent().toFile())
            .start();
    try {
      boolean ended = child.waitFor(5, TimeUnit.MINUTES);
      assertThat(ended && child.exitValue() == 0).as(Files.readString(log)).isTrue();
    } finally {
      child.destroyForcibly();
    }
    return read(answers);
  }

  @SuppressWarnings("unchecked") // SparkChild says what it writes
  private static Map<String, Answer> read(Path answers) throws IOException, ClassNotFoundException {
    try (ObjectInputStream in = new ObjectInputStream(Files.newInputStream(answers))) {
      Map<String, Answer> read = new java.util.LinkedHashMap<>();
      ((Map<String, Map<String, Object>>) in.readObject())
          .forEach(
              (query, answer) ->
                  read.put(
                      query,
                      new Answer(
                          (String) answer.get(SparkChild.SCHEMA),
                          (List<Map<String, Object>>) answer.get(SparkChild.ROWS),
                          (String) answer.get(SparkChild.ERROR))));
      return read;
    }
  }

  private static String classPath() throws IOException, URISyntaxException {
    List<String> entries = new ArrayList<>();
    entries.add(
        Path.of(SparkChild.class.getProtectionDomain().getCodeSource().getLocation().toURI())
            .toString());
    try (InputStream in = Spark.class.getResourceAsStream("spark.classpath")) {
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .forEach(entries::add);
    }
    return String.join(File.pathSeparator, entries);
  }
}
