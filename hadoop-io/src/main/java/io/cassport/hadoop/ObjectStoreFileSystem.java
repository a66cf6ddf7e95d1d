package io.cassport.hadoop;

import io.cassport.copy.files.PendingFile;
import io.cassport.copy.files.PendingFiles;
import java.io.IOException;
import java.nio.file.Path;

/** A bucket: no directories, no rename, but uploads that nobody sees before they are complete. */
final class ObjectStoreFileSystem extends HadoopFileSystem implements PendingFiles {
  ObjectStoreFileSystem(Connection connection) {
    super(connection);
  }

  @Override
  boolean listsReadable() {
    return true; // objects have no permissions of their own that a client could ask for
  }

  @Override
  public PendingFile create(Path path) throws IOException {
    return new MultipartFile(connection().get(), connection().path((HadoopPath) path));
  }
}
