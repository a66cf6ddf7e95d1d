package io.cassport.compliance;

import static org.assertj.core.api.Assertions.assertThat;

import io.cassport.embedded.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table larger than the heap goes in and out. */
class ConstantMemoryIT {
  /** Rows of about 150 bytes: 150 MB, where the child has 96 MB. */
  private static final int ROWS = 1_000_000;

  private static final String HEAP = "-Xmx96m";

  @TempDir Path folder;

  @Test
  @DisplayName(
      "D-12: a table larger than the heap is loaded, exported, captured and read with fetchSize"
          + " 10000")
  void aTableLargerThanTheHeapIsLoadedExportedCapturedAndRead() throws Exception {
    Path source = folder.resolve("source.parquet");
    Path target = folder.resolve("target.parquet");
    Path captured = folder.resolve("captured.parquet");
    try (Connection connection = Cassandra.connectToNew("larger_than_heap");
        Connection duckdb = DriverManager.getConnection("jdbc:duckdb:")) {
      Cassandra.run(
          duckdb,
          "COPY (SELECT (i // 1000)::INT AS k, i::INT AS c, md5(i::TEXT) || md5((i + 1)::TEXT) ||"
              + " md5((i + 2)::TEXT) || md5((i + 3)::TEXT) AS t FROM range("
              + ROWS
              + ") r(i)) TO '"
              + source
              + "' (FORMAT parquet)");
      Cassandra.run(connection, "CREATE TABLE t (k int, c int, t text, PRIMARY KEY (k, c))");
      Path output = folder.resolve("output.txt");
      Path errors = folder.resolve("errors.txt");
      Process child =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  HEAP,
                  "-XX:ActiveProcessorCount=8", // as many threads as on a larger machine
                  "-cp",
                  System.getProperty("java.class.path"),
                  Child.class.getName(),
                  String.valueOf(TestServer.get().port()),
                  TestServer.get().host(),
                  source.toString(),
                  target.toString(),
                  captured.toString())
              .redirectError(errors.toFile()) // newer JDKs write warnings about native code there
              .redirectOutput(output.toFile())
              .start();
      assertThat(child.waitFor(5, TimeUnit.MINUTES)).isTrue();
      assertThat(Files.readString(output))
          .as(Files.readString(errors))
          .isEqualTo(
              "loaded " + ROWS + ", exported " + ROWS + ", read " + ROWS + ", captured " + ROWS);
      String sums = "SELECT count(*), sum(k), sum(c), count(DISTINCT t), min(t) FROM '";
      List<List<String>> expected = Cassandra.rows(duckdb, sums + source + "'");
      assertThat(Cassandra.rows(duckdb, sums + target + "'")).isEqualTo(expected);
      assertThat(Cassandra.rows(duckdb, sums + captured + "'")).isEqualTo(expected);
    }
  }

  /** What runs in the small heap. */
  static final class Child {
    private Child() {}

    /** Takes port, host, source, target and the target of a capture. */
    public static void main(String[] arguments) throws Exception {
      String url = "jdbc:cassport://" + arguments[1] + ":" + arguments[0] + "/larger_than_heap";
      try (Connection connection = DriverManager.getConnection(url)) {
        long loaded = Cassandra.update(connection, "COPY t FROM '" + arguments[2] + "'");
        long exported = Cassandra.update(connection, "COPY t TO '" + arguments[3] + "'");
        System.out.print(
            "loaded " + loaded + ", exported " + exported + ", read " + read(connection));
        System.out.print(", captured " + capture(connection, arguments[4]));
      }
    }

    /** The application sees ten rows. */
    private static long capture(Connection connection, String target) throws SQLException {
      try (Statement statement = connection.createStatement()) {
        statement.execute("CAPTURE '" + target + "'");
        statement.setMaxRows(10);
        statement.executeQuery("SELECT * FROM larger_than_heap.t").close();
        return statement.executeLargeUpdate("CAPTURE OFF");
      }
    }

    /** As DBeaver exports a table. */
    private static long read(Connection connection) throws SQLException {
      connection.setAutoCommit(true);
      connection.setSchema("larger_than_heap");
      long count = 0;
      try (Statement statement = connection.createStatement(1003, 1007)) {
        statement.setFetchSize(10_000);
        statement.execute("SELECT * FROM larger_than_heap.t");
        try (ResultSet rows = statement.getResultSet()) {
          while (rows.next()) {
            rows.getLong(1);
            rows.getLong(2);
            count += rows.getObject(3) == null ? 0 : 1;
          }
        }
      }
      return count;
    }
  }
}
