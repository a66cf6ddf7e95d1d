package io.cassport.embedded;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** Removing directory trees that somebody may still be writing to. */
final class Directories {

  private static final int ATTEMPTS = 5;

  private Directories() {}

  /** Removes {@code root} and all below it; what cannot be removed is left. */
  static void deleteQuietly(Path root) {
    for (int attempt = 0; attempt < ATTEMPTS && Files.exists(root); attempt++) {
      try {
        Files.walkFileTree(root, new Deletion());
      } catch (IOException e) {
        // A file appeared or went while walking: the next attempt sees the new state.
      }
    }
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, IOException failure)
        throws IOException {
      Files.deleteIfExists(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}
