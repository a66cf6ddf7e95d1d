package io.cassport.copy.dataset;

import io.cassport.copy.job.Errors;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** The hidden place beside a target where everything is written first. */
final class Staging {
  private final Target target;
  private final Path place;

  Staging(Target target) {
    this.target = target;
    this.place = hidden("tmp");
  }

  Target target() {
    return target;
  }

  /** The temporary name of a single file. */
  Path file() {
    return place;
  }

  /** The temporary directory of a dataset. */
  Path directory() {
    return place;
  }

  private Path hidden(String ending) {
    String name =
        "." + target.path().getFileName() + ".cassport-" + UUID.randomUUID() + "." + ending;
    return target.path().resolveSibling(name);
  }

  /** Moves the objects to the target and returns them under their final paths. */
  List<WrittenObject> publish(List<WrittenObject> objects, String extension) throws SQLException {
    target.checkExisting();
    try {
      if (!target.dataset()) {
        publishFile();
        return relocated(objects, place, target.path());
      }
      Files.createDirectories(place);
      if (target.existing() == Target.Existing.APPEND && Files.isDirectory(target.path())) {
        return append(objects, extension);
      }
      publishDirectory();
      return relocated(objects, place, target.path());
    } catch (FileAlreadyExistsException e) {
      throw Errors.targetExists(
          "'"
              + target.path()
              + "' appeared while this COPY ran and was left as it is; choose"
              + " another target, or add OVERWRITE=TRUE");
    } catch (IOException e) {
      throw Errors.io("move the finished objects to", target.path().toString(), e);
    }
  }

  private void publishFile() throws IOException {
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
    Path old = null;
    if (Files.exists(target.path())) {
      old = hidden("old");
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
      deleteTree(old);
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
        placed.add(
            new WrittenObject(
                file, object.size(), object.rows(), object.partition(), object.sha256()));
      }
    } catch (IOException e) {
      for (WrittenObject object : placed) {
        Files.deleteIfExists(object.path());
      }
      throw e;
    }
    deleteTree(place);
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
      placed.add(
          new WrittenObject(
              path, object.size(), object.rows(), object.partition(), object.sha256()));
    }
    return placed;
  }

  /** Removes what was not published; a failure leaves a hidden file, never a visible one. */
  void delete() {
    try {
      if (Files.exists(place)) {
        deleteTree(place);
      }
    } catch (IOException e) {
      place.toFile().deleteOnExit();
    }
  }

  private static void deleteTree(Path root) throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException failure)
              throws IOException {
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
