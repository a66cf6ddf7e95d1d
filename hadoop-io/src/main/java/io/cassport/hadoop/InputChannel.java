package io.cassport.hadoop;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import org.apache.hadoop.fs.FSDataInputStream;

/** A file of Hadoop to read at any place; for one thread at a time. */
final class InputChannel implements SeekableByteChannel {
  private static final int COPY = 64 << 10;

  private final FSDataInputStream in;
  private final long size;
  private long position;
  private boolean closed;

  InputChannel(FSDataInputStream in, long size) {
    this.in = in;
    this.size = size;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    check();
    if (position >= size) {
      return -1;
    }
    if (in.getPos() != position) {
      in.seek(position);
    }
    int length = (int) Math.min(target.remaining(), size - position);
    int read;
    if (target.hasArray()) {
      read = in.read(target.array(), target.arrayOffset() + target.position(), length);
      if (read > 0) {
        target.position(target.position() + read);
      }
    } else {
      byte[] bytes = new byte[Math.min(length, COPY)];
      read = in.read(bytes, 0, bytes.length);
      if (read > 0) {
        target.put(bytes, 0, read);
      }
    }
    position += Math.max(0, read);
    return read;
  }

  @Override
  public long position() throws IOException {
    check();
    return position;
  }

  @Override
  public SeekableByteChannel position(long place) throws IOException {
    check();
    if (place < 0) {
      throw new IllegalArgumentException("position " + place + " is before the file");
    }
    position = place;
    return this;
  }

  @Override
  public long size() throws IOException {
    check();
    return size;
  }

  @Override
  public int write(ByteBuffer source) {
    throw new NonWritableChannelException();
  }

  @Override
  public SeekableByteChannel truncate(long length) {
    throw new NonWritableChannelException();
  }

  @Override
  public boolean isOpen() {
    return !closed;
  }

  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      in.close();
    }
  }

  private void check() throws IOException {
    if (closed) {
      throw new ClosedChannelException();
    }
  }
}
