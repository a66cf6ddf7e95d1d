package io.cassport.copy;

import io.cassport.copy.files.Locations;
import io.cassport.copy.files.Roots;
import io.cassport.copy.job.Errors;
import java.io.IOException;
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

  private final Roots roots;
  private final Locations locations;

  private CopyPolicy(boolean mayRead, boolean mayWrite, Roots roots, Locations locations) {
    this.locations = locations;
    this.mayRead = mayRead;
    this.mayWrite = mayWrite;
    this.roots = roots;
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
    try {
      return new CopyPolicy(
          asked.read && ceiling.read, asked.write && ceiling.write, Roots.of(roots), locations);
    } catch (IOException e) {
      throw Errors.io("resolve a directory of copyPaths in", String.valueOf(copyPaths), e);
    }
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
   * The path that a statement may read; whatever becomes of the directories on its way, it leads to
   * nothing outside the roots.
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
   * The path that a statement may write; whatever becomes of the directories on its way, it leads
   * to nothing outside the roots.
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
    try {
      roots.check(path);
    } catch (IOException e) {
      throw Errors.io("resolve", path.toString(), e);
    }
  }

  private Path check(String written) throws SQLException {
    Path path = locations.path(written);
    checkInside(path);
    Path guarded = roots.guard(path);
    Locations.reach(guarded);
    return guarded;
  }

  private static void addRoots(List<List<Path>> roots, String paths, Locations locations)
      throws SQLException {
    if (paths == null || paths.isBlank()) {
      return;
    }
    roots.add(locations.list(paths));
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
