package io.cassport.copy.dataset;

import io.cassport.copy.files.PendingFiles;
import io.cassport.copy.job.Errors;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.stream.Stream;

/**
 * Where an export goes.
 *
 * @param path absolute
 * @param dataset true for a directory of part files, false for one file
 * @param existing what to do with what is there
 */
public record Target(Path path, boolean dataset, Existing existing) {
  /** What to do with an existing target. */
  public enum Existing {
    /** Refuse. */
    REFUSE,
    /** Replace it once the new data is complete. */
    REPLACE,
    /** Add part files to it. */
    APPEND
  }

  /**
   * Checks, before anything is written, that the target can be written.
   *
   * @throws SQLException 58P02 when it is there, 58P01 when its directory is not, 58030 when it may
   *     not be written, 42000 when APPEND is asked of a file
   */
  public void check() throws SQLException {
    Path parent = path.getParent();
    if (parent == null || path.getFileName() == null) {
      throw Errors.syntax("'" + path + "' names no file; add a name to it");
    }
    boolean needsDirectory = !(path.getFileSystem() instanceof PendingFiles);
    if (needsDirectory && !Files.isDirectory(parent)) {
      throw Errors.noFile(
          "there is no directory '"
              + parent
              + "' to write '"
              + path.getFileName()
              + "' in; create it first");
    }
    if (!dataset && existing == Existing.APPEND) {
      throw Errors.syntax(
          "APPEND adds files to a dataset directory, and '"
              + path
              + "' is one file; end the target with '/'");
    }
    if (needsDirectory && !Files.isWritable(parent)) {
      throw Errors.io("write to", parent.toString(), new AccessDeniedException(parent.toString()));
    }
    checkExisting();
  }

  /**
   * The part of {@link #check()} that is repeated just before the new data appears.
   *
   * @throws SQLException 58P02 when something is there that must stay
   */
  public void checkExisting() throws SQLException {
    if (!Files.exists(path)) {
      return;
    }
    if (dataset && !Files.isDirectory(path)) {
      throw Errors.targetExists(
          "'" + path + "' is a file, and this COPY writes a directory; choose another target");
    }
    if (!dataset && Files.isDirectory(path)) {
      throw Errors.targetExists("'" + path + "' is a directory; choose another target");
    }
    if (isTaken()) {
      throw Errors.targetExists(
          "'"
              + path
              + "' exists already and was left as it is; choose another target, or add"
              + (dataset ? " OVERWRITE=TRUE or APPEND=TRUE" : " OVERWRITE=TRUE"));
    }
  }

  /** True when something is there that must stay. */
  boolean isTaken() throws SQLException {
    return existing == Existing.REFUSE && Files.exists(path) && !(dataset && isEmpty(path));
  }

  private static boolean isEmpty(Path directory) throws SQLException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.findAny().isEmpty();
    } catch (IOException e) {
      throw Errors.io("list", directory.toString(), e);
    }
  }
}
