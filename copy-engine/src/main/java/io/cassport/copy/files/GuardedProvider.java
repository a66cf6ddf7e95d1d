package io.cassport.copy.files;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.spi.FileSystemProvider;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * What can be done with guarded paths. Each operation follows the path's links, looks whether it
 * ends below the roots, and then goes there from the root without following any.
 */
final class GuardedProvider extends FileSystemProvider {
  /** Whoever exchanges directories as fast as they are looked at is refused in the end. */
  private static final int ATTEMPTS = 5;

  /** What Java cannot ask of a held directory: to rename unless the new name is taken. */
  private static final Object RENAMING = new Object();

  private final Roots roots;

  GuardedProvider(Roots roots) {
    this.roots = roots;
  }

  private interface Action<T> {
    T at(Place place) throws IOException;
  }

  /**
   * Does something at a path's place.
   *
   * @param follow whether a link at the path's end is followed
   */
  private <T> T at(Path path, boolean follow, Action<T> action) throws IOException {
    try (Place place = reach(path, follow)) {
      return action.at(place);
    }
  }

  private Place reach(Path path, boolean follow) throws IOException {
    IOException changed = null;
    for (int i = 0; i < ATTEMPTS; i++) {
      Path real = follow ? Roots.real(path) : Roots.realButLast(path);
      if (!roots.isInside(real)) {
        throw new OutsideRootsException(path.toString());
      }
      try {
        return Place.reach(roots.anchor(real), real);
      } catch (NoSuchFileException e) {
        throw new NoSuchFileException(path.toString());
      } catch (IOException e) {
        changed = e; // a directory has become something else since the look
      }
    }
    throw changed;
  }

  private static boolean follows(LinkOption... options) {
    return !Arrays.asList(options).contains(LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    boolean follow =
        !options.contains(StandardOpenOption.CREATE_NEW)
            && !options.contains(LinkOption.NOFOLLOW_LINKS);
    return at(path, follow, place -> place.open(options, attributes));
  }

  @Override
  public FileChannel newFileChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    SeekableByteChannel channel = newByteChannel(path, options, attributes);
    if (channel instanceof FileChannel file) {
      return file;
    }
    channel.close();
    throw new UnsupportedOperationException("no locks here");
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path directory, DirectoryStream.Filter<? super Path> filter) throws IOException {
    DirectoryStream<Path> found = at(directory, true, Place::list);
    return new DirectoryStream<>() {
      @Override
      public Iterator<Path> iterator() {
        return StreamSupport.stream(found.spliterator(), false)
            .map(entry -> directory.resolve(entry.getFileName().toString()))
            .filter(
                entry -> {
                  try {
                    return filter.accept(entry);
                  } catch (IOException e) {
                    throw new DirectoryIteratorException(e);
                  }
                })
            .iterator();
      }

      @Override
      public void close() throws IOException {
        found.close();
      }
    };
  }

  @Override
  public void createDirectory(Path directory, FileAttribute<?>... attributes) throws IOException {
    Void unused =
        at(
            directory,
            false,
            place -> {
              synchronized (RENAMING) {
                if (place.exists()) {
                  throw new FileAlreadyExistsException(directory.toString());
                }
                place.makeDirectory(attributes);
              }
              return null;
            });
  }

  @Override
  public void delete(Path path) throws IOException {
    Void unused =
        at(
            path,
            false,
            place -> {
              place.delete();
              return null;
            });
  }

  @Override
  public void copy(Path source, Path target, CopyOption... options) {
    throw new UnsupportedOperationException("COPY copies no files");
  }

  @Override
  public void move(Path source, Path target, CopyOption... options) throws IOException {
    List<CopyOption> all = List.of(options);
    boolean replace =
        all.contains(StandardCopyOption.REPLACE_EXISTING)
            || all.contains(StandardCopyOption.ATOMIC_MOVE);
    try (Place from = reach(source, false);
        Place to = reach(target, false)) {
      synchronized (RENAMING) {
        if (!replace && to.exists()) {
          throw new FileAlreadyExistsException(target.toString());
        }
        from.moveTo(to);
      }
    }
  }

  @Override
  public boolean isSameFile(Path one, Path other) throws IOException {
    return one.equals(other)
        || Files.isSameFile(
            GuardedPath.plain(one.toRealPath()), GuardedPath.plain(other.toRealPath()));
  }

  @Override
  public boolean isHidden(Path path) throws IOException {
    return Files.isHidden(GuardedPath.plain(path));
  }

  @Override
  public FileStore getFileStore(Path path) throws IOException {
    return at(path, true, place -> Files.getFileStore(place.real()));
  }

  @Override
  public void checkAccess(Path path, AccessMode... modes) throws IOException {
    Void unused =
        at(
            path,
            true,
            place -> {
              BasicFileAttributes there = place.view().readAttributes();
              if (modes.length > 0 && there != null) {
                place.real().getFileSystem().provider().checkAccess(place.real(), modes);
              }
              return null;
            });
  }

  @Override
  public <V extends FileAttributeView> V getFileAttributeView(
      Path path, Class<V> type, LinkOption... options) {
    return null; // a view would have to look anew at each use; readAttributes does
  }

  @Override
  public <A extends BasicFileAttributes> A readAttributes(
      Path path, Class<A> type, LinkOption... options) throws IOException {
    return at(
        path,
        follows(options),
        place -> {
          if (type == BasicFileAttributes.class) {
            return type.cast(place.view().readAttributes());
          }
          if (type == PosixFileAttributes.class) {
            return type.cast(place.posixView().readAttributes());
          }
          throw new UnsupportedOperationException(type.getName());
        });
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String names, LinkOption... options) {
    throw new UnsupportedOperationException("attributes are read by their class");
  }

  @Override
  public void setAttribute(Path path, String name, Object value, LinkOption... options)
      throws IOException {
    if (!name.equals("posix:permissions")) {
      throw new UnsupportedOperationException(name);
    }
    Set<PosixFilePermission> permissions = new HashSet<>();
    ((Set<?>) value).forEach(one -> permissions.add((PosixFilePermission) one));
    Void unused =
        at(
            path,
            follows(options),
            place -> {
              place.setPermissions(permissions);
              return null;
            });
  }

  @Override
  public String getScheme() {
    return "file";
  }

  @Override
  public FileSystem newFileSystem(URI uri, Map<String, ?> settings) {
    throw new UnsupportedOperationException("made by Roots alone");
  }

  @Override
  public FileSystem getFileSystem(URI uri) {
    throw new UnsupportedOperationException("made by Roots alone");
  }

  @Override
  public Path getPath(URI uri) {
    throw new UnsupportedOperationException("made by Roots alone");
  }
}
