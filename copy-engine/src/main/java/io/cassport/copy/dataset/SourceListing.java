package io.cassport.copy.dataset;

import io.cassport.copy.files.Locations;
import io.cassport.copy.job.Errors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Finds the files of a source: a file, a directory with all below it, a glob, or a manifest. */
public final class SourceListing {
  private static final int MAX_DEPTH = 64;

  private SourceListing() {}

  /**
   * Lists the source's files by name; those whose name, or whose directory's name, begins with a
   * dot or an underscore are left out, unless FILES names them.
   *
   * @throws SQLException 58P01 when there is no file, 42S22 when the filter names no directory,
   *     22018 when files are not what a manifest says
   */
  public static List<LocalObject> list(Path source, SourceSelection selection) throws SQLException {
    if (isManifest(source)) {
      return new Selected(source, selection)
          .keep(ManifestFile.objects(source, ManifestFile.read(source)));
    }
    return listFiles(source, selection);
  }

  /**
   * The format that the source says its objects have, when it is a manifest.
   *
   * @throws SQLException 22018 when it is a damaged one
   */
  public static Optional<String> formatOfManifest(Path source) throws SQLException {
    return isManifest(source)
        ? Optional.ofNullable(ManifestFile.read(source).format())
        : Optional.empty();
  }

  /** Some names of a directory's files, in no order; none when the source is no directory. */
  public static List<String> names(Path source, int most) throws SQLException {
    if (!Files.isDirectory(source)) {
      return List.of();
    }
    try (Stream<Path> below = Files.walk(source, MAX_DEPTH)) {
      return below
          .filter(file -> !Walk.isHidden(file) && Files.isRegularFile(file))
          .limit(most)
          .map(Path::toString)
          .toList();
    } catch (IOException | UncheckedIOException e) {
      throw Errors.io("list", source.toString(), e);
    }
  }

  private static boolean isManifest(Path source) throws SQLException {
    return Files.isRegularFile(source) && ManifestFile.isOne(source);
  }

  private static List<LocalObject> listFiles(Path source, SourceSelection selection)
      throws SQLException {
    Selected selected = new Selected(source, selection);
    if (!selection.files().isEmpty()) {
      return selected.keep(named(source, selection.files()));
    }
    if (Files.isDirectory(source)) {
      List<LocalObject> objects = walk(source, null, selected);
      if (objects.isEmpty()) {
        throw selected.nothing(
            "the directory '"
                + source
                + "' has no files to load; names that begin with '.' or '_' are left out");
      }
      return objects;
    }
    if (Files.exists(source)) {
      return selected.keep(List.of(LocalObject.of(source, HivePath.values(source))));
    }
    Path root = fixedRoot(source);
    if (root == null) {
      throw Errors.noFile("there is no file or directory '" + source + "'; check the path");
    }
    List<LocalObject> objects = walk(root, matcher(source), selected);
    if (objects.isEmpty()) {
      throw selected.nothing("no file matches '" + source + "'; check the pattern");
    }
    return objects;
  }

  private static List<LocalObject> named(Path source, List<String> names) throws SQLException {
    List<LocalObject> objects = new ArrayList<>();
    Set<Path> seen = new HashSet<>();
    for (String name : names) {
      try {
        Path file = source.resolve(name).normalize();
        if (!file.startsWith(source.normalize())) {
          throw Errors.syntax("FILES names '" + name + "', which is not below '" + source + "'");
        }
        if (!Locations.isFile(file)) {
          throw Errors.noFile(
              "FILES names '"
                  + name
                  + "', and there is no file '"
                  + file
                  + "'; names begin at the source");
        }
        if (!seen.add(file)) {
          throw Errors.syntax("FILES names '" + name + "' twice; keep one of them");
        }
        objects.add(LocalObject.of(file, HivePath.values(file)));
      } catch (InvalidPathException e) {
        throw Errors.syntax("FILES names '" + name + "', which is no path: " + e.getReason(), e);
      }
    }
    return objects;
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

  private static List<LocalObject> walk(Path root, PathMatcher matcher, Selected selected)
      throws SQLException {
    List<Path> files = new ArrayList<>();
    try {
      Files.walkFileTree(
          root,
          EnumSet.of(FileVisitOption.FOLLOW_LINKS),
          MAX_DEPTH,
          new Walk(selected.source, root, matcher, selected, files));
    } catch (WalkFailure e) {
      throw e.failure;
    } catch (IOException e) {
      throw Errors.io("list", root.toString(), e);
    }
    files.sort(Comparator.comparing(Path::toString));
    List<LocalObject> objects = new ArrayList<>();
    for (Path file : files) {
      Map<String, String> partition = HivePath.values(file);
      if (selected.admits(file, partition) && !liesBesideItsObject(file)) {
        objects.add(LocalObject.of(file, partition));
      }
    }
    return objects;
  }

  /** A manifest beside a single file, which is JSON and yet none of the data. */
  private static boolean liesBesideItsObject(Path file) throws SQLException {
    return file.toString().endsWith(".manifest.json") && ManifestFile.isOne(file);
  }

  /** Carries a refusal through the walk. */
  private static final class WalkFailure extends IOException {
    private static final long serialVersionUID = 1;
    private final transient SQLException failure;

    WalkFailure(SQLException failure) {
      super(failure);
      this.failure = failure;
    }
  }

  /** Goes down into every directory that may hold files that are meant. */
  private static final class Walk extends SimpleFileVisitor<Path> {
    private final Path source;
    private final Path root;
    private final PathMatcher matcher;
    private final Selected selected;
    private final List<Path> files;

    Walk(Path source, Path root, PathMatcher matcher, Selected selected, List<Path> files) {
      this.source = source;
      this.root = root;
      this.matcher = matcher;
      this.selected = selected;
      this.files = files;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
        throws IOException {
      boolean enter = directory.equals(root) || !isHidden(directory);
      try {
        enter = enter && selected.admitsDirectory(directory);
      } catch (SQLException e) {
        throw new WalkFailure(e);
      }
      return enter ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (attributes.isSymbolicLink() && !isHidden(file) && mayMean(file)) {
        checkLink(file);
      }
      if (attributes.isRegularFile()
          && !isHidden(file)
          && (matcher == null || matcher.matches(file))) {
        files.add(file);
      }
      return FileVisitResult.CONTINUE;
    }

    /** A link that was not followed leads nowhere, or outside of what may be read. */
    private static void checkLink(Path link) throws WalkFailure {
      try {
        Locations.reach(link);
      } catch (SQLException e) {
        throw new WalkFailure(e);
      }
    }

    /** True when a file of this name, or one below a directory of this name, is meant. */
    private boolean mayMean(Path path) {
      if (matcher == null || matcher.matches(path)) {
        return true;
      }
      int names = path.getNameCount();
      return names < source.getNameCount()
          && source
              .getFileSystem()
              .getPathMatcher("glob:" + source.getRoot() + source.subpath(0, names))
              .matches(path);
    }

    private static boolean isHidden(Path path) {
      String name = path.getFileName().toString();
      // a Hive directory of a column whose name begins with an underscore is no hidden one
      return name.startsWith(".") || (name.startsWith("_") && name.indexOf('=') < 0);
    }
  }

  /** Decides which files are meant, and says why none is. */
  private static final class Selected {
    private final Path source;
    private final SourceSelection selection;
    private final Set<String> directories = new TreeSet<>();
    private int leftOut;

    Selected(Path source, SourceSelection selection) {
      this.source = source;
      this.selection = selection;
    }

    /** False for a directory below which no file can be meant; it is not even listed. */
    boolean admitsDirectory(Path directory) throws SQLException {
      if (selection.filter() == null || directory.getFileName() == null) {
        return true;
      }
      Map<String, String> value = HivePath.values(directory.getFileName().toString());
      directories.addAll(value.keySet());
      for (Map.Entry<String, String> entry : value.entrySet()) {
        if (!selection.filter().admits(entry.getKey(), entry.getValue(), selection.types())) {
          leftOut++;
          return false;
        }
      }
      return true;
    }

    boolean admits(Path file, Map<String, String> partition) throws SQLException {
      boolean meant =
          selection.pattern() == null
              || selection.pattern().matcher(HivePath.slashes(file)).matches();
      if (meant && selection.filter() != null) {
        directories.addAll(partition.keySet());
        meant = partition.keySet().containsAll(selection.filter().columns());
        for (Map.Entry<String, String> entry : partition.entrySet()) {
          meant =
              meant
                  && selection.filter().admits(entry.getKey(), entry.getValue(), selection.types());
        }
      }
      leftOut += meant ? 0 : 1;
      return meant;
    }

    List<LocalObject> keep(List<LocalObject> objects) throws SQLException {
      List<LocalObject> kept = new ArrayList<>();
      for (LocalObject object : objects) {
        if (admits(object.path(), object.partition())) {
          kept.add(object);
        }
      }
      if (kept.isEmpty()) {
        throw nothing("'" + source + "' has no files to load");
      }
      return kept;
    }

    SQLException nothing(String otherwise) {
      if (selection.filter() != null) {
        for (String name : selection.filter().columns()) {
          if (!directories.contains(name)) {
            return Errors.noColumn(
                "PARTITION_FILTER names "
                    + name
                    + ", and '"
                    + source
                    + "' has no directories "
                    + name
                    + "=…"
                    + Errors.didYouMean(name, directories)
                    + (directories.isEmpty()
                        ? ""
                        : " It has directories of " + String.join(", ", directories)));
          }
        }
      }
      return Errors.noFile(
          leftOut == 0
              ? otherwise
              : "PATTERN and PARTITION_FILTER leave nothing of '"
                  + source
                  + "' to load; check them");
    }
  }
}
