package io.cassport.parquet;

import io.cassport.format.ObjectSource;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/** Lets parquet-java read an object; every stream is a channel of its own. */
record ChannelInput(ObjectSource source) implements InputFile {
  @Override
  public long getLength() {
    return source.size();
  }

  @Override
  public SeekableInputStream newStream() throws IOException {
    try {
      return new ChannelStream(source.open());
    } catch (IOException e) {
      throw new ReadFailure(e);
    }
  }

  @Override
  public String toString() {
    return source.name();
  }

  /** Says that the bytes did not come, in contrast to their being wrong. */
  static final class ReadFailure extends IOException {
    private static final long serialVersionUID = 1L;

    ReadFailure(IOException cause) {
      super(cause);
    }
  }

  private static final class ChannelStream extends DelegatingSeekableInputStream {
    private final SeekableByteChannel channel;

    ChannelStream(SeekableByteChannel channel) {
      super(new TellingStream(Channels.newInputStream(channel)));
      this.channel = channel;
    }

    @Override
    public long getPos() throws IOException {
      return channel.position();
    }

    @Override
    public void seek(long position) throws IOException {
      try {
        channel.position(position);
      } catch (IOException e) {
        throw new ReadFailure(e);
      }
    }
  }

  private static final class TellingStream extends FilterInputStream {
    TellingStream(InputStream target) {
      super(target);
    }

    @Override
    public int read() throws IOException {
      try {
        return super.read();
      } catch (IOException e) {
        throw new ReadFailure(e);
      }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      try {
        return super.read(bytes, offset, length);
      } catch (IOException e) {
        throw new ReadFailure(e);
      }
    }
  }
}
