package io.cassport.text;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * All members of a gzip file. Java's own stream takes a member whose header is damaged for garbage
 * behind the last one, and ends there without a word: the rows from there on would be missing.
 */
final class GzipMembers extends GZIPInputStream {
  /** A member ends with a checksum and its length: RFC 1952, section 2.3.1. */
  private static final int TRAILER = 8;

  private long filled;

  GzipMembers(InputStream in, int buffer) throws IOException {
    super(new Counting(in), buffer);
  }

  @Override
  protected void fill() throws IOException {
    super.fill();
    filled = ((Counting) in).count;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int read = super.read(into, offset, length);
    if (read < 0) {
      checkEnd();
    }
    return read;
  }

  private void checkEnd() throws IOException {
    long end = filled - inf.getRemaining() + TRAILER;
    if (((Counting) in).count > end || in.read() >= 0) {
      throw new ZipException("what begins at its byte " + end + " is no member of a gzip file");
    }
  }

  /** How much of a stream was taken; none of it is skipped. */
  private static final class Counting extends FilterInputStream {
    private long count;

    Counting(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int read = in.read();
      count += read < 0 ? 0 : 1;
      return read;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int read = in.read(into, offset, length);
      count += Math.max(read, 0);
      return read;
    }
  }
}
