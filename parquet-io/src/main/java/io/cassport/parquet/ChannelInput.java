package io.cassport.parquet;

import io.cassport.format.ObjectSource;
import java.io.IOException;
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
    return new ChannelStream(source.open());
  }

  @Override
  public String toString() {
    return source.name();
  }

  private static final class ChannelStream extends DelegatingSeekableInputStream {
    private final SeekableByteChannel channel;

    ChannelStream(SeekableByteChannel channel) {
      super(Channels.newInputStream(channel));
      this.channel = channel;
    }

    @Override
    public long getPos() throws IOException {
      return channel.position();
    }

    @Override
    public void seek(long position) throws IOException {
      channel.position(position);
    }
  }
}
