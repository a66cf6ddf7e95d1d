package io.cassport.copy.load;

import io.cassport.copy.job.JobControl;
import java.sql.SQLException;

/**
 * Lets as many splits be read at once as a share of the heap has room for, and always one.
 * Thread-safe.
 */
final class ReadMemory {
  /** The rest is for rows under way, the session and the application. */
  private static final int SHARE_OF_HEAP = 3;

  private final long limit = Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP;
  private long held;

  /** Waits for room. */
  synchronized void acquire(long bytes, JobControl control)
      throws SQLException, InterruptedException {
    while (held > 0 && held + bytes > limit) {
      control.check();
      wait(100);
    }
    held += bytes;
  }

  /** The split is read, or will not be. */
  synchronized void release(long bytes) {
    held -= bytes;
    notifyAll();
  }
}
