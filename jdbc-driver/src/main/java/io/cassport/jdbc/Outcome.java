package io.cassport.jdbc;

/** One result of a statement; COPY has two, its rows and then its count. */
sealed interface Outcome {
  /** Rows, not read yet. */
  record Rows(RowSource source) implements Outcome {}

  /** An update count. */
  record Count(long rows) implements Outcome {}
}
