package io.cassport.jdbc;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Blob;
import java.sql.SQLException;
import java.util.Arrays;

/** Bytes as java.sql.Blob, in memory; positions count from 1. Not thread-safe. */
final class MemoryBlob implements Blob {
  private byte[] bytes;

  /** Takes the array over. */
  MemoryBlob(byte[] bytes) {
    this.bytes = bytes;
  }

  private byte[] open() throws SQLException {
    byte[] all = bytes;
    if (all == null) {
      throw Errors.state("the Blob is freed");
    }
    return all;
  }

  @Override
  public long length() throws SQLException {
    return open().length;
  }

  @Override
  public byte[] getBytes(long position, int length) throws SQLException {
    byte[] all = open();
    int from = Positions.start(position, all.length, "the Blob");
    return Arrays.copyOfRange(all, from, from + Positions.length(length, all.length - from));
  }

  @Override
  public InputStream getBinaryStream() throws SQLException {
    return new ByteArrayInputStream(open());
  }

  @Override
  public InputStream getBinaryStream(long position, long length) throws SQLException {
    return new ByteArrayInputStream(
        getBytes(position, Positions.exact(position, length, open().length, "the Blob")));
  }

  @Override
  public long position(byte[] pattern, long start) throws SQLException {
    byte[] all = open();
    if (pattern == null) {
      throw Errors.data("the pattern to look for in the Blob is null", "22018");
    }
    int from = Positions.start(start, all.length, "the Blob");
    for (int i = from; i <= all.length - pattern.length; i++) {
      if (Arrays.equals(all, i, i + pattern.length, pattern, 0, pattern.length)) {
        return i + 1L;
      }
    }
    return -1;
  }

  @Override
  public long position(Blob pattern, long start) throws SQLException {
    return position(
        pattern == null ? null : pattern.getBytes(1, Positions.asInt(pattern.length())), start);
  }

  @Override
  public int setBytes(long position, byte[] value) throws SQLException {
    return setBytes(position, value, 0, value == null ? 0 : value.length);
  }

  @Override
  public int setBytes(long position, byte[] value, int offset, int length) throws SQLException {
    byte[] all = open();
    if (value == null || offset < 0 || length < 0 || length > value.length - offset) {
      throw Errors.data("the bytes to write into the Blob are not there", "22018");
    }
    int from = Positions.start(position, all.length, "the Blob");
    byte[] longer = Arrays.copyOf(all, Math.max(all.length, Math.addExact(from, length)));
    System.arraycopy(value, offset, longer, from, length);
    bytes = longer;
    return length;
  }

  /** What is written is in the Blob when the stream is closed or flushed. */
  @Override
  public OutputStream setBinaryStream(long position) throws SQLException {
    int from = Positions.start(position, open().length, "the Blob");
    return new ByteArrayOutputStream() {
      @Override
      public void flush() {
        byte[] written = toByteArray();
        byte[] all = bytes == null ? new byte[0] : bytes;
        byte[] longer = Arrays.copyOf(all, Math.max(all.length, from + written.length));
        System.arraycopy(written, 0, longer, from, written.length);
        bytes = longer;
      }

      @Override
      public void close() {
        flush();
      }
    };
  }

  @Override
  public void truncate(long length) throws SQLException {
    byte[] all = open();
    if (length < 0 || length > all.length) {
      throw Errors.data("the Blob has " + all.length + " bytes, not " + length, "22003");
    }
    bytes = Arrays.copyOf(all, (int) length);
  }

  @Override
  public void free() {
    bytes = null;
  }
}
