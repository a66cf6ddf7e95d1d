package io.cassport.jdbc.faults;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * The rows that must survive: of each the number says all its cells. Partitions have rows 0 to 99;
 * what is written meanwhile has greater clustering keys.
 */
final class KnownRows {
  static final boolean SOAK = Boolean.getBoolean("cassport.soak");

  /** Of each partition; the clustering keys from here on are of rows that came later. */
  static final int CLUSTERINGS = 100;

  /** Rows in a row group of the source. */
  static final int ROW_GROUP = 2_000;

  static final String COLUMNS = "p int, c int, n bigint, v text, PRIMARY KEY (p, c)";

  private KnownRows() {}

  static int partitions() {
    return SOAK ? 10_000 : 600;
  }

  static long count() {
    return (long) partitions() * CLUSTERINGS;
  }

  static long number(int p, int c) {
    return ((long) p * CLUSTERINGS + c) * 0x9E3779B97F4A7C15L;
  }

  static String text(int p, int c) {
    return "row " + c + " of " + p;
  }

  /**
   * The Parquet file of the known rows; its making has filled the table {@code t} of the keyspaces
   * {@code faults2} and {@code faults3}, which have so many replicas.
   */
  static Path source() {
    return Made.SOURCE;
  }

  private static final class Made {
    static final Path SOURCE = make();

    private static Path make() {
      try {
        Path folder = Files.createDirectories(Path.of("target", "known-rows").toAbsolutePath());
        Path source = folder.resolve("source.parquet");
        Path text = folder.resolve("known.csv");
        write(text);
        for (int replicas = 2; replicas <= 3; replicas++) {
          String keyspace = "faults" + replicas;
          ThreeNodes.makeKeyspace(keyspace, replicas);
          try (Connection connection = ThreeNodes.connect(keyspace)) {
            ThreeNodes.run(
                connection,
                "CREATE TABLE t (" + COLUMNS + ")",
                "COPY t FROM '"
                    + text
                    + "' WITH HEADER=TRUE AND CONSISTENCY=ALL AND LEDGER=FALSE AND CONCURRENCY=32",
                "COPY t TO '"
                    + source
                    + "' WITH OVERWRITE=TRUE AND CONCURRENCY=1 AND CHUNKSIZE="
                    + ROW_GROUP);
          }
        }
        return source;
      } catch (SQLException | IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static void write(Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("p,c,n,v\n");
      for (int p = 0; p < partitions(); p++) {
        for (int c = 0; c < CLUSTERINGS; c++) {
          out.write(p + "," + c + "," + number(p, c) + "," + text(p, c) + "\n");
        }
      }
    }
  }
}
