package io.cassport.copy;

import io.cassport.copy.dataset.ManifestTarget;
import io.cassport.copy.dataset.RowLayout;
import io.cassport.copy.dataset.Target;
import io.cassport.copy.job.Errors;
import io.cassport.format.FormatOptions;
import io.cassport.format.FormatProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads from a statement where its objects go. */
final class Targets {
  private Targets() {}

  /**
   * The target of a COPY TO or a CAPTURE: a dataset when it ends in a slash, is a directory, or an
   * option needs several files.
   *
   * @throws SQLException 42501 when the policy refuses it, 42000 when options contradict, 58P01,
   *     58P02 or 58030 when it cannot be written
   */
  static Target of(String written, FormatOptions options, CopyContext context) throws SQLException {
    Path path = context.policy().checkWrite(written);
    if (path.getParent() != null) {
      context.policy().checkInside(path.getParent()); // where it lies until it is complete
    }
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
    Target target = new Target(path, dataset, existing);
    target.check();
    checkReplaceable(target);
    return target;
  }

  /**
   * The manifest that MANIFEST asks for, checked, or null when none is asked for.
   *
   * @throws SQLException 42501 when the policy refuses its path, 58P01, 58P02 or 42000 when it
   *     cannot be written there
   */
  static ManifestTarget manifest(
      Target target,
      String statement,
      FormatProvider format,
      RowLayout layout,
      FormatOptions options,
      CopyContext context)
      throws SQLException {
    String written = options.get(CopyOptions.MANIFEST);
    if (written == null || written.equalsIgnoreCase("FALSE")) {
      return null;
    }
    Path file =
        written.equalsIgnoreCase("TRUE")
            ? ManifestTarget.defaultFile(target)
            : context.policy().checkWrite(written);
    ManifestTarget manifest = new ManifestTarget(file, target, statement, format.name(), layout);
    manifest.check();
    return manifest;
  }

  /**
   * Refuses to replace a directory that holds something else than data.
   *
   * @throws SQLException 58P02 naming the first such file
   */
  private static void checkReplaceable(Target target) throws SQLException {
    if (target.existing() != Target.Existing.REPLACE
        || !target.dataset()
        || !Files.isDirectory(target.path())) {
      return;
    }
    try (Stream<Path> files = Files.walk(target.path())) {
      Optional<Path> stranger =
          files.filter(Files::isRegularFile).filter(file -> !isData(file)).findFirst();
      if (stranger.isPresent()) {
        throw Errors.targetExists(
            "OVERWRITE would delete '"
                + stranger.get()
                + "', which is no data file; move it away or choose another target");
      }
    } catch (IOException | UncheckedIOException e) {
      throw Errors.io("list", target.path().toString(), e);
    }
  }

  /** Data of any format, or what those who write datasets put beside it. */
  private static boolean isData(Path file) {
    String name = file.getFileName().toString();
    return name.startsWith("_")
        || name.startsWith(".part-")
        || name.equals("._SUCCESS.crc")
        || Formats.byExtension(name).isPresent();
  }
}
