package io.cassport.copy.files;

import java.io.IOException;
import java.nio.file.Path;

/**
 * What a {@link java.nio.file.FileSystem} is as well when it has no cheap rename and no
 * directories, but keeps a file unseen until it is said to be complete: an object store.
 */
public interface PendingFiles {
  /**
   * Begins a file that nobody sees; one that is there already stays as it is meanwhile.
   *
   * @param path of this file system
   */
  PendingFile create(Path path) throws IOException;
}
