package io.cassport.copy.job;

import java.util.concurrent.TimeUnit;

/** Keeps rows at or below a rate over the whole job. Thread-safe. */
public final class RateLimit {
  private final double nanosPerRow;
  private long nextFree = System.nanoTime();

  /**
   * Makes a limit.
   *
   * @param rowsPerSecond positive, or null for none
   */
  public RateLimit(Long rowsPerSecond) {
    this.nanosPerRow = rowsPerSecond == null ? 0 : 1e9 / rowsPerSecond;
  }

  /** Waits until the rows may pass. */
  public void acquire(long rows) throws InterruptedException {
    if (nanosPerRow == 0 || rows == 0) {
      return;
    }
    long wait;
    synchronized (this) {
      long now = System.nanoTime();
      wait = nextFree - now;
      nextFree = Math.max(now, nextFree) + (long) (rows * nanosPerRow);
    }
    if (wait > 0) {
      TimeUnit.NANOSECONDS.sleep(wait);
    }
  }
}
