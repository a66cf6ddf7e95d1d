package io.cassport.copy.dataset;

import io.cassport.format.ObjectSource;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/**
 * A file to load.
 *
 * @param path where it is
 * @param size its length in bytes
 * @param partition the values of its Hive directories by column name, in order; a null value is
 *     Hive's default partition
 */
public record LocalObject(Path path, long size, Map<String, String> partition)
    implements ObjectSource {
  @Override
  public String name() {
    return path.toString();
  }

  @Override
  public SeekableByteChannel open() throws IOException {
    return Files.newByteChannel(path, StandardOpenOption.READ);
  }
}
