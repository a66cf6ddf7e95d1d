package io.cassport.hadoop;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FutureDataInputStreamBuilder;
import org.apache.hadoop.fs.permission.FsAction;

/** What Java asks of files, asked of one Hadoop file system. */
final class HadoopProvider extends FileSystemProvider {
  private final HadoopFileSystem files;

  HadoopProvider(HadoopFileSystem files) {
    this.files = files;
  }

  private static HadoopPath ours(Path path) {
    if (path instanceof HadoopPath ours) {
      return ours;
    }
    throw new ProviderMismatchException();
  }

  private org.apache.hadoop.fs.FileSystem hadoop() throws IOException {
    return files.connection().get();
  }

  private org.apache.hadoop.fs.Path hadoop(Path path) {
    return files.connection().path((HadoopPath) ours(path).toAbsolutePath().normalize());
  }

  /** What a listing has told, else what the server says now. */
  FileStatus status(HadoopPath path) throws IOException {
    if (path.listed() != null) {
      return path.listed();
    }
    try {
      return hadoop().getFileStatus(hadoop(path));
    } catch (IOException e) {
      throw Failures.of(e, path);
    }
  }

  @Override
  public String getScheme() {
    return files.uri().getScheme();
  }

  @Override
  public FileSystem newFileSystem(URI uri, Map<String, ?> settings) {
    throw new UnsupportedOperationException("connections make file systems");
  }

  @Override
  public FileSystem getFileSystem(URI uri) {
    throw new FileSystemNotFoundException("connections make file systems");
  }

  @Override
  public Path getPath(URI uri) {
    throw new FileSystemNotFoundException("connections make file systems");
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    if (!Set.of(StandardOpenOption.READ).containsAll(options)) {
      throw new UnsupportedOperationException("channels of Hadoop's files only read");
    }
    try {
      org.apache.hadoop.fs.Path file = hadoop(path);
      FileStatus status = hadoop().getFileStatus(file);
      // saves an object store from being asked twice, and from reading on when a reader skips
      FutureDataInputStreamBuilder opening =
          hadoop()
              .openFile(file)
              .withFileStatus(status)
              .opt("fs.option.openfile.read.policy", "parquet, columnar, random");
      return new InputChannel(Failures.await(opening.build()), status.getLen());
    } catch (IOException e) {
      throw Failures.of(e, ours(path));
    }
  }

  private FSDataInputStream open(Path path) throws IOException {
    return hadoop().open(hadoop(path));
  }

  @Override
  public InputStream newInputStream(Path path, OpenOption... options) throws IOException {
    try {
      return open(path);
    } catch (IOException e) {
      throw Failures.of(e, ours(path));
    }
  }

  /** Makes the file, and directories above it that are missing. */
  @Override
  public OutputStream newOutputStream(Path path, OpenOption... options) throws IOException {
    List<OpenOption> asked = Arrays.asList(options);
    if (asked.contains(StandardOpenOption.APPEND)) {
      throw new UnsupportedOperationException("files are written once");
    }
    try {
      return hadoop().create(hadoop(path), !asked.contains(StandardOpenOption.CREATE_NEW));
    } catch (IOException e) {
      throw Failures.of(e, ours(path));
    }
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path directory, DirectoryStream.Filter<? super Path> filter) throws IOException {
    try {
      return new Listing(ours(directory), hadoop().listStatusIterator(hadoop(directory)), filter);
    } catch (IOException e) {
      throw Failures.of(e, ours(directory));
    }
  }

  /** Makes the directory, and those above it that are missing. */
  @Override
  public void createDirectory(Path directory, FileAttribute<?>... attributes) throws IOException {
    if (hadoop().exists(hadoop(directory))) {
      throw new FileAlreadyExistsException(directory.toString());
    }
    try {
      if (!hadoop().mkdirs(hadoop(directory))) {
        throw new IOException("the directory '" + directory + "' could not be made");
      }
    } catch (IOException e) {
      throw Failures.of(e, ours(directory));
    }
  }

  @Override
  public void delete(Path path) throws IOException {
    try {
      if (!hadoop().delete(hadoop(path), false)) {
        throw new NoSuchFileException(path.toString());
      }
    } catch (IOException e) {
      throw Failures.of(e, ours(path));
    }
  }

  @Override
  public void copy(Path from, Path to, CopyOption... options) {
    throw new UnsupportedOperationException("files of Hadoop are not copied");
  }

  @Override
  public void move(Path from, Path to, CopyOption... options) throws IOException {
    boolean replace = Arrays.asList(options).contains(StandardCopyOption.REPLACE_EXISTING);
    try {
      // not closed: that would close the shared file system
      new Renaming(hadoop()).move(hadoop(from), hadoop(to), replace);
    } catch (IOException e) {
      throw Failures.of(e, ours(to));
    }
  }

  @Override
  public boolean isSameFile(Path one, Path other) {
    return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
  }

  @Override
  public boolean isHidden(Path path) {
    Path name = path.getFileName();
    return name != null && name.toString().startsWith(".");
  }

  @Override
  public FileStore getFileStore(Path path) {
    throw new UnsupportedOperationException("Hadoop has no file stores");
  }

  @Override
  public void checkAccess(Path path, AccessMode... modes) throws IOException {
    List<AccessMode> asked = Arrays.asList(modes);
    HadoopPath file = ours(path);
    if (asked.isEmpty()) {
      FileStatus unused = status(file.listed(null));
      return;
    }
    if (file.listed() != null && files.listsReadable() && asked.equals(List.of(AccessMode.READ))) {
      return;
    }
    try {
      FsAction action =
          FsAction.NONE
              .or(asked.contains(AccessMode.READ) ? FsAction.READ : FsAction.NONE)
              .or(asked.contains(AccessMode.WRITE) ? FsAction.WRITE : FsAction.NONE)
              .or(asked.contains(AccessMode.EXECUTE) ? FsAction.EXECUTE : FsAction.NONE);
      hadoop().access(hadoop(path), action);
    } catch (AccessDeniedException e) {
      throw e;
    } catch (IOException e) {
      throw Failures.of(e, file);
    }
  }

  @Override
  public <V extends FileAttributeView> V getFileAttributeView(
      Path path, Class<V> type, LinkOption... options) {
    return null;
  }

  @Override
  public <A extends BasicFileAttributes> A readAttributes(
      Path path, Class<A> type, LinkOption... options) throws IOException {
    if (type != BasicFileAttributes.class) {
      throw new UnsupportedOperationException("only basic attributes");
    }
    return type.cast(new Status(status(ours(path))));
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String names, LinkOption... options) {
    throw new UnsupportedOperationException("attributes are read by their class");
  }

  @Override
  public void setAttribute(Path path, String name, Object value, LinkOption... options) {
    throw new UnsupportedOperationException("attributes cannot be set");
  }
}
