package io.cassport.copy.dataset;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Who may read files: what is not complete its owner alone, what is complete whoever the umask of
 * the process, or the directory, lets. Nothing of this holds where file systems know no permissions
 * of POSIX.
 */
final class Privacy {
  private static final Set<OpenOption> NEW =
      Set.of(
          StandardOpenOption.CREATE,
          StandardOpenOption.TRUNCATE_EXISTING,
          StandardOpenOption.WRITE);

  private Privacy() {}

  /** What a file is made with that only its owner may read. */
  static FileAttribute<?>[] ofFile(Path path) {
    return attributes(path, "rw-------");
  }

  /**
   * Makes a directory that only its owner may enter, unless it is there. That above it is not made:
   * somebody has taken it away.
   */
  static void makeDirectory(Path path) throws IOException {
    try {
      Files.createDirectory(path, attributes(path, "rwx------"));
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(path)) {
        throw e;
      }
    }
  }

  private static FileAttribute<?>[] attributes(Path path, String permissions) {
    return isPosix(path)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  private static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  /** Begins a file that only its owner may read. */
  static OutputStream create(Path path) throws IOException {
    return isPosix(path)
        ? Channels.newOutputStream(Files.newByteChannel(path, NEW, ofFile(path)))
        : Files.newOutputStream(path);
  }

  /** Writes a file that only its owner may read. */
  static void write(Path path, byte[] bytes) throws IOException {
    try (OutputStream out = create(path)) {
      out.write(bytes);
    }
  }

  /**
   * Gives a complete file or directory the permissions of one made now. Java does not tell the
   * umask, so one is made.
   *
   * @param probe a name in the same directory that nobody has
   */
  static void release(Path complete, Path probe) throws IOException {
    if (!isPosix(complete)) {
      return;
    }
    Set<PosixFilePermission> usual;
    try {
      if (Files.isDirectory(complete)) {
        Files.createDirectory(probe);
      } else {
        Files.createFile(probe);
      }
      usual = Files.readAttributes(probe, PosixFileAttributes.class).permissions();
    } finally {
      Files.deleteIfExists(probe);
    }
    Files.setAttribute(complete, "posix:permissions", usual);
  }
}
