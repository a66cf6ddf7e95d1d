package io.cassport.copy.dataset;

import io.cassport.copy.files.PendingFile;
import io.cassport.copy.files.PendingFiles;
import io.cassport.copy.job.Errors;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * On an object store, whose rename is a copy: objects are sent to their final names and stay unseen
 * until all of them are complete. Part files have the export's number in their names, so that
 * exports to one dataset never meet.
 */
final class PendingStaging implements Staging {
  private static final Logger LOG = LoggerFactory.getLogger(PendingStaging.class);

  private final Target target;
  private final PendingFiles files;
  private final String id = UUID.randomUUID().toString();
  private final Map<Path, PendingFile> pending = new LinkedHashMap<>();
  private final List<Path> replaced = new ArrayList<>();
  private Path spill;

  PendingStaging(Target target, PendingFiles files) {
    this.target = target;
    this.files = files;
  }

  @Override
  public void begin() {
    // nothing can be marked or left here that others could find
  }

  @Override
  public void checkThere() {
    // a store has no directories that could go
  }

  @Override
  public Target target() {
    return target;
  }

  @Override
  public Path file() {
    return target.path();
  }

  @Override
  public Path directory() {
    return target.path();
  }

  @Override
  public synchronized Path spillDirectory() throws SQLException {
    if (spill == null) {
      spill = Path.of(System.getProperty("java.io.tmpdir"), "cassport-" + id + ".spill");
    }
    return spill;
  }

  @Override
  public String partName(int number, String extension) {
    String name = PartName.of(number, extension);
    int dot = name.indexOf('.');
    return name.substring(0, dot) + "-" + id + name.substring(dot);
  }

  @Override
  public OutputStream create(Path path) throws IOException {
    PendingFile file = files.create(path);
    synchronized (pending) {
      pending.put(path, file);
    }
    return file;
  }

  @Override
  public void discard(Path path) {
    // only what is published appears; the rest is aborted in the end
  }

  @Override
  public boolean movesDirectory() {
    return false;
  }

  @Override
  public List<WrittenObject> publish(List<WrittenObject> objects, String extension)
      throws SQLException {
    if (target.isTaken()) {
      throw Errors.appeared(target.path());
    }
    target.checkExisting();
    List<Path> begun = new ArrayList<>();
    try {
      rememberReplaced();
      List<Path> complete =
          target.dataset()
              ? objects.stream().map(WrittenObject::path).toList()
              : List.copyOf(pending.keySet());
      for (Path path : complete) {
        begun.add(path);
        pending.get(path).complete();
        pending.remove(path);
      }
      return new ArrayList<>(objects);
    } catch (IOException e) {
      if (target.dataset()) {
        takeBack(begun, e); // names of this export alone; a single file's may be another's by now
      }
      throw Errors.io("complete the objects of", target.path().toString(), e);
    }
  }

  private void rememberReplaced() throws IOException {
    if (target.existing() == Target.Existing.REPLACE && Files.isDirectory(target.path())) {
      try (Stream<Path> old = Files.walk(target.path())) {
        old.filter(Files::isRegularFile).forEach(replaced::add);
      }
    }
  }

  /** Also the one whose completion failed: the answer may have been lost, not the request. */
  private static void takeBack(List<Path> begun, IOException cause) {
    Removals.run(begun, Files::deleteIfExists).forEach(cause::addSuppressed);
  }

  @Override
  public void removeReplaced() throws SQLException {
    // a manifest of the same name has been replaced, and is the new one
    replaced.removeIf(path -> path.getFileName().toString().equals(ManifestFile.NAME));
    replaced.sort(Comparator.comparing(Path::toString));
    try {
      for (Path path : replaced) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw Errors.io(
          "remove, after the new objects had come, the old ones of", target.path().toString(), e);
    }
  }

  @Override
  public void delete() {
    for (IOException e : Removals.run(pending.values(), PendingFile::abort)) {
      LOG.warn("could not abort an upload to {}; the store keeps its parts", target.path(), e);
    }
    pending.clear();
    try {
      if (spill != null) {
        FileTrees.delete(spill);
      }
    } catch (IOException e) {
      LOG.warn("could not remove {}; it can be deleted", spill, e);
    }
  }
}
