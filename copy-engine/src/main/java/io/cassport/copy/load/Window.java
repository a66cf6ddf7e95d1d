package io.cassport.copy.load;

import io.cassport.copy.job.JobControl;
import java.sql.SQLException;

/**
 * How many requests, and how many bytes of them, are under way. It halves when the server shows
 * that it is overloaded and grows by one for each full window that went well. Thread-safe.
 */
final class Window {
  private static final int SMALLEST = 4;

  /** Requests keep whole row batches from being collected, which are larger than they are. */
  private static final long MAX_BYTES = Math.min(32L << 20, Runtime.getRuntime().maxMemory() / 32);

  private final int largest;
  private double size;
  private int requests;
  private long bytes;

  Window(int largest) {
    this.largest = Math.max(1, largest);
    this.size = this.largest;
  }

  /** Waits for room; a request larger than the whole window passes when it is alone. */
  synchronized void acquire(long requestBytes, JobControl control)
      throws SQLException, InterruptedException {
    while (requests > 0 && (requests >= (int) size || bytes + requestBytes > MAX_BYTES)) {
      control.check();
      wait(100);
    }
    requests++;
    bytes += requestBytes;
  }

  /** A request has ended, well or not. */
  synchronized void release(long requestBytes) {
    requests--;
    bytes -= requestBytes;
    size = Math.min(largest, size + 1 / size);
    notifyAll();
  }

  /** The server could not keep up. */
  synchronized void slowDown() {
    size = Math.max(Math.min(SMALLEST, largest), size / 2);
  }

  /** Waits until nothing is under way. */
  synchronized void drain() throws InterruptedException {
    while (requests > 0) {
      wait(100);
    }
  }
}
