package io.cassport.text.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;

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

  /** What Jackson has found in the row that it was given last, with its place. */
  Damage damage(RecordStream row, JsonProcessingException e) {
    parser = null;
    String reason = JsonParsers.reason(e);
    long offset = e.getLocation() == null ? -1 : e.getLocation().getByteOffset();
    int at = row.from() + (int) Math.max(0, offset - rowStart);
    return row.damage(reason, reason.contains("UTF-8") ? firstNotUtf8(row) : at);
  }

  /** Jackson tells a place near it. */
  private static int firstNotUtf8(RecordStream row) {
    ByteBuffer bytes = ByteBuffer.wrap(row.data(), row.from(), row.to() - row.from());
    CharBuffer chars = CharBuffer.allocate(1 << 12);
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    while (decoder.decode(bytes, chars, true).isOverflow()) {
      chars.clear();
    }
    return bytes.position();
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
