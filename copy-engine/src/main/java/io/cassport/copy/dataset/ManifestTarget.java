package io.cassport.copy.dataset;

import io.cassport.copy.files.PendingFiles;
import io.cassport.copy.job.Errors;
import io.cassport.format.ColumnSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * The manifest that an export writes.
 *
 * @param file where, absolute
 * @param target of the export
 * @param statement that wrote the objects
 * @param format of the objects
 * @param layout their columns
 */
public record ManifestTarget(
    Path file, Target target, String statement, String format, RowLayout layout) {
  /** Where the manifest is when MANIFEST is TRUE: in the dataset, or beside the file. */
  public static Path defaultFile(Target target) {
    return target.dataset()
        ? target.path().resolve(ManifestFile.NAME)
        : target.path().resolveSibling(target.path().getFileName() + ".manifest.json");
  }

  /**
   * Checks, before anything is written, that the manifest can be.
   *
   * @throws SQLException 58P02 when it is there, 58P01 when its directory is not
   */
  public void check() throws SQLException {
    if (isInside()) {
      return; // it comes and goes with the dataset
    }
    if (Files.isDirectory(file)) {
      throw Errors.targetExists("the manifest '" + file + "' is a directory; name a file");
    }
    if (file.equals(target.path())) {
      throw Errors.syntax("MANIFEST names the target itself; give it another name");
    }
    if (target.existing() == Target.Existing.REFUSE && Files.exists(file)) {
      throw Errors.targetExists(
          "the manifest '"
              + file
              + "' exists already and was left as it is; choose another name, or add"
              + " OVERWRITE=TRUE");
    }
    boolean needsDirectory = !(file.getFileSystem() instanceof PendingFiles);
    if (file.getParent() == null || (needsDirectory && !Files.isDirectory(file.getParent()))) {
      throw Errors.noFile(
          "there is no directory to write the manifest '" + file + "' in; create it first");
    }
  }

  /** True when it lies in the dataset's own directory. */
  boolean isInside() {
    return target.dataset() && file.startsWith(target.path());
  }

  /** Writes it among objects that are complete but not yet in their place. */
  void writeStaged(Path staged, List<WrittenObject> objects) throws SQLException {
    Path place = staged.resolve(target.path().relativize(file));
    try {
      Files.createDirectories(place.getParent());
      ManifestFile.write(place, describe(place, staged, objects));
    } catch (IOException e) {
      throw Errors.io("write the manifest", file.toString(), e);
    }
  }

  /** Writes it after its objects have come to their place; one that is there is gone on with. */
  void writePlaced(List<WrittenObject> objects) throws SQLException {
    Path root = target.dataset() ? target.path() : target.path().getParent();
    Manifest manifest = describe(file, root, objects);
    try {
      if (target.existing() == Target.Existing.APPEND && Files.exists(file)) {
        manifest = manifest.after(ManifestFile.read(file));
      }
      ManifestFile.write(file, manifest);
    } catch (IOException e) {
      throw Errors.io(
          "write, after all objects had come to their place in '" + root + "', the manifest",
          file.toString(),
          e);
    }
  }

  private Manifest describe(Path at, Path root, List<WrittenObject> objects) {
    List<Manifest.Entry> entries = new ArrayList<>();
    for (WrittenObject object : objects) {
      entries.add(Manifest.Entry.of(object, HivePath.slashes(root.relativize(object.path()))));
    }
    String location = HivePath.slashes(at.getParent().relativize(root));
    List<ColumnSchema> columns = layout.batchSchema().columns();
    return new Manifest(
        Manifest.VERSION,
        Clock.systemUTC().instant().toString(),
        statement,
        format,
        columns.stream()
            .map(column -> new Manifest.Column(column.name(), column.type().asCql(true, false)))
            .toList(),
        columns.subList(layout.fileSchema().size(), columns.size()).stream()
            .map(ColumnSchema::name)
            .toList(),
        location.isEmpty() ? "." : location,
        entries);
  }
}
