package io.cassport.copy.files;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** A name in a directory below a root, at which one operation takes place. */
sealed interface Place extends AutoCloseable {
  /**
   * The place of a path without links. Where the system can, the way from the root down is gone
   * from directory to directory, so that nothing on it can be exchanged for a link any more.
   *
   * @param anchor the root
   * @param real below it, or the root itself
   * @throws IOException when the way is not, or no longer, one of directories
   */
  @SuppressWarnings("StreamResourceLeak") // the place holds it until it is closed
  static Place reach(Path anchor, Path real) throws IOException {
    if (real.equals(anchor)) {
      return new Named(real);
    }
    DirectoryStream<Path> first = Files.newDirectoryStream(anchor);
    if (!(first instanceof SecureDirectoryStream<Path> directory)) {
      first.close();
      return new Named(real);
    }
    Path way = anchor.relativize(real);
    for (int i = 0; i < way.getNameCount() - 1; i++) {
      try (SecureDirectoryStream<Path> above = directory) {
        directory = above.newDirectoryStream(way.getName(i), LinkOption.NOFOLLOW_LINKS);
      }
    }
    return new Held(real, directory, real.getFileName());
  }

  /** The path without links. */
  Path real();

  /** Opens a file, never through a link. */
  SeekableByteChannel open(Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException;

  /** The entries, whose names alone count. */
  DirectoryStream<Path> list() throws IOException;

  BasicFileAttributeView view() throws IOException;

  PosixFileAttributeView posixView() throws IOException;

  void makeDirectory(FileAttribute<?>... attributes) throws IOException;

  void delete() throws IOException;

  /** Renames, atomically, and replaces what is there. */
  void moveTo(Place target) throws IOException;

  /** True when something has the name, be it a link. */
  default boolean exists() throws IOException {
    try {
      return view().readAttributes() != null;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  default void setPermissions(Set<PosixFilePermission> permissions) throws IOException {
    posixView().setPermissions(permissions);
  }

  @Override
  void close() throws IOException;

  private static Set<OpenOption> withoutLinks(Set<? extends OpenOption> options) {
    Set<OpenOption> all = new HashSet<>(options);
    all.add(LinkOption.NOFOLLOW_LINKS);
    return all;
  }

  /** A directory that is held open, in which a name means what it does to the system just then. */
  record Held(Path real, SecureDirectoryStream<Path> directory, Path name) implements Place {
    @Override
    public SeekableByteChannel open(
        Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
      return directory.newByteChannel(name, withoutLinks(options), attributes);
    }

    @Override
    public DirectoryStream<Path> list() throws IOException {
      return directory.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public BasicFileAttributeView view() {
      return directory.getFileAttributeView(
          name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public PosixFileAttributeView posixView() {
      return directory.getFileAttributeView(
          name, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Java makes directories by their paths only. So it has a hidden name until it is seen to lie
     * where it should; an exchange just then leaves an empty hidden directory elsewhere.
     */
    @Override
    public void makeDirectory(FileAttribute<?>... attributes) throws IOException {
      Path hidden = real.resolveSibling(".cassport-" + UUID.randomUUID() + ".new");
      Files.createDirectory(hidden, attributes);
      try {
        directory.move(hidden.getFileName(), directory, name);
      } catch (NoSuchFileException e) {
        throw new OutsideRootsException(real.toString());
      } catch (IOException e) {
        directory.deleteDirectory(hidden.getFileName());
        throw exists() ? new FileAlreadyExistsException(real.toString()) : e; // of another process
      }
    }

    @Override
    public void delete() throws IOException {
      if (view().readAttributes().isDirectory()) {
        directory.deleteDirectory(name);
      } else {
        directory.deleteFile(name);
      }
    }

    @Override
    public void moveTo(Place target) throws IOException {
      if (!(target instanceof Held held)) {
        throw new OutsideRootsException(target.real().toString());
      }
      directory.move(name, held.directory, held.name);
    }

    @Override
    public void close() throws IOException {
      directory.close();
    }
  }

  /** A root itself; or anything where directories cannot be held, looked at again after opening. */
  record Named(Path real) implements Place {
    @Override
    public SeekableByteChannel open(
        Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
      SeekableByteChannel channel = Files.newByteChannel(real, withoutLinks(options), attributes);
      if (!real.toRealPath().equals(real)) {
        channel.close();
        throw new OutsideRootsException(real.toString());
      }
      return channel;
    }

    @Override
    @SuppressWarnings("StreamResourceLeak") // the caller's
    public DirectoryStream<Path> list() throws IOException {
      return Files.newDirectoryStream(real);
    }

    @Override
    public BasicFileAttributeView view() {
      return Files.getFileAttributeView(
          real, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public PosixFileAttributeView posixView() {
      return Files.getFileAttributeView(
          real, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public void makeDirectory(FileAttribute<?>... attributes) throws IOException {
      Files.createDirectory(real, attributes);
    }

    @Override
    public void delete() throws IOException {
      Files.delete(real);
    }

    @Override
    public void moveTo(Place target) throws IOException {
      Files.move(real, target.real(), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() {
      // nothing is held
    }
  }
}
