package io.cassport.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The choices of a run.
 *
 * @param rows of the table of eleven columns
 * @param rounds how often each job runs
 * @param minutes that the whole may take; the jobs of other tables run in fewer rounds to keep it
 * @param heap of the children, as -Xmx takes it
 * @param jvmOptions further options of the children's JVMs
 * @param serverHeap of each node
 * @param flights the Parquet file of the flights, if there is one
 * @param work where files and logs go
 * @param keep true when server data and files stay for the next run
 */
record Settings(
    long rows,
    int rounds,
    int minutes,
    String heap,
    List<String> jvmOptions,
    String serverHeap,
    Optional<Path> flights,
    Path work,
    boolean keep) {
  private static final long MOST_ENCODED = 100_000;

  /** Rows of the smaller table, for what is slow and for warming up. */
  long smallRows() {
    return Math.max(1, rows / 10);
  }

  /** Rows of a measured import. */
  long loadRows() {
    return Math.max(1, rows / 4);
  }

  /** Rows that are encoded and decoded in memory. */
  long encodedRows() {
    return Math.max(1, Math.min(MOST_ENCODED, rows));
  }

  Path files() {
    return work.resolve("files");
  }

  Path output() {
    return work.resolve("output");
  }

  Path logs() {
    return work.resolve("logs");
  }
}
