package io.cassport.jdbc.badfiles;

import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/** A channel over bytes in memory. */
final class BytesChannel implements SeekableByteChannel {
  private final byte[] bytes;
  private int position;

  /** Makes it; the bytes are not copied. */
  BytesChannel(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public int read(ByteBuffer target) {
    int length = Math.min(target.remaining(), bytes.length - position);
    if (length <= 0) {
      return -1;
    }
    target.put(bytes, position, length);
    position += length;
    return length;
  }

  @Override
  public int write(ByteBuffer source) {
    throw new IllegalStateException("read only");
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public SeekableByteChannel position(long newPosition) {
    position = Math.toIntExact(Math.min(newPosition, bytes.length));
    return this;
  }

  @Override
  public long size() {
    return bytes.length;
  }

  @Override
  public SeekableByteChannel truncate(long size) {
    throw new IllegalStateException("read only");
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public void close() {
    // nothing to close
  }
}
