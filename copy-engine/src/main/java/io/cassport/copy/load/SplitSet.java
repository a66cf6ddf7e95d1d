package io.cassport.copy.load;

import io.cassport.format.ObjectReader;
import java.util.BitSet;
import java.util.List;

/**
 * Indexes of a file's splits as the ledger keeps them, such as {@code 5f21c07a:0-11,15}. What is
 * before the colon stands for how the file was read: read otherwise, its splits are others.
 */
final class SplitSet {
  private SplitSet() {}

  /** Stands for the way a file is read and the splits that come of it. */
  static String key(String reading, List<ObjectReader.Split> splits) {
    return Integer.toHexString((reading + splits).hashCode());
  }

  /** The text of some splits; empty for none. */
  static String text(String key, BitSet splits) {
    StringBuilder text = new StringBuilder();
    for (int first = splits.nextSetBit(0); first >= 0; ) {
      int end = splits.nextClearBit(first);
      text.append(text.isEmpty() ? "" : ",").append(first);
      if (end - first > 1) {
        text.append('-').append(end - 1);
      }
      first = splits.nextSetBit(end);
    }
    return text.isEmpty() ? "" : key + ":" + text;
  }

  /** The splits of a text, which may be null; none when the file was read otherwise then. */
  static BitSet parse(String text, String key) {
    BitSet splits = new BitSet();
    if (text == null || !text.startsWith(key + ":")) {
      return splits;
    }
    for (String range : text.substring(key.length() + 1).split(",", -1)) {
      int dash = range.indexOf('-');
      int first = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
      int last = Integer.parseInt(range.substring(dash + 1));
      splits.set(first, last + 1);
    }
    return splits;
  }
}
