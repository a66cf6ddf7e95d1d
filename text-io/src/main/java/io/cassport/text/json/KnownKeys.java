package io.cassport.text.json;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which keys of rows have been seen, found without reading the rows' values: most rows have the
 * same keys in the same order.
 */
final class KnownKeys {
  /** Rows that each have keys of their own are read whole, which costs less than a long list. */
  private static final int MOST = 10_000;

  private final List<byte[]> inOrder = new ArrayList<>();
  private final Set<ByteBuffer> all = new HashSet<>();
  private int expected;

  /** True when every key of a row, as it is written, has been learnt. */
  boolean containsAll(byte[] data, int from, int to) {
    expected = 0;
    return walk(data, from, to, false);
  }

  /** Remembers the keys of a row. */
  void learn(byte[] data, int from, int to) {
    if (all.size() < MOST) {
      walk(data, from, to, true);
    }
  }

  private boolean walk(byte[] data, int from, int to, boolean learn) {
    int depth = 0;
    boolean keyNext = false;
    for (int i = from; i < to; i++) {
      switch (data[i]) {
        case '"' -> {
          int end = endOfString(data, i + 1, to);
          if (depth == 1 && keyNext) {
            keyNext = false;
            if (learn) {
              add(data, i + 1, end);
            } else if (!isKnown(data, i + 1, end)) {
              return false;
            }
          }
          i = end;
        }
        case '{', '[' -> {
          depth++;
          keyNext = depth == 1;
        }
        case '}', ']' -> depth--;
        case ',' -> keyNext = depth == 1;
        default -> {
          // part of a value
        }
      }
    }
    return true;
  }

  /** Where the quote is that ends a string, or the row's end. */
  private static int endOfString(byte[] data, int from, int to) {
    int i = from;
    while (i < to && data[i] != '"') {
      i += data[i] == '\\' ? 2 : 1;
    }
    return Math.min(i, to);
  }

  private boolean isKnown(byte[] data, int from, int to) {
    if (expected < inOrder.size()) {
      byte[] next = inOrder.get(expected++);
      if (Arrays.equals(next, 0, next.length, data, from, to)) {
        return true;
      }
    }
    if (!all.contains(ByteBuffer.wrap(data, from, to - from))) {
      return false;
    }
    // others follow this one where they have followed it before
    for (int i = 0; i < inOrder.size(); i++) {
      byte[] key = inOrder.get(i);
      if (Arrays.equals(key, 0, key.length, data, from, to)) {
        expected = i + 1;
        break;
      }
    }
    return true;
  }

  private void add(byte[] data, int from, int to) {
    byte[] key = Arrays.copyOfRange(data, from, to);
    if (all.add(ByteBuffer.wrap(key))) {
      inOrder.add(key);
    }
  }
}
