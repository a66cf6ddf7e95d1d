package io.cassport.hadoop;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.hadoop.fs.FileStatus;

/**
 * A path of a Hadoop file system. Names are taken as they stand; an absolute path is shown as the
 * URI that people write.
 */
final class HadoopPath implements Path {
  private final HadoopFileSystem files;
  private final boolean absolute;
  private final List<String> names;

  /** What a listing has told already, to ask the server no second time; or null. */
  private final FileStatus listed;

  private HadoopPath(
      HadoopFileSystem files, boolean absolute, List<String> names, FileStatus listed) {
    this.files = files;
    this.absolute = absolute;
    this.names = List.copyOf(names);
    this.listed = listed;
  }

  static HadoopPath parse(HadoopFileSystem files, String text) {
    String shown = files.root();
    boolean whole = text.startsWith(shown);
    List<String> names = new ArrayList<>();
    for (String name : (whole ? text.substring(shown.length()) : text).split("/", -1)) {
      if (!name.isEmpty()) {
        names.add(name);
      }
    }
    return new HadoopPath(files, whole || text.startsWith("/"), names, null);
  }

  /** The same path with what a listing has told about it. */
  HadoopPath listed(FileStatus status) {
    return new HadoopPath(files, absolute, names, status);
  }

  FileStatus listed() {
    return listed;
  }

  private HadoopPath with(boolean isAbsolute, List<String> parts) {
    return new HadoopPath(files, isAbsolute, parts, null);
  }

  /** The path below the root, from its slash on. */
  String plain() {
    return "/" + String.join("/", names);
  }

  private static HadoopPath ours(Path path) {
    if (path instanceof HadoopPath ours) {
      return ours;
    }
    throw new ProviderMismatchException();
  }

  @Override
  public FileSystem getFileSystem() {
    return files;
  }

  @Override
  public boolean isAbsolute() {
    return absolute;
  }

  @Override
  public Path getRoot() {
    return absolute ? with(true, List.of()) : null;
  }

  @Override
  public Path getFileName() {
    if (names.isEmpty()) {
      return absolute ? null : this;
    }
    return with(false, names.subList(names.size() - 1, names.size()));
  }

  @Override
  public Path getParent() {
    if (names.isEmpty() || (names.size() == 1 && !absolute)) {
      return null;
    }
    return with(absolute, names.subList(0, names.size() - 1));
  }

  @Override
  public int getNameCount() {
    return names.isEmpty() && !absolute ? 1 : names.size();
  }

  @Override
  public Path getName(int index) {
    return subpath(index, index + 1);
  }

  @Override
  public Path subpath(int from, int to) {
    if (from < 0 || to > getNameCount() || from >= to) {
      throw new IllegalArgumentException("'" + this + "' has no names " + from + " to " + to);
    }
    return names.isEmpty() ? this : with(false, names.subList(from, to));
  }

  @Override
  public boolean startsWith(Path other) {
    return other instanceof HadoopPath path
        && path.files.isSamePlace(files)
        && path.absolute == absolute
        && path.names.size() <= names.size()
        && names.subList(0, path.names.size()).equals(path.names);
  }

  @Override
  public boolean endsWith(Path other) {
    if (!(other instanceof HadoopPath path) || !path.files.isSamePlace(files)) {
      return false;
    }
    if (path.absolute) {
      return equals(path);
    }
    int from = names.size() - path.names.size();
    return from >= 0 && names.subList(from, names.size()).equals(path.names);
  }

  @Override
  public Path normalize() {
    List<String> plain = new ArrayList<>();
    for (String name : names) {
      boolean above = !plain.isEmpty() && !plain.get(plain.size() - 1).equals("..");
      if (name.equals("..") && (above || absolute)) {
        if (above) {
          plain.remove(plain.size() - 1);
        }
      } else if (!name.equals(".")) {
        plain.add(name);
      }
    }
    return plain.equals(names) ? this : with(absolute, plain);
  }

  @Override
  public Path resolve(Path other) {
    HadoopPath path = ours(other);
    if (path.absolute) {
      return path;
    }
    List<String> joined = new ArrayList<>(names);
    joined.addAll(path.names);
    return with(absolute, joined);
  }

  @Override
  public Path relativize(Path other) {
    HadoopPath path = ours(other);
    if (path.absolute != absolute || !path.files.isSamePlace(files)) {
      throw new IllegalArgumentException("'" + other + "' and '" + this + "' share no root");
    }
    int same = 0;
    while (same < names.size()
        && same < path.names.size()
        && names.get(same).equals(path.names.get(same))) {
      same++;
    }
    List<String> way = new ArrayList<>();
    for (int i = same; i < names.size(); i++) {
      way.add("..");
    }
    way.addAll(path.names.subList(same, path.names.size()));
    return with(false, way);
  }

  @Override
  public URI toUri() {
    HadoopPath path = (HadoopPath) toAbsolutePath();
    URI root = files.uri();
    try {
      return new URI(root.getScheme(), root.getAuthority(), path.plain(), null, null);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("no URI of " + path, e);
    }
  }

  @Override
  public Path toAbsolutePath() {
    return absolute ? this : with(true, names);
  }

  /** Without a listing's knowledge, and only of what is there; there are no links to follow. */
  @Override
  public Path toRealPath(LinkOption... options) throws IOException {
    HadoopPath real = (HadoopPath) toAbsolutePath().normalize();
    FileStatus unused = files.provider().status(real.listed(null));
    return real.listed(null);
  }

  @Override
  public File toFile() {
    throw new UnsupportedOperationException("'" + this + "' is no local file");
  }

  @Override
  public WatchKey register(
      WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers) {
    throw new UnsupportedOperationException("files of Hadoop cannot be watched");
  }

  @Override
  public int compareTo(Path other) {
    return toString().compareTo(ours(other).toString());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HadoopPath path
        && path.files.isSamePlace(files)
        && path.absolute == absolute
        && path.names.equals(names);
  }

  @Override
  public int hashCode() {
    return Objects.hash(files.uri(), absolute, names);
  }

  @Override
  public String toString() {
    String joined = String.join("/", names);
    return absolute ? files.root() + joined : joined;
  }

  /** A path of several strings. */
  static String join(String first, String... more) {
    StringBuilder joined = new StringBuilder(first);
    Arrays.stream(more).filter(part -> !part.isEmpty()).forEach(p -> joined.append('/').append(p));
    return joined.toString();
  }
}
