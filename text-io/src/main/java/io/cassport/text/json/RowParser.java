package io.cassport.text.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * One Jackson parser for many rows, so that it keeps the names that it knows. It is made again only
 * after a row that it did not read to its end.
 */
final class RowParser {
  private final Window window = new Window();
  private JsonParser parser;
  private long rowStart;

  /** Goes to the first token of a row; what was left of the row before is dropped. */
  JsonParser begin(byte[] data, int from, int to) throws IOException {
    if (parser == null) {
      window.served = 0;
      window.show(data, from, to);
      rowStart = 0;
      parser = JsonParsers.FACTORY.createParser(window);
    } else {
      rowStart = window.served;
      window.show(data, from, to);
    }
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      JsonParser abandoned = parser;
      parser = null;
      return abandoned;
    }
    return parser;
  }

  /** The row is not read any further; the parser can be used until the next row. */
  void abandon() {
    parser = null;
  }

  /** True when the row has ended with the token that the parser is at. */
  boolean isAtEnd() throws IOException {
    boolean atEnd =
        parser.releaseBuffered(OutputStream.nullOutputStream()) <= 0
            && window.position == window.end;
    if (!atEnd) {
      parser = null;
    }
    return atEnd;
  }

  /** Where in the row something was found malformed, in bytes from its beginning. */
  int offset(JsonProcessingException e) {
    long offset = e.getLocation() == null ? -1 : e.getLocation().getByteOffset();
    return (int) Math.max(0, offset - rowStart);
  }

  /** The bytes of one row, then those of the next. */
  private static final class Window extends InputStream {
    private byte[] data = new byte[0];
    private int position;
    private int end;
    private long served;

    void show(byte[] array, int from, int to) {
      data = array;
      position = from;
      end = to;
    }

    @Override
    public int read() {
      if (position == end) {
        return -1;
      }
      served++;
      return data[position++] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (position == end) {
        return -1;
      }
      int count = Math.min(length, end - position);
      System.arraycopy(data, position, target, offset, count);
      position += count;
      served += count;
      return count;
    }
  }
}
