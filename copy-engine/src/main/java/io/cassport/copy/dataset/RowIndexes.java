package io.cassport.copy.dataset;

/** The numbers 0, 1, 2, …, made once and shared: the selection of a whole batch. */
final class RowIndexes {
  private static volatile int[] indexes = new int[0];

  private RowIndexes() {}

  /** An array whose first elements are 0 to count-1. It must not be changed. */
  static int[] upTo(int count) {
    int[] known = indexes;
    if (known.length >= count) {
      return known;
    }
    int[] more = new int[Math.max(count, 8192)];
    for (int i = 0; i < more.length; i++) {
      more[i] = i;
    }
    indexes = more;
    return more;
  }
}
