package io.cassport.copy.files;

import java.nio.file.FileSystemException;

/** A path leads, or has come to lead, outside the directories that copyPaths allows. */
public final class OutsideRootsException extends FileSystemException {
  private static final long serialVersionUID = 1;

  /** For a path as it was written. */
  OutsideRootsException(String path) {
    this(
        path,
        "it is outside the directories that copyPaths allows; who writes the URL can add its"
            + " directory");
  }

  OutsideRootsException(String path, String reason) {
    super(path, null, reason);
  }
}
