package io.cassport.copy.dataset;

import io.cassport.copy.job.Errors;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Finds the files of a source: a file, a directory with all below it, or a glob. */
public final class SourceListing {
  private static final int MAX_DEPTH = 64;

  private SourceListing() {}

  /**
   * Lists the source's files by name; those whose name, or whose directory's name, begins with a
   * dot or an underscore are left out.
   *
   * @throws SQLException 58P01 when there is no file
   */
  public static List<LocalObject> list(Path source) throws SQLException {
    if (Files.isDirectory(source)) {
      List<LocalObject> objects = walk(source, null);
      if (objects.isEmpty()) {
        throw Errors.noFile(
            "the directory '"
                + source
                + "' has no files to load; names that begin with '.' or '_' are left out");
      }
      return objects;
    }
    if (Files.exists(source)) {
      return List.of(object(source, Map.of()));
    }
    Path root = fixedRoot(source);
    if (root != null) {
      List<LocalObject> objects = walk(root, matcher(source));
      if (!objects.isEmpty()) {
        return objects;
      }
      throw Errors.noFile("no file matches '" + source + "'; check the pattern");
    }
    throw Errors.noFile("there is no file or directory '" + source + "'; check the path");
  }

  private static PathMatcher matcher(Path source) throws SQLException {
    try {
      return source.getFileSystem().getPathMatcher("glob:" + source);
    } catch (IllegalArgumentException e) {
      throw Errors.syntax("'" + source + "' is no valid pattern: " + e.getMessage(), e);
    }
  }

  /** The directory above the first name with a wildcard, or null when there is no wildcard. */
  private static Path fixedRoot(Path source) {
    Path root = source.getRoot();
    for (Path name : source) {
      if (name.toString().matches(".*[*?\\[{].*")) {
        return root != null && Files.isDirectory(root) ? root : null;
      }
      root = root == null ? name : root.resolve(name);
    }
    return null;
  }

  private static List<LocalObject> walk(Path root, PathMatcher matcher) throws SQLException {
    List<LocalObject> objects = new ArrayList<>();
    try (Stream<Path> paths = Files.walk(root, MAX_DEPTH, FileVisitOption.FOLLOW_LINKS)) {
      for (Path path : (Iterable<Path>) paths.sorted()::iterator) {
        if (Files.isRegularFile(path)
            && !isHidden(root.relativize(path))
            && (matcher == null || matcher.matches(path))) {
          objects.add(object(path, partition(path)));
        }
      }
    } catch (IOException e) {
      throw Errors.io("list", root.toString(), e);
    } catch (java.io.UncheckedIOException e) {
      throw Errors.io("list", root.toString(), e.getCause());
    }
    return objects;
  }

  private static boolean isHidden(Path relative) {
    for (Path name : relative) {
      String text = name.toString();
      // a Hive directory of a column whose name begins with an underscore is no hidden one
      if (text.startsWith(".") || (text.startsWith("_") && text.indexOf('=') < 0)) {
        return true;
      }
    }
    return false;
  }

  /** The values of the directories {@code column=value} above a file. */
  private static Map<String, String> partition(Path file) {
    Map<String, String> values = new LinkedHashMap<>();
    // the source may itself be such a directory, as in COPY t FROM '/data/year=2024/'
    for (Path name : file.getParent()) {
      String text = name.toString();
      int equals = text.indexOf('=');
      if (equals > 0) {
        values.put(
            HivePath.decode(text.substring(0, equals)),
            HivePath.decodeValue(text.substring(equals + 1)));
      }
    }
    return Collections.unmodifiableMap(values);
  }

  private static LocalObject object(Path path, Map<String, String> partition) throws SQLException {
    try {
      if (!Files.isReadable(path)) {
        throw Errors.io(
            "read", path.toString(), new java.nio.file.AccessDeniedException(path.toString()));
      }
      return new LocalObject(path, Files.size(path), partition);
    } catch (IOException | InvalidPathException e) {
      throw Errors.io("read", path.toString(), e);
    }
  }
}
