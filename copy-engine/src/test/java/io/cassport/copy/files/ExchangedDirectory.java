package io.cassport.copy.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/**
 * A directory that a thread exchanges for a symbolic link to another one, and back, as fast as it
 * can.
 */
final class ExchangedDirectory implements AutoCloseable {
  private final CompletableFuture<Void> thread;
  private final Random random = new Random(1);
  private volatile boolean ended;
  private long exchanges;

  /**
   * Begins.
   *
   * @param directory that is there
   * @param other where the link leads
   */
  ExchangedDirectory(Path directory, Path other) throws IOException {
    Path aside = directory.resolveSibling(directory.getFileName() + ".aside");
    Path link = directory.resolveSibling(directory.getFileName() + ".link");
    Files.createSymbolicLink(link, other);
    thread = CompletableFuture.runAsync(() -> exchange(directory, aside, link));
  }

  private void exchange(Path directory, Path aside, Path link) {
    try {
      while (!ended) {
        Files.move(directory, aside, StandardCopyOption.ATOMIC_MOVE);
        Files.move(link, directory, StandardCopyOption.ATOMIC_MOVE);
        dwell();
        Files.move(directory, link, StandardCopyOption.ATOMIC_MOVE);
        Files.move(aside, directory, StandardCopyOption.ATOMIC_MOVE);
        exchanges++;
        dwell();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Up to the time of some system calls, so that either comes at any moment of an operation. */
  private void dwell() {
    for (int i = random.nextInt(2_000); i > 0; i--) {
      Thread.onSpinWait();
    }
  }

  /** Ends with the directory in its place, and tells how often it was a link. */
  long end() {
    ended = true;
    thread.join();
    return exchanges;
  }

  @Override
  public void close() {
    long unused = end();
  }
}
