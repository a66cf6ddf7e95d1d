package io.cassport.copy.dataset;

import io.cassport.copy.files.Locations;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * The sign that an export is running: a file that its process keeps locked. The lock ends with the
 * process, however that ends, so a file that can be locked is one of an export that has died.
 */
final class JobMark implements AutoCloseable {
  /**
   * The exports of this JVM, which must not be found out by locking: POSIX drops a process's lock
   * when any of its channels to the file is closed.
   */
  private static final SharedNames RUNNING = new SharedNames("io.cassport.running");

  private final Path file;
  private final FileChannel channel;
  private final String name;

  private JobMark(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
    this.name = SharedNames.of(file); // now: its directory may go
  }

  /** Marks an export as running; file systems without locks get no mark. */
  static JobMark make(Path file) throws IOException {
    if (!Locations.isLocal(file)) {
      return new JobMark(file, null);
    }
    FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            Privacy.ofFile(file));
    try {
      if (channel.tryLock() != null) {
        JobMark mark = new JobMark(file, channel);
        RUNNING.add(mark.name);
        return mark;
      }
    } catch (IOException e) {
      // no locks here: without a mark nobody will take this export for a dead one
    }
    channel.close();
    Files.deleteIfExists(file);
    return new JobMark(file, null);
  }

  /** Takes over a dead export's mark; null when somebody else was faster. */
  static JobMark take(Path file) throws IOException {
    if (!RUNNING.add(SharedNames.of(file))) {
      return null;
    }
    FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
    JobMark mark = new JobMark(file, channel);
    if (channel.tryLock() == null) {
      mark.leave();
      return null;
    }
    return mark;
  }

  /** False when somebody else has removed it, or the directory that it lies in. */
  boolean isThere() {
    return channel != null
        ? Files.exists(file)
        : !Locations.isLocal(file) || Files.isDirectory(file.getParent());
  }

  /** Ends the marking and leaves the file, as if the export had died. */
  void leave() throws IOException {
    if (channel != null) {
      channel.close();
      RUNNING.remove(name);
    }
  }

  /** True when the export that made the mark runs no more. */
  static boolean isDead(Path file) {
    if (!Locations.isLocal(file) || RUNNING.contains(SharedNames.of(file))) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      return channel.tryLock() != null;
    } catch (IOException e) {
      return false; // gone meanwhile, or not ours to judge
    }
  }

  @Override
  public void close() throws IOException {
    if (channel == null) {
      return;
    }
    Files.deleteIfExists(file); // first: an unlocked file would look like a dead export's
    channel.close();
    RUNNING.remove(name);
  }
}
