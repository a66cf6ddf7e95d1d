package io.cassport.copy.files;

import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.Set;

/** The default file system, of which only what lies below some roots can be touched. */
final class GuardedFileSystem extends FileSystem {
  private static final FileSystem PLAIN = FileSystems.getDefault();

  private final Roots roots;
  private final FileSystemProvider provider;

  GuardedFileSystem(Roots roots) {
    this.roots = roots;
    this.provider = new GuardedProvider(roots);
  }

  Roots roots() {
    return roots;
  }

  @Override
  public FileSystemProvider provider() {
    return provider;
  }

  @Override
  public void close() {
    throw new UnsupportedOperationException("the default file system stays open");
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public boolean isReadOnly() {
    return PLAIN.isReadOnly();
  }

  @Override
  public String getSeparator() {
    return PLAIN.getSeparator();
  }

  @Override
  public Iterable<Path> getRootDirectories() {
    throw new UnsupportedOperationException("nothing is listed above copyPaths");
  }

  @Override
  public Iterable<FileStore> getFileStores() {
    throw new UnsupportedOperationException("nothing is listed above copyPaths");
  }

  @Override
  public Set<String> supportedFileAttributeViews() {
    return PLAIN.supportedFileAttributeViews();
  }

  @Override
  public Path getPath(String first, String... more) {
    return new GuardedPath(this, PLAIN.getPath(first, more));
  }

  @Override
  public PathMatcher getPathMatcher(String pattern) {
    PathMatcher matcher = PLAIN.getPathMatcher(pattern);
    return path -> matcher.matches(GuardedPath.plain(path));
  }

  @Override
  public UserPrincipalLookupService getUserPrincipalLookupService() {
    throw new UnsupportedOperationException("owners are not changed");
  }

  @Override
  public WatchService newWatchService() {
    throw new UnsupportedOperationException("COPY watches nothing");
  }
}
