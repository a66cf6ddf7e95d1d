package io.cassport.text.csv;

import io.cassport.text.BadEncodingException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.Arrays;

/**
 * Finds records: lines, except that a line that ends inside quotes, or behind an escape, goes on.
 * Empty lines and comments are no records. It works on the bytes of any encoding in which the bytes
 * of ASCII are only ever ASCII's.
 */
final class RecordReader implements Closeable {
  private static final int FIRST_BUFFER = 256 << 10;

  /** A record is in memory several times: its bytes, while they grow, and its cells. */
  private static final int SHARE_OF_HEAP = 8;

  private static final int CELL_START = 0;
  private static final int IN_CELL = 1;
  private static final int IN_QUOTES = 2;
  private static final int AFTER_QUOTE = 3;
  private static final int ESCAPED = 4;
  private static final int ESCAPED_IN_QUOTES = 5;
  private static final int IN_COMMENT = 6;
  private static final int SPACE_AFTER_QUOTE = 7;

  private final InputStream in;
  private final EncodingCheck check;
  private final byte[] delimiter;
  private final CsvDialect dialect;
  private final int escape;
  private final int mostBytes;
  private final boolean[] plainInCell = new boolean[256];
  private final boolean[] plainInQuotes = new boolean[256];

  private byte[] buffer = new byte[FIRST_BUFFER];
  private int start;
  private int position;
  private int limit;
  private boolean inEnded;
  private long bufferOffset;
  private long discarded;

  private int end;
  private long recordLine;
  private long line;
  private long quoteLine;
  private boolean unterminated;

  /**
   * Makes it.
   *
   * @param in the text from the beginning of a line on; closed with this
   * @param charset of the bytes
   * @param offset of the first byte, for positions
   * @param line its number, from 1
   * @param mostBytes of a record, or a share of the heap if that is less; of a longer one only its
   *     size is known
   * @param check of the bytes, or null when they have been checked before
   */
  RecordReader(
      InputStream in,
      Charset charset,
      CsvDialect dialect,
      long offset,
      long line,
      long mostBytes,
      EncodingCheck check) {
    this.in = in;
    this.check = check;
    this.dialect = dialect;
    this.delimiter = dialect.delimiter(charset);
    this.escape = dialect.hasEscape() ? dialect.escape() : CsvDialect.NONE;
    this.bufferOffset = offset;
    this.line = line;
    long share = Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP;
    this.mostBytes = (int) Math.min(mostBytes, Math.min(share, Integer.MAX_VALUE / 2));
    Arrays.fill(plainInCell, true);
    Arrays.fill(plainInQuotes, true);
    for (int special : new int[] {'\n', '\r', escape}) {
      if (special != CsvDialect.NONE) {
        plainInCell[special] = false;
        plainInQuotes[special] = false;
      }
    }
    plainInCell[delimiter[0] & 0xff] = false;
    if (dialect.quote() != CsvDialect.NONE) {
      plainInQuotes[dialect.quote()] = false;
    }
  }

  /** The array that holds the record; valid until the next one is looked for. */
  byte[] data() {
    return buffer;
  }

  /** Where the record begins in {@link #data()}. */
  int start() {
    return start;
  }

  /** Where it ends, before the end of its line. */
  int end() {
    return end;
  }

  /** Where the record begins in the text. */
  long offset() {
    return bufferOffset + start - discarded;
  }

  /** Where the text goes on behind the record and the end of its line. */
  long nextOffset() {
    return bufferOffset + position;
  }

  /** The number of the record's first line, from 1. */
  long line() {
    return recordLine;
  }

  /** The bytes of the record, also of one that is too long. */
  long length() {
    return end - start + discarded;
  }

  /** True when the record is longer than the reader keeps; its bytes are not there then. */
  boolean isTooLong() {
    return length() > mostBytes;
  }

  /** True when the text ended inside the record's quotes. */
  boolean isUnterminated() {
    return unterminated;
  }

  /** The line in which the last quotes were opened. */
  long quoteLine() {
    return quoteLine;
  }

  /**
   * Moves on to the next record.
   *
   * @return false at the end
   */
  boolean next() throws IOException {
    while (true) {
      start = position;
      discarded = 0;
      recordLine = line;
      if (!find()) {
        return false;
      }
      if (end > start || discarded > 0) {
        return true;
      }
    }
  }

  /** Finds the end of what begins here; a comment is found as an empty line. */
  private boolean find() throws IOException {
    if (position == limit && !fill()) {
      return false;
    }
    int state = CELL_START;
    if (dialect.comment() != CsvDialect.NONE && buffer[position] == dialect.comment()) {
      state = IN_COMMENT;
    }
    unterminated = false;
    while (true) {
      if (position == limit && !fill()) {
        end = state == IN_COMMENT ? start : limit;
        unterminated = state == IN_QUOTES || state == ESCAPED_IN_QUOTES;
        return true;
      }
      boolean[] plain = state == IN_CELL ? plainInCell : state == IN_QUOTES ? plainInQuotes : null;
      if (plain != null) {
        int at = position;
        while (at < limit && plain[buffer[at] & 0xff]) {
          at++;
        }
        position = at;
        if (at == limit) {
          continue;
        }
      }
      int b = buffer[position];
      if ((b == '\n' || b == '\r') && state < IN_QUOTES
          || (b == '\n' || b == '\r') && (state == AFTER_QUOTE || state >= IN_COMMENT)) {
        end = state == IN_COMMENT ? start : position;
        endLine();
        return true;
      }
      state = step(state, b);
    }
  }

  /** The state behind a byte, or behind the delimiter that begins with it. */
  private int step(int state, int b) throws IOException {
    return switch (state) {
      case IN_COMMENT -> passOver(IN_COMMENT);
      case ESCAPED -> takeCharacter(IN_CELL);
      case ESCAPED_IN_QUOTES -> takeCharacter(IN_QUOTES);
      case IN_QUOTES -> {
        if (b == escape) {
          yield passOver(ESCAPED_IN_QUOTES);
        }
        yield b == dialect.quote() ? passOver(AFTER_QUOTE) : takeCharacter(IN_QUOTES);
      }
      default -> stepOutside(state, b);
    };
  }

  private int stepOutside(int state, int b) throws IOException {
    if (b == dialect.quote() && state == AFTER_QUOTE) {
      return passOver(IN_QUOTES); // a doubled quote
    }
    if (b == dialect.quote() && state == CELL_START) {
      quoteLine = line;
      return passOver(IN_QUOTES);
    }
    if (b == escape && (state == CELL_START || state == IN_CELL)) {
      return passOver(ESCAPED);
    }
    if (atDelimiter()) {
      position += delimiter.length;
      return CELL_START;
    }
    position++;
    boolean trimmed = dialect.trimSpace() && (b == ' ' || b == '\t') && state != IN_CELL;
    if (!trimmed) {
      return IN_CELL;
    }
    return state == CELL_START ? CELL_START : SPACE_AFTER_QUOTE;
  }

  private int passOver(int next) {
    position++;
    return next;
  }

  private boolean atDelimiter() throws IOException {
    if (buffer[position] != delimiter[0]) {
      return false;
    }
    while (limit - position < delimiter.length) {
      if (!fill()) {
        return false;
      }
    }
    return Arrays.equals(
        buffer, position, position + delimiter.length, delimiter, 0, delimiter.length);
  }

  /** Passes over a byte, counting the line that may end with it. */
  private int takeCharacter(int next) throws IOException {
    if (buffer[position] == '\n' || buffer[position] == '\r') {
      endLine();
    } else {
      position++;
    }
    return next;
  }

  /** Passes over the end of a line: LF, CR LF or CR. */
  private void endLine() throws IOException {
    boolean carriageReturn = buffer[position++] == '\r';
    line++;
    if (!carriageReturn) {
      return;
    }
    int endOffset = end;
    if (position == limit) {
      long before = bufferOffset;
      if (!fill()) {
        return;
      }
      end = endOffset - (int) (bufferOffset - before);
    }
    if (buffer[position] == '\n') {
      position++;
    }
  }

  /** Reads more behind what is there; false at the end. */
  private boolean fill() throws IOException {
    if (inEnded) {
      return false;
    }
    if (limit - start > mostBytes) {
      // only the size of a record that is too long is kept
      discarded += position - start;
      start = position;
    }
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, limit - start);
      bufferOffset += start;
      position -= start;
      limit -= start;
      end -= start;
      start = 0;
    }
    if (limit == buffer.length) {
      buffer = Arrays.copyOf(buffer, (int) Math.min(Integer.MAX_VALUE - 16, limit * 2L));
    }
    try {
      int read = in.read(buffer, limit, buffer.length - limit);
      if (read < 0) {
        inEnded = true;
        if (check != null) {
          check.end();
        }
        return false;
      }
      if (check != null) {
        check.next(buffer, limit, read);
      }
      limit += read;
      return true;
    } catch (BadEncodingException e) {
      throw new BadTextException(e, line + linesLeft(e));
    }
  }

  /** The lines that end between here and the first bad byte. */
  private long linesLeft(BadEncodingException bad) {
    long lines = 0;
    long until = check == null ? limit : Math.min(buffer.length, bad.offset() - bufferOffset);
    for (int i = position; i < until; i++) {
      if (buffer[i] == '\n') {
        lines++;
      }
    }
    return lines;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
