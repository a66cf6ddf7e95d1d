package io.cassport.copy.dataset;

import io.cassport.copy.files.Locations;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;

/**
 * The sign that an export is running: a file that its process keeps locked. The lock ends with the
 * process, however that ends, so a file that can be locked is one of an export that has died.
 */
final class JobMark implements AutoCloseable {
  /**
   * The exports of this JVM, which must not be found out by locking: POSIX drops a process's lock
   * when any of its channels to the file is closed. A property and no field, because several class
   * loaders may have loaded this driver.
   */
  private static final String RUNNING = "io.cassport.running";

  private final Path file;
  private final FileChannel channel;

  private JobMark(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** Marks an export as running; file systems without locks get no mark. */
  static JobMark make(Path file) throws IOException {
    if (!Locations.isLocal(file)) {
      return new JobMark(file, null);
    }
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        changeRunning(file, true);
        return new JobMark(file, channel);
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
    FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
    if (channel.tryLock() == null) {
      channel.close();
      return null;
    }
    changeRunning(file, true);
    return new JobMark(file, channel);
  }

  /** Ends the marking and leaves the file, as if the export had died. */
  void leave() throws IOException {
    if (channel != null) {
      channel.close();
      changeRunning(file, false);
    }
  }

  /** True when the export that made the mark runs no more. */
  static boolean isDead(Path file) {
    if (isRunningHere(file) || !Locations.isLocal(file)) {
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
    changeRunning(file, false);
  }

  private static boolean isRunningHere(Path file) {
    return running(System.getProperties()).contains(file.toString());
  }

  private static void changeRunning(Path file, boolean runs) {
    Properties shared = System.getProperties();
    synchronized (shared) {
      Set<String> running = running(shared);
      boolean unused = runs ? running.add(file.toString()) : running.remove(file.toString());
      if (running.isEmpty()) {
        shared.remove(RUNNING);
      } else {
        shared.setProperty(RUNNING, String.join("\n", running));
      }
    }
  }

  private static Set<String> running(Properties shared) {
    String files = shared.getProperty(RUNNING, "");
    return files.isEmpty()
        ? new LinkedHashSet<>()
        : new LinkedHashSet<>(List.of(files.split("\n", -1)));
  }
}
