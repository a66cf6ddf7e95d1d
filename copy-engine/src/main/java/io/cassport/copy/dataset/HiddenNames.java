package io.cassport.copy.dataset;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The hidden files of one export, all beside its target and all with its number in their names, so
 * that what a dead export has left is known as its own.
 *
 * @param target what the export makes
 * @param id the export's number
 */
record HiddenNames(Path target, String id) {
  private static final String SIGN = ".cassport-";

  static HiddenNames of(Path target) {
    return new HiddenNames(target, UUID.randomUUID().toString());
  }

  /** The file, or the directory of a dataset, before it is complete. */
  Path work() {
    return name("tmp");
  }

  /** Rows that wait for their partition's turn. */
  Path spill() {
    return name("spill");
  }

  /** What was there before, until the new is in its place. */
  Path old() {
    return name("old");
  }

  /** Made and removed at once, to see with which permissions. */
  Path probe() {
    return name("probe");
  }

  /** What of it is complete, when it can be resumed. */
  Path progress() {
    return name("progress");
  }

  /** The sign that the export is running. */
  Path mark() {
    return name("lock");
  }

  /** The sign that a capture has the target for itself, also while nothing is written. */
  Path claim() {
    return name("capture");
  }

  private Path name(String ending) {
    return target.resolveSibling("." + target.getFileName() + SIGN + id + "." + ending);
  }

  /**
   * Removes what exports to the same target have left that died. What such an export had moved
   * aside and not yet replaced is moved back.
   */
  static void removeDead(Path target) throws IOException {
    for (HiddenNames names : dead(target)) {
      names.remove();
    }
    for (HiddenNames names : marked(target, "capture")) {
      if (JobMark.isDead(names.claim())) {
        Files.deleteIfExists(names.claim());
      }
    }
  }

  /** The exports to the same target that have died. */
  static List<HiddenNames> dead(Path target) throws IOException {
    List<HiddenNames> dead = new ArrayList<>();
    for (HiddenNames names : marked(target, "lock")) {
      if (JobMark.isDead(names.mark())) {
        dead.add(names);
      }
    }
    return dead;
  }

  /** The captures of a target, also dead ones. */
  static List<HiddenNames> captures(Path target) throws IOException {
    return marked(target, "capture");
  }

  private static List<HiddenNames> marked(Path target, String ending) throws IOException {
    Pattern marks =
        Pattern.compile(
            Pattern.quote("." + target.getFileName() + SIGN) + "([0-9a-f-]{36})\\." + ending);
    List<HiddenNames> marked = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(target.getParent())) {
      for (Path file : files) {
        Matcher matcher = marks.matcher(file.getFileName().toString());
        if (matcher.matches()) {
          marked.add(new HiddenNames(target, matcher.group(1)));
        }
      }
    }
    return marked;
  }

  private void remove() throws IOException {
    if (Files.exists(old())) {
      if (Files.exists(target)) {
        FileTrees.delete(old());
      } else {
        Files.move(old(), target);
      }
    }
    FileTrees.delete(work());
    FileTrees.delete(spill());
    FileTrees.delete(progress());
    FileTrees.delete(probe());
    Files.deleteIfExists(mark()); // last, so that another death here leaves the rest findable
  }
}
