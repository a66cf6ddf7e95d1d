package io.cassport.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/** A channel as a stream, which says how much is left: Java's gzip asks, between two members. */
final class ChannelStream extends InputStream {
  private final SeekableByteChannel channel;
  private final long size;
  private final byte[] single = new byte[1];

  /**
   * Takes a channel.
   *
   * @param size its bytes when it was found; when it ends before, what was read last is no end of a
   *     record
   */
  ChannelStream(SeekableByteChannel channel, long size) {
    this.channel = channel;
    this.size = size;
  }

  @Override
  public int read() throws IOException {
    return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    ByteBuffer buffer = ByteBuffer.wrap(into, offset, length);
    int read = 0;
    while (read == 0) {
      read = channel.read(buffer);
    }
    if (read < 0 && channel.position() < size) {
      throw new IOException(
          "it has become shorter while it was read: "
              + channel.size()
              + " bytes, and it had "
              + size);
    }
    return read;
  }

  @Override
  public int available() throws IOException {
    return (int) Math.min(Integer.MAX_VALUE, channel.size() - channel.position());
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
