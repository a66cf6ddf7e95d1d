package io.cassport.jdbc;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.Clob;
import java.sql.NClob;
import java.sql.SQLException;

/** Text as java.sql.Clob and NClob, in memory; positions count from 1. Not thread-safe. */
final class MemoryClob implements NClob {
  private String text;

  MemoryClob(String text) {
    this.text = text;
  }

  private String open() throws SQLException {
    String all = text;
    if (all == null) {
      throw Errors.state("the Clob is freed");
    }
    return all;
  }

  @Override
  public long length() throws SQLException {
    return open().length();
  }

  @Override
  public String getSubString(long position, int length) throws SQLException {
    String all = open();
    int from = Positions.start(position, all.length(), "the Clob");
    return all.substring(from, from + Positions.length(length, all.length() - from));
  }

  @Override
  public Reader getCharacterStream() throws SQLException {
    return new StringReader(open());
  }

  @Override
  public Reader getCharacterStream(long position, long length) throws SQLException {
    return new StringReader(
        getSubString(position, Positions.exact(position, length, open().length(), "the Clob")));
  }

  @Override
  public InputStream getAsciiStream() throws SQLException {
    return new ByteArrayInputStream(Ascii.bytes(open(), "the Clob"));
  }

  @Override
  public long position(String pattern, long start) throws SQLException {
    String all = open();
    if (pattern == null) {
      throw Errors.data("the text to look for in the Clob is null", "22018");
    }
    int found = all.indexOf(pattern, Positions.start(start, all.length(), "the Clob"));
    return found < 0 ? -1 : found + 1L;
  }

  @Override
  public long position(Clob pattern, long start) throws SQLException {
    return position(
        pattern == null ? null : pattern.getSubString(1, Positions.asInt(pattern.length())), start);
  }

  @Override
  public int setString(long position, String value) throws SQLException {
    return setString(position, value, 0, value == null ? 0 : value.length());
  }

  @Override
  public int setString(long position, String value, int offset, int length) throws SQLException {
    String all = open();
    if (value == null || offset < 0 || length < 0 || length > value.length() - offset) {
      throw Errors.data("the text to write into the Clob is not there", "22018");
    }
    int from = Positions.start(position, all.length(), "the Clob");
    text = overwritten(all, from, value.substring(offset, offset + length));
    return length;
  }

  private static String overwritten(String all, int from, String value) {
    int end = from + value.length();
    return all.substring(0, from) + value + (end < all.length() ? all.substring(end) : "");
  }

  /** What is written is in the Clob when the stream is closed or flushed. */
  @Override
  public OutputStream setAsciiStream(long position) throws SQLException {
    int from = Positions.start(position, open().length(), "the Clob");
    return new ByteArrayOutputStream() {
      @Override
      public void flush() {
        text = overwritten(text == null ? "" : text, from, toString(StandardCharsets.US_ASCII));
      }

      @Override
      public void close() {
        flush();
      }
    };
  }

  /** What is written is in the Clob when the writer is closed or flushed. */
  @Override
  public Writer setCharacterStream(long position) throws SQLException {
    int from = Positions.start(position, open().length(), "the Clob");
    return new StringWriter() {
      @Override
      public void flush() {
        text = overwritten(text == null ? "" : text, from, toString());
      }

      @Override
      public void close() {
        flush();
      }
    };
  }

  @Override
  public void truncate(long length) throws SQLException {
    String all = open();
    if (length < 0 || length > all.length()) {
      throw Errors.data("the Clob has " + all.length() + " characters, not " + length, "22003");
    }
    text = all.substring(0, (int) length);
  }

  @Override
  public void free() {
    text = null;
  }
}
