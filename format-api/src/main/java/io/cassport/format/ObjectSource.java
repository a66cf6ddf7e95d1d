package io.cassport.format;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;

/** An object (a file, mostly) that can be opened for reading any number of times, by any thread. */
public interface ObjectSource {
  /** Its path or URI, for messages. */
  String name();

  /** Its length in bytes. */
  long size();

  /** Opens it at its beginning; the caller closes the channel. */
  SeekableByteChannel open() throws IOException;
}
