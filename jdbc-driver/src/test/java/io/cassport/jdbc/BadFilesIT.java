package io.cassport.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.cassport.format.ColumnSchema;
import io.cassport.jdbc.badfiles.BadFile;
import io.cassport.jdbc.badfiles.Originals;
import io.cassport.jdbc.badfiles.ParquetDamage;
import io.cassport.jdbc.badfiles.TextDamage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Some of the bad files, loaded by COPY FROM: rows, or an SQLException that says what is wrong. */
@Tag("soak")
final class BadFilesIT {
  private static final long SEED = Long.getLong("cassport.soak.seed", 11);
  private static final int OF_A_FORMAT = Boolean.getBoolean("cassport.soak") ? 1_000 : 100;
  private static final long MOST_MILLIS = 10_000;

  @TempDir private Path folder;

  @Test
  void copyFromABadFileIsRowsOrAnSqlException() throws Exception {
    Server.makeKeyspace("bad_files_it");
    Map<String, Integer> outcomes = new TreeMap<>();
    try (Connection connection = Server.connect("bad_files_it")) {
      String columns =
          Originals.SCHEMA.columns().stream()
              .map(BadFilesIT::column)
              .collect(Collectors.joining(", "));
      Server.run(connection, "CREATE TABLE t (" + columns + ", PRIMARY KEY (id))");
      int number = 0;
      for (BadFile file : (Iterable<BadFile>) files()::iterator) {
        outcomes.merge(loaded(connection, file, number++), 1, Integer::sum);
      }
      assertThat(number).isEqualTo(3 * OF_A_FORMAT);
    }
    System.out.println("bad files by COPY FROM: " + outcomes);
    assertThat(outcomes).containsKeys("loaded", "22018");
  }

  private static Stream<BadFile> files() throws Exception {
    return Stream.of(
            ParquetDamage.files(Originals.parquet(), SEED, OF_A_FORMAT),
            TextDamage.files(Originals.csv(), SEED, OF_A_FORMAT),
            TextDamage.files(Originals.json(), SEED, OF_A_FORMAT))
        .flatMap(files -> files);
  }

  private static String column(ColumnSchema column) {
    return column.name() + " " + column.type().asCql(true, true);
  }

  /** How it ended: loaded, or the SQLState. */
  private String loaded(Connection connection, BadFile file, int number) throws Exception {
    Path path = folder.resolve(number + "-" + file.original().name());
    Files.write(path, file.bytes());
    Path errors = folder.resolve(number + "-errors");
    String options =
        switch (number % 3) {
          case 0 -> " WITH LEDGER=FALSE";
          case 1 -> " WITH LEDGER=FALSE AND MAXERRORS=1000";
          default -> " WITH LEDGER=FALSE AND MAXERRORS=1000 AND ERRFILE='" + errors + "'";
        };
    String what = file.kind() + " of " + file.original().name();
    long start = System.nanoTime();
    String outcome = "loaded";
    try (Statement statement = connection.createStatement()) {
      statement.execute("COPY t FROM '" + path + "'" + options);
      assertThat(file.checked() && file.original().name().endsWith(".parquet"))
          .as("loaded in spite of its checksum: " + what)
          .isFalse();
    } catch (SQLException e) {
      assertThat(e.getSQLState()).as(what).isNotNull();
      assertThat(e.getMessage()).as(what).isNotBlank().doesNotContain("unexpected");
      outcome = e.getSQLState();
    }
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    assertThat(millis).as(what).isLessThan(MOST_MILLIS);
    assertThat(connection.isValid(5)).as("the session after " + what).isTrue();
    Files.delete(path);
    return outcome;
  }
}
