package io.cassport.copy.dataset;

import io.cassport.copy.files.Locations;
import io.cassport.copy.job.Errors;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The hidden place beside a target where everything is written first, then moved. */
final class HiddenStaging implements Staging {
  private static final Logger LOG = LoggerFactory.getLogger(HiddenStaging.class);

  private static final long LOOK_NANOS = 1_000_000_000L;

  private final AtomicLong looked = new AtomicLong(System.nanoTime());
  private final Target target;
  private final String resumeKey;
  private HiddenNames names;
  private ExportProgress progress;
  private Path place;
  private JobMark mark;

  /**
   * Makes it; nothing is written before it begins.
   *
   * @param resumeKey what must be the same in an interrupted export that is gone on with, or null
   *     to begin anew
   */
  HiddenStaging(Target target, String resumeKey) {
    this.target = target;
    this.resumeKey = resumeKey;
    this.names = HiddenNames.of(target.path());
    this.place = names.work();
  }

  /** Marks the export as running, after removing what dead ones have left here. */
  @Override
  public void begin() throws SQLException {
    try {
      if (resumeKey != null) {
        progress = ExportProgress.none(resumeKey);
        goOnWithDead();
      }
      HiddenNames.removeDead(target.path());
      if (mark == null) {
        mark = JobMark.make(names.mark());
      }
    } catch (IOException e) {
      throw Errors.io("write beside", target.path().toString(), e);
    }
  }

  private void goOnWithDead() throws IOException {
    for (HiddenNames dead : HiddenNames.dead(target.path())) {
      Optional<ExportProgress> found = ExportProgress.read(dead.progress());
      if (found.isEmpty() || !found.get().key().equals(resumeKey)) {
        continue;
      }
      mark = JobMark.take(dead.mark());
      if (mark != null) {
        names = dead;
        place = dead.work();
        progress = found.get();
        return;
      }
    }
  }

  /** How far the export had come when it began; null for one that cannot be resumed. */
  ExportProgress progress() {
    return progress;
  }

  /** Where its progress is kept. */
  Path progressFile() {
    return names.progress();
  }

  /** Ends without completing it, so that the same statement can go on. */
  void interrupt() {
    try {
      FileTrees.delete(spillDirectory());
      mark.leave();
    } catch (IOException e) {
      LOG.warn("could not remove {}; it can be deleted", spillDirectory(), e);
    }
  }

  @Override
  public void checkThere() throws SQLException {
    long last = looked.get();
    long now = System.nanoTime();
    if (now - last < LOOK_NANOS || !looked.compareAndSet(last, now) || mark.isThere()) {
      return;
    }
    throw Errors.noFile(
        "the directory of '"
            + target.path()
            + "' was removed or exchanged while this COPY ran, and what it had written is gone;"
            + " create the directory and run it again");
  }

  @Override
  public Target target() {
    return target;
  }

  @Override
  public Path file() {
    return place;
  }

  @Override
  public Path directory() {
    return place;
  }

  /** Beside the target, whose disk has room; rows of a remote target wait on this host. */
  @Override
  public Path spillDirectory() {
    return Locations.isLocal(place)
        ? names.spill()
        : Path.of(System.getProperty("java.io.tmpdir"), names.spill().getFileName().toString());
  }

  @Override
  public String partName(int number, String extension) {
    return PartName.of(number, extension);
  }

  @Override
  public OutputStream create(Path path) throws IOException {
    if (!target.dataset()) {
      return Privacy.create(path);
    }
    makePlace();
    Files.createDirectories(path.getParent());
    return Files.newOutputStream(path);
  }

  /** What lies in it has the permissions it will keep, and nobody else can enter. */
  private void makePlace() throws IOException {
    Privacy.makeDirectory(place);
  }

  @Override
  public void discard(Path path) throws IOException {
    Files.deleteIfExists(path);
  }

  @Override
  public boolean movesDirectory() {
    return target.existing() != Target.Existing.APPEND;
  }

  @Override
  public List<WrittenObject> publish(List<WrittenObject> objects, String extension)
      throws SQLException {
    if (target.isTaken()) {
      throw Errors.appeared(target.path());
    }
    target.checkExisting();
    try {
      if (!target.dataset()) {
        publishFile();
        return relocated(objects, place, target.path());
      }
      makePlace();
      if (target.existing() == Target.Existing.APPEND && Files.isDirectory(target.path())) {
        return append(objects, extension);
      }
      publishDirectory();
      return relocated(objects, place, target.path());
    } catch (FileAlreadyExistsException e) {
      throw Errors.appeared(target.path());
    } catch (IOException e) {
      throw Errors.io("move the finished objects to", target.path().toString(), e);
    }
  }

  private void publishFile() throws IOException {
    Privacy.release(place, names.probe());
    if (target.existing() == Target.Existing.REPLACE) {
      move(place, target.path());
      return;
    }
    try {
      // a hard link, unlike a rename, fails when somebody else made the target meanwhile
      Files.createLink(target.path(), place);
      Files.delete(place);
    } catch (UnsupportedOperationException e) {
      Files.move(place, target.path());
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (IOException e) {
      Files.move(place, target.path()); // file systems without hard links
    }
  }

  private void publishDirectory() throws IOException {
    Privacy.release(place, names.probe());
    Path old = null;
    if (Files.exists(target.path())) {
      old = names.old();
      Files.move(target.path(), old);
    }
    try {
      Files.move(place, target.path());
    } catch (IOException e) {
      if (old != null) {
        Files.move(old, target.path());
      }
      throw e;
    }
    if (old != null) {
      FileTrees.delete(old);
    }
  }

  /** Adds the objects under the next part numbers; what was moved is taken back on failure. */
  private List<WrittenObject> append(List<WrittenObject> objects, String extension)
      throws IOException {
    Map<Path, Integer> next = new HashMap<>();
    List<WrittenObject> placed = new ArrayList<>();
    List<WrittenObject> ordered = new ArrayList<>(objects);
    ordered.sort(Comparator.comparing(object -> object.path().toString()));
    try {
      for (WrittenObject object : ordered) {
        Path parent = target.path().resolve(place.relativize(object.path().getParent()));
        Files.createDirectories(parent);
        Integer known = next.get(parent);
        int number = known == null ? firstFreeNumber(parent) : known;
        next.put(parent, number + 1);
        Path file = parent.resolve(PartName.of(number, extension));
        Files.move(object.path(), file);
        placed.add(object.at(file));
      }
    } catch (IOException e) {
      for (WrittenObject object : placed) {
        Files.deleteIfExists(object.path());
      }
      throw e;
    }
    FileTrees.delete(place);
    return placed;
  }

  private static int firstFreeNumber(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
              .map(file -> PartName.number(file.getFileName().toString()))
              .mapToInt(number -> number.orElse(-1))
              .max()
              .orElse(-1)
          + 1;
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static List<WrittenObject> relocated(List<WrittenObject> objects, Path from, Path to) {
    List<WrittenObject> placed = new ArrayList<>();
    for (WrittenObject object : objects) {
      Path relative = from.relativize(object.path());
      Path path = relative.toString().isEmpty() ? to : to.resolve(relative);
      placed.add(object.at(path));
    }
    return placed;
  }

  @Override
  public void removeReplaced() {
    // moving the new to its place has removed the old
  }

  @Override
  public void delete() {
    try {
      FileTrees.delete(spillDirectory());
      FileTrees.delete(place);
      FileTrees.delete(names.progress());
      if (mark != null) {
        mark.close();
      }
    } catch (IOException e) {
      LOG.warn("could not remove {}; it can be deleted", place, e);
    }
  }
}
