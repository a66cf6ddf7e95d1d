package io.cassport.jdbc;

/** Rows that are all here and can be gone to in any order. */
interface ScrollableRows extends RowSource {
  int size();

  /**
   * Makes a row the current one.
   *
   * @param index from 0, below the size
   */
  void moveTo(int index);
}
