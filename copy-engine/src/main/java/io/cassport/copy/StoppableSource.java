package io.cassport.copy;

import io.cassport.copy.job.JobControl;
import io.cassport.format.ObjectSource;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.sql.SQLException;

/**
 * An object whose opening ends when its job is asked to stop: formats without a footer read all of
 * it then. Later reads are between two checks of their own.
 */
final class StoppableSource implements ObjectSource {
  private final ObjectSource source;
  private final JobControl control;
  private volatile boolean opened;

  StoppableSource(ObjectSource source, JobControl control) {
    this.source = source;
    this.control = control;
  }

  /** The format has seen what it wants to see before it is asked for rows. */
  void opened() {
    opened = true;
  }

  @Override
  public String name() {
    return source.name();
  }

  @Override
  public long size() {
    return source.size();
  }

  @Override
  public SeekableByteChannel open() throws IOException {
    SeekableByteChannel channel = source.open();
    return opened ? channel : new Channel(channel, control);
  }

  /** Asks before each read. */
  private record Channel(SeekableByteChannel channel, JobControl control)
      implements SeekableByteChannel {
    @Override
    public int read(ByteBuffer target) throws IOException {
      try {
        control.check();
      } catch (SQLException e) {
        InterruptedIOException stopped = new InterruptedIOException(e.getMessage());
        stopped.initCause(e);
        throw stopped;
      }
      return channel.read(target);
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
      return channel.write(bytes);
    }

    @Override
    public long position() throws IOException {
      return channel.position();
    }

    @Override
    public SeekableByteChannel position(long newPosition) throws IOException {
      channel.position(newPosition);
      return this;
    }

    @Override
    public long size() throws IOException {
      return channel.size();
    }

    @Override
    public SeekableByteChannel truncate(long size) throws IOException {
      channel.truncate(size);
      return this;
    }

    @Override
    public boolean isOpen() {
      return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
