package io.cassport.copy.dataset;

import io.cassport.copy.job.Workers;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Removes many things from a store. Side by side, because where the way to the store is broken each
 * is tried again for seconds; and not to the end, when nothing can be removed.
 */
final class Removals {
  /** How many at once; when so many have failed in a row, the rest is left. */
  static final int AT_ONCE = 32;

  private Removals() {}

  /** How one thing is removed. */
  interface Removal<T> {
    void remove(T one) throws IOException;
  }

  /**
   * Removes them.
   *
   * @return why some are left; empty when none is
   */
  static <T> List<IOException> run(Collection<T> all, Removal<T> removal) {
    Queue<T> left = new ConcurrentLinkedQueue<>(all);
    Queue<IOException> failures = new ConcurrentLinkedQueue<>();
    AtomicInteger failedInARow = new AtomicInteger();
    Workers.Task task =
        () -> {
          while (failedInARow.get() < AT_ONCE) {
            T one = left.poll();
            if (one == null) {
              return;
            }
            try {
              removal.remove(one);
              failedInARow.set(0);
            } catch (IOException e) {
              failedInARow.incrementAndGet();
              failures.add(e);
            }
          }
        };
    if (!all.isEmpty()) {
      try {
        Workers.run("cassport-remove", Collections.nCopies(Math.min(AT_ONCE, all.size()), task));
      } catch (SQLException e) {
        failures.add(new IOException(e.getMessage(), e));
      }
    }
    if (!left.isEmpty()) {
      failures.add(new IOException(left.size() + " more were not tried"));
    }
    return List.copyOf(failures);
  }
}
