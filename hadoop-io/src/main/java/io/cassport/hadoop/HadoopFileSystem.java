package io.cassport.hadoop;

import java.net.URI;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** A file system of Hadoop as Java sees file systems. */
class HadoopFileSystem extends FileSystem {
  private final Connection connection;
  private final HadoopProvider provider;

  HadoopFileSystem(Connection connection) {
    this.connection = connection;
    this.provider = new HadoopProvider(this);
  }

  Connection connection() {
    return connection;
  }

  URI uri() {
    return connection.uri();
  }

  /** How absolute paths begin. */
  String root() {
    String authority = uri().getAuthority();
    return uri().getScheme() + "://" + (authority == null ? "" : authority) + "/";
  }

  /** True when equal paths name the same file; the settings may differ. */
  boolean isSamePlace(HadoopFileSystem other) {
    return uri().equals(other.uri());
  }

  /** True when a listing already says who may read a file. */
  boolean listsReadable() {
    return false;
  }

  @Override
  public HadoopProvider provider() {
    return provider;
  }

  @Override
  public void close() {
    throw new UnsupportedOperationException("connections share it");
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public boolean isReadOnly() {
    return false;
  }

  @Override
  public String getSeparator() {
    return "/";
  }

  @Override
  public Iterable<Path> getRootDirectories() {
    return List.of(getPath("/"));
  }

  @Override
  public Iterable<FileStore> getFileStores() {
    return List.of();
  }

  @Override
  public Set<String> supportedFileAttributeViews() {
    return Set.of("basic");
  }

  @Override
  public Path getPath(String first, String... more) {
    return HadoopPath.parse(this, HadoopPath.join(first, more));
  }

  @Override
  public PathMatcher getPathMatcher(String syntaxAndPattern) {
    if (!syntaxAndPattern.startsWith("glob:")) {
      throw new UnsupportedOperationException("only glob: patterns");
    }
    Pattern pattern = Globs.toPattern(syntaxAndPattern.substring("glob:".length()));
    return path -> pattern.matcher(path.toString()).matches();
  }

  @Override
  public UserPrincipalLookupService getUserPrincipalLookupService() {
    throw new UnsupportedOperationException("files of Hadoop have no users here");
  }

  @Override
  public WatchService newWatchService() {
    throw new UnsupportedOperationException("files of Hadoop cannot be watched");
  }
}
