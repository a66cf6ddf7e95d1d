package io.cassport.copy.load;

import java.util.BitSet;

/** Indexes of a file's splits as the ledger keeps them, such as {@code 0-11,15}. */
final class SplitSet {
  private SplitSet() {}

  /** The text of some splits; empty for none. */
  static String text(BitSet splits) {
    StringBuilder text = new StringBuilder();
    for (int first = splits.nextSetBit(0); first >= 0; ) {
      int end = splits.nextClearBit(first);
      text.append(text.isEmpty() ? "" : ",").append(first);
      if (end - first > 1) {
        text.append('-').append(end - 1);
      }
      first = splits.nextSetBit(end);
    }
    return text.toString();
  }

  /** The splits of a text, which may be null; what is not there any more is left out. */
  static BitSet parse(String text, int count) {
    BitSet splits = new BitSet();
    if (text == null || text.isEmpty()) {
      return splits;
    }
    for (String range : text.split(",", -1)) {
      int dash = range.indexOf('-');
      int first = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
      int last = Integer.parseInt(range.substring(dash + 1));
      splits.set(first, last + 1);
    }
    splits.clear(count, Math.max(count, splits.length()));
    return splits;
  }
}
