package io.cassport.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.sql.SQLException;

/** The streams that programs set as parameters, read when they are set. Null stays null. */
final class Streams {
  /** As a length: to the stream's end. */
  static final long ALL = -1;

  private Streams() {}

  /**
   * The bytes of a stream.
   *
   * @param length how many, or {@link #ALL}
   * @throws SQLException 22003 when the length is negative otherwise, 22018 when the stream ends
   *     before or cannot be read
   */
  static byte[] bytes(InputStream in, long length) throws SQLException {
    check(length);
    if (in == null) {
      return null;
    }
    try {
      byte[] bytes = length == ALL ? in.readAllBytes() : in.readNBytes(Positions.asInt(length));
      checkRead(bytes.length, length);
      return bytes;
    } catch (IOException e) {
      throw Errors.data("the stream of a parameter cannot be read: " + e, "22018", e);
    }
  }

  /** The text of a stream of bytes; 22018 when they are no text of the charset. */
  static String text(InputStream in, long length, Charset charset) throws SQLException {
    byte[] bytes = bytes(in, length);
    return bytes == null ? null : Ascii.text(bytes, charset, "the stream of a parameter");
  }

  /** The text of a reader; the length is in chars. */
  static String text(Reader in, long length) throws SQLException {
    check(length);
    if (in == null) {
      return null;
    }
    StringBuilder text = new StringBuilder();
    char[] chunk = new char[8192];
    try {
      while (length == ALL || text.length() < length) {
        int wanted =
            length == ALL ? chunk.length : (int) Math.min(chunk.length, length - text.length());
        int read = in.read(chunk, 0, wanted);
        if (read < 0) {
          break;
        }
        text.append(chunk, 0, read);
      }
    } catch (IOException e) {
      throw Errors.data("the reader of a parameter cannot be read: " + e, "22018", e);
    }
    checkRead(text.length(), length);
    return text.toString();
  }

  private static void check(long length) throws SQLException {
    if (length < ALL) {
      throw Errors.data("the length " + length + " of a stream is negative", "22003");
    }
  }

  private static void checkRead(int read, long length) throws SQLException {
    if (length != ALL && read < length) {
      throw Errors.data("the stream of a parameter ended after " + read + " of " + length, "22018");
    }
  }
}
