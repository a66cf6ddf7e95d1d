package io.cassport.copy.scan;

/**
 * How many rows to ask for: few at first, for nobody knows yet how large they are and the first of
 * them are waited for; then as many as keep a page's bytes within bounds.
 */
final class PageSize {
  private static final int FIRST_ROWS = 100;
  private static final int MOST_BYTES = 4 << 20;

  private final int mostRows;
  private int rows;

  /**
   * Makes it.
   *
   * @param mostRows of a page, whatever their size
   */
  PageSize(int mostRows) {
    this.mostRows = mostRows;
    this.rows = Math.min(FIRST_ROWS, mostRows);
  }

  /** The rows to ask for next; at least 1. */
  int rows() {
    return rows;
  }

  /** Learns from a page. */
  void follow(int pageRows, int pageBytes) {
    if (pageRows > 0) {
      long fitting = (long) MOST_BYTES * pageRows / Math.max(1, pageBytes);
      rows = (int) Math.max(1, Math.min(mostRows, fitting));
    }
  }
}
