package io.cassport.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/** A channel as a stream, which says how much is left: Java's gzip asks, between two members. */
final class ChannelStream extends InputStream {
  private final SeekableByteChannel channel;
  private final byte[] single = new byte[1];

  ChannelStream(SeekableByteChannel channel) {
    this.channel = channel;
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
