package io.cassport.copy.files;

import io.cassport.copy.job.Errors;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes paths of what people write: local paths, {@code file:} URIs, and URIs of add-ons. */
public final class Locations {
  private static final Pattern REMOTE =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+)://.*", Pattern.DOTALL);

  /** A URI that begins with a user, and perhaps a password. */
  private static final Pattern CREDENTIALS = Pattern.compile("[A-Za-z][A-Za-z0-9+.:-]*://[^/]*@");

  /** What the add-on takes, to tell a missing jar from a scheme that nobody knows. */
  private static final Set<String> OF_ADD_ON = Set.of("hdfs", "s3a", "s3");

  /** A root of a list: a URI, whose port has a colon too, or anything up to the separator. */
  private static final Pattern ROOT =
      Pattern.compile(
          "[A-Za-z][A-Za-z0-9+.-]+://[^/SEP]*(:\\d+)?(/[^SEP]*)?|[^SEP]+"
              .replace("SEP", File.pathSeparator));

  private final Map<String, String> settings;
  private final Map<String, Map<String, String>> credentials;

  /**
   * Locations of a connection.
   *
   * @param settings for the add-ons, by their names without a prefix
   * @param credentials further settings by the name that a statement can choose them by
   */
  public Locations(Map<String, String> settings, Map<String, Map<String, String>> credentials) {
    this.settings = Map.copyOf(settings);
    this.credentials = Map.copyOf(credentials);
  }

  /**
   * The same locations reached with named credentials.
   *
   * @throws SQLException 42000 when the connection has none of that name
   */
  public Locations as(String name) throws SQLException {
    Map<String, String> chosen = credentials.get(name);
    if (chosen == null) {
      throw Errors.syntax(
          "AUTHORIZATION names '"
              + name
              + "', and the connection has no properties credentials."
              + name
              + ".…"
              + Errors.didYouMean(name, credentials.keySet()));
    }
    Map<String, String> all = new HashMap<>(settings);
    all.putAll(chosen);
    return new Locations(all, credentials);
  }

  /** True when what is written leads to an add-on. */
  public static boolean isRemote(String written) {
    return REMOTE.matcher(written).matches() && !isFileUri(written);
  }

  private static boolean isFileUri(String written) {
    return written.regionMatches(true, 0, "file:", 0, 5);
  }

  /**
   * The absolute path that is meant; nothing is connected to.
   *
   * @throws SQLException 42000 when it is none, 58P01 when the add-on for it is missing
   */
  public Path path(String written) throws SQLException {
    if (written.isBlank()) {
      throw Errors.syntax("the path of a file is empty; write one between the quotes");
    }
    if (CREDENTIALS.matcher(written).lookingAt()) {
      // and is not repeated
      throw Errors.syntax(
          "the path has a user before a host; credentials are connection properties and no part of"
              + " a path");
    }
    try {
      if (isFileUri(written)) {
        return Path.of(URI.create(written)).toAbsolutePath();
      }
      Matcher remote = REMOTE.matcher(written);
      if (remote.matches()) {
        return remote(written, remote.group(1).toLowerCase(Locale.ROOT));
      }
      if (written.startsWith("~/")) {
        return Path.of(System.getProperty("user.home"), written.substring(2));
      }
      return Path.of(written).toAbsolutePath();
    } catch (InvalidPathException e) {
      throw Errors.syntax("'" + e.getInput() + "' is no path: " + e.getReason(), e);
    } catch (IllegalArgumentException e) {
      throw Errors.syntax("'" + written + "' is no path: " + e.getMessage(), e);
    }
  }

  private Path remote(String written, String scheme) throws SQLException {
    // asked each time: tools add jars to a driver while they run
    for (RemoteFiles files :
        ServiceLoader.load(RemoteFiles.class, Locations.class.getClassLoader())) {
      if (files.schemes().contains(scheme)) {
        try {
          return files.path(written, settings);
        } catch (IOException e) {
          throw Errors.noFile("'" + written + "' cannot be reached: " + e.getMessage());
        }
      }
    }
    if (OF_ADD_ON.contains(scheme)) {
      throw Errors.noFile(
          "'"
              + written
              + "' needs the add-on cassport-hadoop; add its jar, and those of Hadoop that"
              + " docs/remote-files.md names, to the driver's class path");
    }
    throw Errors.syntax(
        "files of '"
            + scheme
            + "://' are not supported; there are local paths, file:, hdfs:// and s3a://");
  }

  /**
   * The paths of a list such as a class path.
   *
   * @throws SQLException as {@link #path}
   */
  public List<Path> list(String written) throws SQLException {
    List<Path> paths = new ArrayList<>();
    Matcher roots = ROOT.matcher(written);
    while (roots.find()) {
      if (!roots.group().isBlank()) {
        paths.add(path(roots.group().strip()));
      }
    }
    return paths;
  }

  /** True for a path of the local disk. */
  public static boolean isLocal(Path path) {
    return path.getFileSystem() == FileSystems.getDefault() || path instanceof GuardedPath;
  }

  /**
   * True when a file is there; asked once, where {@link #reach} and {@link Files#isRegularFile}
   * would ask a server twice.
   *
   * @throws SQLException as {@link #reach}
   */
  public static boolean isFile(Path path) throws SQLException {
    if (path.getFileSystem() == FileSystems.getDefault()) {
      return Files.isRegularFile(path);
    }
    BasicFileAttributes found = attributes(path);
    return found != null && found.isRegularFile();
  }

  /**
   * Asks a file system that is not the plain local one for a path, because {@link Files#exists}
   * cannot tell a file that is not there from a server that is not, or a path that leads outside.
   *
   * @throws SQLException 58030 when the server cannot be reached or refuses, 42501 when the path
   *     leads outside the roots
   */
  public static void reach(Path path) throws SQLException {
    if (path.getFileSystem() != FileSystems.getDefault()) {
      BasicFileAttributes unused = attributes(path);
    }
  }

  /** Null when nothing is there. */
  private static BasicFileAttributes attributes(Path path) throws SQLException {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class);
    } catch (NoSuchFileException e) {
      return null; // the server has answered
    } catch (IOException e) {
      throw Errors.io("reach", path.toString(), e);
    }
  }
}
