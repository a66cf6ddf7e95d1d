package io.cassport.copy.dataset;

import io.cassport.copy.job.Errors;
import io.cassport.format.ColumnRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Keeps beside an export which part of it is complete, so that the same statement can go on from
 * there when the export is cut off.
 */
final class Checkpoints {
  private final HiddenStaging staging;
  private ExportProgress progress;

  Checkpoints(HiddenStaging staging) {
    this.staging = staging;
    this.progress = staging.progress();
  }

  /** The pieces of work that need not be done again. */
  List<String> work() {
    return progress.work();
  }

  /**
   * The objects that an earlier run has completed; whatever else it left in the hidden directory is
   * removed.
   *
   * @throws SQLException 58030 when one of them is gone or another
   */
  List<WrittenObject> restore() throws SQLException {
    List<WrittenObject> objects = new ArrayList<>();
    Set<Path> kept = new HashSet<>();
    try {
      for (Manifest.Entry entry : progress.objects()) {
        Path path = staging.directory().resolve(entry.path());
        if (!Files.isRegularFile(path) || Files.size(path) != entry.size()) {
          throw lost(path);
        }
        kept.add(path);
        objects.add(object(path, entry));
      }
      removeOthers(kept);
    } catch (IOException e) {
      throw Errors.io("go on with", staging.directory().toString(), e);
    }
    return objects;
  }

  private SQLException lost(Path path) {
    return Errors.io(
        "go on with the interrupted export: what it had written is gone or changed; look whether"
            + " it was just being moved to '"
            + staging.target().path()
            + "', then delete '"
            + staging.progressFile()
            + "' or leave RESUME out. The first file that is missed is",
        path.toString(),
        new IOException("not as the progress file says"));
  }

  private static WrittenObject object(Path path, Manifest.Entry entry) {
    int slash = entry.path().lastIndexOf('/');
    List<ColumnRange> ranges = new ArrayList<>();
    entry
        .columns()
        .forEach((name, r) -> ranges.add(new ColumnRange(name, r.min(), r.max(), r.nulls())));
    return new WrittenObject(
        path,
        entry.size(),
        entry.rows(),
        slash < 0 ? null : entry.path().substring(0, slash),
        entry.sha256(),
        ranges);
  }

  private void removeOthers(Set<Path> kept) throws IOException {
    if (!Files.isDirectory(staging.directory())) {
      return;
    }
    List<Path> found;
    try (Stream<Path> files = Files.walk(staging.directory())) {
      found = files.filter(Files::isRegularFile).toList();
    }
    for (Path file : found) {
      if (!kept.contains(file)) {
        Files.delete(file);
      }
    }
  }

  /**
   * Records that work is done and that its rows are in objects, all of which are complete.
   *
   * @param more work that was done since the last time
   * @param written all objects so far
   */
  void record(Collection<String> more, List<WrittenObject> written) throws SQLException {
    List<String> work = new ArrayList<>(progress.work());
    work.addAll(more);
    List<Manifest.Entry> objects = new ArrayList<>();
    try {
      for (WrittenObject object : written) {
        String path = HivePath.slashes(staging.directory().relativize(object.path()));
        if (objects.size() >= progress.objects().size()) {
          ExportProgress.force(object.path());
        }
        objects.add(Manifest.Entry.of(object, path));
      }
      progress = new ExportProgress(progress.version(), progress.key(), work, objects);
      progress.write(staging.progressFile());
    } catch (IOException e) {
      throw Errors.io("record the progress in", staging.progressFile().toString(), e);
    }
  }

  /** True when there is something that another run can go on from. */
  boolean hasAny() {
    return !progress.work().isEmpty();
  }

  /** Ends the export without completing it, and keeps what is complete. */
  void interrupt() {
    staging.interrupt();
  }
}
