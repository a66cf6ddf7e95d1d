package io.cassport.parquet.encoding;

/**
 * Whether a chunk's values go into a dictionary. They do as long as the dictionary is small, and
 * each page is smaller with it, what the page adds to the dictionary counted in. (parquet-java asks
 * that of the first page only, and gives up the page in which the dictionary becomes too large.)
 */
final class DictionaryUse {
  /** Row groups in which a column that had no use for a dictionary does not try again. */
  private static final int GROUPS_WITHOUT = 7;

  /** A page of large values could make the dictionary larger than any page should be. */
  private static final int GROWTH_IN_A_PAGE = 2;

  private final boolean wanted;
  private final int mostBytes;
  private boolean on;
  private int groupsWithout;

  /** The entries that pages refer to: those of a page that was given up are not among them. */
  private int entriesUsed;

  private long bytesUsed;

  DictionaryUse(boolean wanted, int mostBytes) {
    this.wanted = wanted;
    this.mostBytes = mostBytes;
  }

  /** Begins a chunk. */
  void begin() {
    entriesUsed = 0;
    bytesUsed = 0;
    on = wanted && groupsWithout == 0;
    groupsWithout = Math.max(0, groupsWithout - 1);
  }

  boolean isOn() {
    return on;
  }

  /** True when not even the page that is being filled can be kept. */
  boolean isTooLarge(long dictionaryBytes) {
    return dictionaryBytes > (long) mostBytes * GROWTH_IN_A_PAGE;
  }

  /** True when the page that ends is smaller with the dictionary. */
  boolean saves(long indexBytes, long dictionaryBytes, long plainBytes) {
    return indexBytes + dictionaryBytes - bytesUsed < plainBytes;
  }

  /** A page that ends refers to so many entries. */
  void use(int entries, long dictionaryBytes) {
    entriesUsed = entries;
    bytesUsed = dictionaryBytes;
    if (dictionaryBytes > mostBytes) {
      on = false;
    }
  }

  /** The rest of the chunk does without. */
  void giveUp() {
    on = false;
    if (entriesUsed == 0) {
      groupsWithout = GROUPS_WITHOUT;
    }
  }

  int entriesUsed() {
    return entriesUsed;
  }
}
