package io.cassport.compliance.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.cassport.embedded.EmbeddedCassandra;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spark's JDBC source, in a JVM of its own with Spark's class path. */
class SparkIT {
  private static final int ROWS = 1_000_000;
  private static final Path CLASS_PATH =
      Path.of("target", "test-classes", "io", "cassport", "compliance", "spark.classpath");
  private static final Path JOB = Path.of("src", "test", "spark", "SparkJob.java");

  /** Packages that Spark opens on JDK 17, as its own start scripts do. */
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

  private static Map<String, String> found;

  @BeforeAll
  static void runJob(@TempDir Path directory) throws Exception {
    Path source = directory.resolve("large.parquet");
    String url = Database.url();
    try (Connection connection = DriverManager.getConnection(url);
        Connection duckdb = DriverManager.getConnection("jdbc:duckdb:")) {
      Database.run(
          duckdb,
          "COPY (SELECT (i // 1000)::INT AS part, i::INT AS id, 'value ' || i AS v FROM range("
              + ROWS
              + ") r(i)) TO '"
              + source
              + "' (FORMAT parquet)");
      Database.run(
          connection,
          "CREATE TABLE IF NOT EXISTS spark_large (part int, id int, v text, PRIMARY KEY (part, id))",
          "CREATE TABLE IF NOT EXISTS spark_written (id int PRIMARY KEY, v text, u uuid)",
          "COPY spark_large FROM '" + source + "'");
    }
    List<String> arguments = new ArrayList<>();
    arguments.add("-Xmx768m");
    OPENED.forEach(name -> arguments.add("--add-opens=" + name + "=ALL-UNNAMED"));
    arguments.addAll(List.of("-cp", classPath(), JOB.toString(), url, String.valueOf(ROWS)));
    arguments.add(0, EmbeddedCassandra.java17().toString()); // Spark 3.5 runs on none after 23
    found = ChildJob.runProgram(directory.resolve("output.txt"), 400, arguments);
  }

  private static String classPath() throws Exception {
    List<String> entries = new ArrayList<>(Files.readAllLines(CLASS_PATH));
    entries.add(ChildJob.driverJar().toString());
    return String.join(File.pathSeparator, entries);
  }

  @Test
  void p01_everyTypeHasOneThatSparkKnows() {
    assertThat(found)
        .containsEntry("type.id", "string")
        .containsEntry("type.name", "string")
        .containsEntry("type.age", "int")
        .containsEntry("type.big", "bigint")
        .containsEntry("type.ratio", "double")
        .containsEntry("type.ok", "boolean")
        .containsEntry("type.seen", "timestamp")
        .containsEntry("type.born", "date")
        .containsEntry("type.photo", "binary")
        .containsEntry("type.tags", "string")
        .containsEntry("type.marks", "string")
        .containsEntry("type.scores", "string");
    assertThat(found.get("type.money")).startsWith("decimal(");
  }

  @Test
  void p01_valuesAreWhatIsStored() {
    assertThat(found)
        .containsEntry("nameless age", "bob")
        .containsEntry("ann.id", Database.ANN)
        .containsEntry("ann.age", "5")
        .containsEntry("ann.big", "5000000000")
        .containsEntry("ann.ratio", "1.5")
        .containsEntry("ann.ok", "true")
        .containsEntry("ann.born", "2024-01-02")
        .containsEntry("ann.photo", "bytes 2")
        .containsEntry("ann.tags", "['x', 'y']")
        .containsEntry("ann.scores", "{'k': 1}");
    assertThat(found.get("ann.money")).startsWith("3.25");
    assertThat(found.get("ann.seen")).endsWith(":05.678");
    assertThat(found.get("ann.wakes")).contains("03:04:05");
  }

  @Test
  void p01_rowsAreCounted() {
    assertThat(found).containsEntry("people", "2");
  }

  @Test
  void p01_aLargeTableIsReadWhole() {
    assertThat(found)
        .containsEntry("large.rows", String.valueOf(ROWS))
        .containsEntry("large.sum", "true")
        .containsEntry("large.distinct", "true");
  }

  @Test
  void p01_rowsWithNullsAreAppended() throws Exception {
    assertThat(found).containsEntry("written", "2");
    assertThat(Database.text("SELECT u FROM spark_written WHERE id = 1")).isEqualTo(Database.ANN);
    assertThat(Database.text("SELECT v FROM spark_written WHERE id = 2")).isNull();
  }

  @Test
  void p01_arraysAreRefusedBySparkAndMissingTablesByTheDriver() {
    assertThat(found.get("arrays")).startsWith("refused");
    assertThat(found).containsEntry("missing", "42S02");
  }
}
