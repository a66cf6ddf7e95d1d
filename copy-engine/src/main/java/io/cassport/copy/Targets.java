package io.cassport.copy;

import io.cassport.copy.dataset.Target;
import io.cassport.copy.job.Errors;
import io.cassport.format.FormatOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/** Reads from a statement where its objects go. */
final class Targets {
  private Targets() {}

  /**
   * The target of a COPY TO or a CAPTURE: a dataset when it ends in a slash, is a directory, or an
   * option needs several files.
   *
   * @throws SQLException 42501 when the policy refuses it, 42000 when options contradict
   */
  static Target of(String written, FormatOptions options, CopyContext context) throws SQLException {
    Path path = context.policy().checkWrite(written);
    boolean overwrite = options.get(CopyOptions.OVERWRITE);
    boolean append = options.get(CopyOptions.APPEND);
    if (overwrite && append) {
      throw Errors.syntax("OVERWRITE and APPEND contradict each other; keep one of them");
    }
    boolean dataset =
        written.endsWith("/")
            || Files.isDirectory(path)
            || options.has(CopyOptions.PARTITION)
            || options.has(CopyOptions.MAX_FILE_SIZE);
    Target.Existing existing =
        overwrite
            ? Target.Existing.REPLACE
            : append ? Target.Existing.APPEND : Target.Existing.REFUSE;
    return new Target(path, dataset, existing);
  }
}
