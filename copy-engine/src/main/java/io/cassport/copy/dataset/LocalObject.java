package io.cassport.copy.dataset;

import io.cassport.copy.job.Errors;
import io.cassport.format.ObjectSource;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.Map;

/**
 * A file to load.
 *
 * @param path where it is
 * @param size its length in bytes
 * @param partition the values of its Hive directories by column name, in order; a null value is
 *     Hive's default partition
 * @param sha256 what the SHA-256 of its bytes must be, in lower-case hexadecimal, or null when
 *     nobody has said
 */
public record LocalObject(Path path, long size, Map<String, String> partition, String sha256)
    implements ObjectSource {
  /**
   * A file that is there.
   *
   * @throws SQLException 58030 when it cannot be read
   */
  static LocalObject of(Path path, Map<String, String> partition) throws SQLException {
    try {
      if (!Files.isReadable(path)) {
        throw Errors.io("read", path.toString(), new AccessDeniedException(path.toString()));
      }
      return new LocalObject(path, Files.size(path), partition, null);
    } catch (IOException e) {
      throw Errors.io("read", path.toString(), e);
    }
  }

  LocalObject expecting(String hash) {
    return new LocalObject(path, size, partition, hash);
  }

  @Override
  public String name() {
    return path.toString();
  }

  @Override
  public SeekableByteChannel open() throws IOException {
    return Files.newByteChannel(path, StandardOpenOption.READ);
  }
}
