package io.cassport.copy.files;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;

/**
 * A local path that its file system lets nobody use outside of the roots.
 *
 * @param system whose roots they are
 * @param plain the same path of the default file system
 */
record GuardedPath(GuardedFileSystem system, Path plain) implements Path {
  /** The path of the default file system. */
  static Path plain(Path path) {
    return path instanceof GuardedPath guarded ? guarded.plain : path;
  }

  private Path wrap(Path path) {
    return path == null ? null : new GuardedPath(system, path);
  }

  private GuardedPath own(Path other) {
    if (other instanceof GuardedPath guarded && guarded.system == system) {
      return guarded;
    }
    throw new ProviderMismatchException();
  }

  @Override
  public FileSystem getFileSystem() {
    return system;
  }

  @Override
  public boolean isAbsolute() {
    return plain.isAbsolute();
  }

  @Override
  public Path getRoot() {
    return wrap(plain.getRoot());
  }

  @Override
  public Path getFileName() {
    return wrap(plain.getFileName());
  }

  @Override
  public Path getParent() {
    return wrap(plain.getParent());
  }

  @Override
  public int getNameCount() {
    return plain.getNameCount();
  }

  @Override
  public Path getName(int index) {
    return wrap(plain.getName(index));
  }

  @Override
  public Path subpath(int begin, int end) {
    return wrap(plain.subpath(begin, end));
  }

  @Override
  public boolean startsWith(Path other) {
    return other instanceof GuardedPath guarded
        && guarded.system == system
        && plain.startsWith(guarded.plain);
  }

  @Override
  public boolean endsWith(Path other) {
    return other instanceof GuardedPath guarded
        && guarded.system == system
        && plain.endsWith(guarded.plain);
  }

  @Override
  public Path normalize() {
    return wrap(plain.normalize());
  }

  @Override
  public Path resolve(Path other) {
    return wrap(plain.resolve(own(other).plain));
  }

  @Override
  public Path relativize(Path other) {
    return wrap(plain.relativize(own(other).plain));
  }

  @Override
  public URI toUri() {
    return plain.toUri();
  }

  @Override
  public Path toAbsolutePath() {
    return wrap(plain.toAbsolutePath());
  }

  @Override
  public Path toRealPath(LinkOption... options) throws IOException {
    Path real = plain.toRealPath(options);
    if (!system.roots().isInside(real)) {
      throw new OutsideRootsException(toString());
    }
    return wrap(real);
  }

  @Override
  public WatchKey register(
      WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers) {
    throw new UnsupportedOperationException("COPY watches nothing");
  }

  @Override
  public int compareTo(Path other) {
    return plain.compareTo(own(other).plain);
  }

  @Override
  public String toString() {
    return plain.toString();
  }
}
