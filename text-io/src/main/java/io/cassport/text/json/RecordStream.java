package io.cassport.text.json;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Finds where rows begin and end: as lines, or as objects that stand one after the other, in arrays
 * or not. What is between the beginning and the end it does not check.
 */
final class RecordStream implements AutoCloseable {
  /** Where to begin: the place of a row in the uncompressed bytes, and what it is part of. */
  record Start(long offset, long line, boolean inArray) {}

  private static final int SMALLEST_BUFFER = 64 << 10;

  /** A row, its characters, its bytes and the next batch are in memory at once. */
  private static final int SHARE_OF_HEAP = 16;

  private final InputStream in;
  private final boolean lines;
  private final int largest;
  private byte[] data = new byte[SMALLEST_BUFFER];
  private int limit;
  private int position;
  private long base;
  private long line;
  private long lineStart;
  private boolean inArray;
  private boolean afterValue;
  private boolean afterComma;
  private int from;
  private int to;
  private long recordLine;
  private long recordLineStart;
  private boolean recordInArray;

  /**
   * Makes one.
   *
   * @param in at the place where to start; closed with this
   * @param lines whether each line is a row
   */
  RecordStream(InputStream in, boolean lines, Start start) {
    this.in = in;
    this.lines = lines;
    this.base = start.offset();
    this.line = start.line();
    this.lineStart = start.offset();
    this.inArray = start.inArray();
    this.largest = largestRow();
  }

  static int largestRow() {
    long share = Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP;
    return (int) Math.max(4 << 20, Math.min(256 << 20, share));
  }

  /** Moves to the next row; false at the end. */
  boolean next() throws IOException {
    return lines ? nextLine() : nextValue();
  }

  /** The array that holds the row. */
  byte[] data() {
    return data;
  }

  /** Where the row begins in the array. */
  int from() {
    return from;
  }

  /** Where it ends. */
  int to() {
    return to;
  }

  /** Where a stream has to start to find this row first. */
  Start start() {
    return new Start(base + from, recordLine, recordInArray);
  }

  /** Where the row ends in the object. */
  long end() {
    return base + to;
  }

  /** The number of the line that the row begins in, from 1. */
  long line() {
    return recordLine;
  }

  /** The damage at a place of the row. */
  Damage damage(String what, int at) {
    long atLine = recordLine;
    long start = recordLineStart;
    for (int i = from; i < Math.min(at, limit); i++) {
      if (data[i] == '\n') {
        atLine++;
        start = base + i + 1;
      }
    }
    return new Damage(what, atLine, base + at - start + 1, base + at);
  }

  private boolean nextLine() throws IOException {
    while (true) {
      int start = position;
      int end = start;
      while (true) {
        while (end < limit && data[end] != '\n') {
          end++;
        }
        if (end < limit) {
          break;
        }
        int scanned = end - start;
        from = start;
        boolean more = fill();
        start = from;
        end = start + scanned;
        if (!more) {
          break;
        }
      }
      boolean last = end == limit;
      if (last && start == end) {
        return false;
      }
      mark(start);
      position = last ? end : end + 1;
      from = start;
      to = end;
      if (!last) {
        line++;
        lineStart = base + position;
      }
      while (to > from && isSpace(data[to - 1])) {
        to--;
      }
      while (from < to && isSpace(data[from])) {
        from++;
      }
      if (from < to) {
        return true;
      }
    }
  }

  private void mark(int start) {
    from = start;
    recordLine = line;
    recordLineStart = lineStart;
    recordInArray = inArray;
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\t' || b == '\r' || b == '\n';
  }

  private boolean nextValue() throws IOException {
    while (true) {
      int next = nextVisible();
      mark(position);
      if (next < 0) {
        if (inArray) {
          throw damage("the array is not closed", position);
        }
        return false;
      }
      if (!inArray) {
        if (next == '[') {
          inArray = true;
          afterValue = false;
          afterComma = false;
          position++;
        } else if (next == '{') {
          frame();
          return true;
        } else {
          throw damage(described(next) + " where an object or an array should begin", position);
        }
      } else if (afterValue) {
        if (next == ']') {
          inArray = false;
        } else if (next == ',') {
          afterValue = false;
          afterComma = true;
        } else {
          throw damage(described(next) + " where a comma or the array's end should be", position);
        }
        position++;
      } else if (next == ']' && !afterComma) {
        inArray = false;
        position++;
      } else {
        frame();
        afterValue = true;
        afterComma = false;
        return true;
      }
    }
  }

  private static String described(int b) {
    return b > 0x20 && b < 0x7f
        ? "there is '" + (char) b + "'"
        : String.format("there is the byte 0x%02x", b);
  }

  /** The next byte that is no white space, not consumed; -1 at the end. */
  private int nextVisible() throws IOException {
    while (true) {
      for (; position < limit; position++) {
        byte b = data[position];
        if (b == '\n') {
          line++;
          lineStart = base + position + 1;
        } else if (!isSpace(b)) {
          return b & 0xff;
        }
      }
      from = position;
      if (!fill()) {
        return -1;
      }
    }
  }

  /** Moves over one value. */
  private void frame() throws IOException {
    byte first = data[position];
    if (first == '{' || first == '[') {
      frameNested();
    } else {
      frameScalar(first == '"');
    }
    to = position;
  }

  private void frameNested() throws IOException {
    int depth = 0;
    boolean inString = false;
    boolean escaped = false;
    while (true) {
      requireByte();
      byte b = data[position++];
      if (b == '\n') {
        line++;
        lineStart = base + position;
      }
      if (inString) {
        if (escaped) {
          escaped = false;
        } else if (b == '\\') {
          escaped = true;
        } else if (b == '"') {
          inString = false;
        }
      } else if (b == '"') {
        inString = true;
      } else if (b == '{' || b == '[') {
        depth++;
      } else if ((b == '}' || b == ']') && --depth == 0) {
        return;
      }
    }
  }

  /** No row, but where it ends has to be known to find the next one. */
  private void frameScalar(boolean string) throws IOException {
    boolean escaped = false;
    position++;
    while (true) {
      requireByte();
      byte b = data[position];
      if (!string && (b == ',' || b == ']' || isSpace(b))) {
        return;
      }
      position++;
      if (string && b == '"' && !escaped) {
        return;
      }
      escaped = string && b == '\\' && !escaped;
    }
  }

  private void requireByte() throws IOException {
    if (position == limit && !fill()) {
      to = limit;
      throw new EndInRow(damage("it stops in the middle of a row", limit).getMessage());
    }
  }

  /** The object ends in a row, which from and to then show as far as it is there. */
  static final class EndInRow extends IOException {
    private static final long serialVersionUID = 1L;

    EndInRow(String message) {
      super(message);
    }
  }

  /** Reads more behind what is kept, which begins at {@link #from}; false at the end. */
  private boolean fill() throws IOException {
    if (from > 0) {
      System.arraycopy(data, from, data, 0, limit - from);
      limit -= from;
      position -= from;
      base += from;
      from = 0;
    }
    if (limit == data.length) {
      if (limit >= largest) {
        throw damage("a row has more than " + largest + " bytes, more than is read at once", 0);
      }
      data = Arrays.copyOf(data, (int) Math.min(largest, data.length * 2L));
    }
    int read = in.read(data, limit, data.length - limit);
    if (read <= 0) {
      return false;
    }
    limit += read;
    return true;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
