package io.cassport.copy.dataset;

import io.cassport.copy.files.PendingFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** Where everything is written before it is seen at the target. */
sealed interface Staging permits HiddenStaging, PendingStaging {
  /** The staging that the target's file system allows. */
  static Staging of(Target target) {
    return target.path().getFileSystem() instanceof PendingFiles files
        ? new PendingStaging(target, files)
        : new HiddenStaging(target, null);
  }

  /** Prepares the place; nothing is written before. */
  void begin() throws SQLException;

  /**
   * Looks now and then whether the place is still there, so that an export of hours does not learn
   * at its end that it has none.
   *
   * @throws SQLException 58P01 when it is not
   */
  void checkThere() throws SQLException;

  /** What is made. */
  Target target();

  /** The path of a single file while it is written. */
  Path file();

  /** The directory of a dataset while it is written. */
  Path directory();

  /**
   * A local directory, or one beside the target, for rows that wait; not made before it is used.
   */
  Path spillDirectory() throws SQLException;

  /** The name of a part file. */
  String partName(int number, String extension);

  /** Begins the file at a path below {@link #directory()}, or at {@link #file()}. */
  OutputStream create(Path path) throws IOException;

  /** Takes back a file that was created and will not be complete. */
  void discard(Path path) throws IOException;

  /** True when what lies in {@link #directory()} is moved to the target as a whole. */
  boolean movesDirectory();

  /**
   * Makes the objects appear at the target and returns them under their final paths.
   *
   * @param objects that are complete; none for a single file that is not counted
   */
  List<WrittenObject> publish(List<WrittenObject> objects, String extension) throws SQLException;

  /** Removes what was replaced and is still there; comes after the manifest. */
  void removeReplaced() throws SQLException;

  /** Removes what was not published; a failure leaves something hidden, never something visible. */
  void delete();
}
