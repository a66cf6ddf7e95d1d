package io.cassport.text.csv;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The cells of one record. What stands for something else (escapes, doubled quotes) is resolved in
 * place, in the record's own bytes.
 */
final class Cells {
  /** A record of more cells is none; what is behind them is not looked at. */
  static final int MOST = 100_000;

  private final CsvDialect dialect;
  private final byte[] delimiter;
  private final byte[] nullText;
  private byte[] data;
  private int end;
  private int count;
  private int[] starts = new int[16];
  private int[] ends = new int[16];
  private int[] rawStarts = new int[16];
  private boolean[] quoted = new boolean[16];
  private boolean[] nulls = new boolean[16];
  private String problem;

  /**
   * Makes it.
   *
   * @param nullText what a null is written as, in UTF-8
   */
  Cells(CsvDialect dialect, byte[] nullText) {
    this(dialect, nullText, StandardCharsets.UTF_8);
  }

  /** The same for records in another encoding than UTF-8. */
  Cells(CsvDialect dialect, byte[] nullText, Charset charset) {
    this.dialect = dialect;
    this.nullText = nullText;
    this.delimiter = dialect.delimiter(charset);
  }

  /** How many there are; more than {@link #MOST} only says that there are more. */
  int count() {
    return count;
  }

  /** The array that holds the cells. */
  byte[] data() {
    return data;
  }

  /** Where a cell's content begins. */
  int start(int cell) {
    return starts[cell];
  }

  /** How many bytes of content it has. */
  int length(int cell) {
    return ends[cell] - starts[cell];
  }

  /** Where a cell begins in the record, with its quotes. */
  int rawStart(int cell) {
    return rawStarts[cell];
  }

  /** True when the cell is in quotes. */
  boolean isQuoted(int cell) {
    return quoted[cell];
  }

  /** True when the cell is the text of null, not in quotes and as it stands in the record. */
  boolean isNull(int cell) {
    return nulls[cell];
  }

  /** A cell as text. */
  String text(int cell) {
    return new String(data, starts[cell], length(cell), StandardCharsets.UTF_8);
  }

  /** Why the record is none, as the end of a sentence, or null. */
  String problem() {
    return problem;
  }

  /** Takes a record apart. */
  void split(byte[] record, int from, int to) {
    data = record;
    end = to;
    count = 0;
    problem = null;
    int at = from;
    while (true) {
      at = cell(at);
      if (at == end || count > MOST) {
        return;
      }
      at += delimiter.length;
    }
  }

  /** Reads a cell; returns where its delimiter begins, or the record's end. */
  private int cell(int from) {
    if (count == starts.length) {
      grow();
    }
    rawStarts[count] = from;
    int at = from;
    if (dialect.trimSpace()) {
      while (at < end && isSpace(data[at]) && !isDelimiter(at)) {
        at++;
      }
    }
    boolean opens = dialect.quote() != CsvDialect.NONE && at < end && data[at] == dialect.quote();
    int next = opens ? quotedCell(at + 1) : plainCell(at);
    count++;
    return next;
  }

  private int plainCell(int from) {
    int escape = dialect.hasEscape() ? dialect.escape() : CsvDialect.NONE;
    int first = delimiter[0];
    int at = from;
    while (at < end && data[at] != escape && !(data[at] == first && isDelimiter(at))) {
      at++;
    }
    boolean escaped = at < end && data[at] == escape;
    while (at < end && !isDelimiter(at)) {
      at += data[at] == escape && at + 1 < end ? 2 : 1;
    }
    int to = trimmed(from, at);
    nulls[count] =
        to - from == nullText.length && Arrays.equals(data, from, to, nullText, 0, nullText.length);
    set(from, escaped ? resolve(from, to, escape) : to, false);
    return at;
  }

  private int trimmed(int from, int to) {
    int trimmed = to;
    while (dialect.trimSpace() && trimmed > from && isSpace(data[trimmed - 1])) {
      trimmed--;
    }
    return trimmed;
  }

  /** Takes the escapes out; returns the new end. */
  private int resolve(int from, int to, int escape) {
    int out = from;
    for (int i = from; i < to; i++) {
      if (data[i] == escape && i + 1 < to) {
        i++;
      }
      data[out++] = data[i];
    }
    return out;
  }

  private int quotedCell(int from) {
    int escape = dialect.hasEscape() ? dialect.escape() : CsvDialect.NONE;
    int quote = dialect.quote();
    int out = from;
    int at = from;
    while (at < end) {
      byte b = data[at];
      if (b == quote) {
        if (at + 1 < end && data[at + 1] == quote) {
          at++;
        } else {
          break;
        }
      } else if (b == escape && at + 1 < end) {
        at++;
      }
      data[out++] = data[at++];
    }
    nulls[count] = false;
    set(from, out, true);
    at = Math.min(end, at + 1);
    if (dialect.trimSpace()) {
      while (at < end && isSpace(data[at]) && !isDelimiter(at)) {
        at++;
      }
    }
    if (at < end && !isDelimiter(at)) {
      problem =
          "text follows the closing quote of cell "
              + (count + 1)
              + "; are DELIMITER, QUOTE and ESCAPE right?";
      while (at < end && !isDelimiter(at)) {
        if (data[at] == escape && at + 1 < end) {
          at++;
        }
        at++;
      }
    }
    return at;
  }

  private void set(int from, int to, boolean inQuotes) {
    starts[count] = from;
    ends[count] = to;
    quoted[count] = inQuotes;
  }

  private boolean isDelimiter(int at) {
    if (data[at] != delimiter[0] || end - at < delimiter.length) {
      return false;
    }
    return delimiter.length == 1
        || Arrays.equals(data, at, at + delimiter.length, delimiter, 0, delimiter.length);
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\t';
  }

  private void grow() {
    int capacity = starts.length * 2;
    starts = Arrays.copyOf(starts, capacity);
    ends = Arrays.copyOf(ends, capacity);
    rawStarts = Arrays.copyOf(rawStarts, capacity);
    quoted = Arrays.copyOf(quoted, capacity);
    nulls = Arrays.copyOf(nulls, capacity);
  }
}
