package io.cassport.bench.data;

import io.cassport.format.ObjectSource;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A local file to read.
 *
 * @param path where it is
 * @param size its length in bytes
 */
public record FileSource(Path path, long size) implements ObjectSource {
  /** The file as it is now. */
  public static FileSource of(Path path) throws IOException {
    return new FileSource(path, Files.size(path));
  }

  @Override
  public String name() {
    return path.toString();
  }

  @Override
  public SeekableByteChannel open() throws IOException {
    return Files.newByteChannel(path);
  }
}
