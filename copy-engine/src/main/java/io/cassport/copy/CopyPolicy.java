package io.cassport.copy;

import io.cassport.copy.files.Locations;
import io.cassport.copy.job.Errors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Which files statements may touch: set by whoever writes the URL, tightened by whoever runs the
 * JVM (system properties {@value #MODE_PROPERTY} and {@value #PATHS_PROPERTY}), never by SQL.
 */
public final class CopyPolicy {
  /** The system property that tightens what a connection may do. */
  public static final String MODE_PROPERTY = "cassport.copy";

  /** The system property that tightens where files may be. */
  public static final String PATHS_PROPERTY = "cassport.copyPaths";

  private final boolean mayRead;
  private final boolean mayWrite;

  /** Each list is one authority's roots: a path must be below a root of every list. */
  private final List<List<Path>> roots;

  private final Locations locations;

  private CopyPolicy(
      boolean mayRead, boolean mayWrite, List<List<Path>> roots, Locations locations) {
    this.locations = locations;
    this.mayRead = mayRead;
    this.mayWrite = mayWrite;
    this.roots = List.copyOf(roots);
  }

  /**
   * The policy of a connection.
   *
   * @param copy readwrite, read, write or off; null is readwrite
   * @param copyPaths directories, also remote ones, separated by {@link
   *     java.io.File#pathSeparator}; null or blank is anywhere
   * @param locations what is written leads to
   * @throws SQLException 42000 when a word or a directory is no such thing, 58P01 when the add-on
   *     of a directory is missing
   */
  public static CopyPolicy of(String copy, String copyPaths, Locations locations)
      throws SQLException {
    Mode asked = Mode.of(copy);
    Mode ceiling = Mode.of(System.getProperty(MODE_PROPERTY));
    List<List<Path>> roots = new ArrayList<>();
    addRoots(roots, copyPaths, locations);
    addRoots(roots, System.getProperty(PATHS_PROPERTY), locations);
    return new CopyPolicy(
        asked.read && ceiling.read, asked.write && ceiling.write, roots, locations);
  }

  /**
   * The same policy for files reached with named credentials.
   *
   * @throws SQLException 42000 when the connection has none of that name
   */
  CopyPolicy as(String credentials) throws SQLException {
    return new CopyPolicy(mayRead, mayWrite, roots, locations.as(credentials));
  }

  /**
   * The path that a statement may read.
   *
   * @throws SQLException 42501 when it may not, 42000 when it is no path
   */
  public Path checkRead(String written) throws SQLException {
    if (!mayRead) {
      throw Errors.refused(
          "COPY FROM may not read files on this connection (property copy); who writes the URL can"
              + " set copy=read or copy=readwrite");
    }
    return check(written);
  }

  /**
   * The path that a statement may write.
   *
   * @throws SQLException 42501 when it may not, 42000 when it is no path
   */
  public Path checkWrite(String written) throws SQLException {
    if (!mayWrite) {
      throw Errors.refused(
          "COPY TO and CAPTURE may not write files on this connection (property copy); who writes"
              + " the URL can set copy=write or copy=readwrite");
    }
    return check(written);
  }

  /**
   * Refuses a path outside the roots; called again for every file that listing a source finds.
   *
   * @throws SQLException 42501
   */
  public void checkInside(Path path) throws SQLException {
    Path real = real(path);
    for (List<Path> authority : roots) {
      if (authority.stream().noneMatch(real::startsWith)) {
        throw Errors.refused(
            "'"
                + path
                + "' is outside the directories that copyPaths allows; who writes the URL can add"
                + " its directory");
      }
    }
  }

  private Path check(String written) throws SQLException {
    Path path = locations.path(written);
    checkInside(path);
    Locations.reach(path);
    return path;
  }

  /** The path with the symbolic links of its existing part followed and without {@code ..}. */
  private static Path real(Path path) throws SQLException {
    if (!Locations.isLocal(path)) {
      return path.normalize(); // an add-on follows no links, and a look would be a connection
    }
    Path existing = path.toAbsolutePath();
    List<Path> missing = new ArrayList<>();
    while (existing != null && !Files.exists(existing)) {
      if (Files.isSymbolicLink(existing)) {
        throw Errors.refused(
            "'" + path + "' passes through a symbolic link that leads nowhere: " + existing);
      }
      missing.add(0, existing.getFileName());
      existing = existing.getParent();
    }
    try {
      Path real = existing == null ? path.toAbsolutePath() : existing.toRealPath();
      for (Path name : missing) {
        if (name.toString().equals("..")) {
          throw Errors.refused(
              "'" + path + "' has '..' below a directory that is not there; write the plain path");
        }
        real = real.resolve(name);
      }
      return real.normalize();
    } catch (IOException e) {
      throw Errors.io("resolve", path.toString(), e);
    }
  }

  private static void addRoots(List<List<Path>> roots, String paths, Locations locations)
      throws SQLException {
    if (paths == null || paths.isBlank()) {
      return;
    }
    List<Path> list = new ArrayList<>();
    for (Path root : locations.list(paths)) {
      list.add(real(root));
    }
    roots.add(List.copyOf(list));
  }

  private enum Mode {
    READWRITE(true, true),
    READ(true, false),
    WRITE(false, true),
    OFF(false, false);

    private final boolean read;
    private final boolean write;

    Mode(boolean read, boolean write) {
      this.read = read;
      this.write = write;
    }

    static Mode of(String word) throws SQLException {
      if (word == null || word.isBlank()) {
        return READWRITE;
      }
      for (Mode mode : values()) {
        if (mode.name().equals(word.strip().toUpperCase(Locale.ROOT))) {
          return mode;
        }
      }
      throw Errors.syntax(
          "the property copy is '" + word + "'; it can be readwrite, read, write or off");
    }
  }
}
