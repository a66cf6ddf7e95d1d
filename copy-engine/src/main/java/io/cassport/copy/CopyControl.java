package io.cassport.copy;

import java.util.function.Consumer;

/**
 * What a program can ask a java.sql.Statement for, through {@code unwrap(CopyControl.class)}, to
 * watch the COPY that runs in it.
 */
public interface CopyControl {
  /**
   * Calls the listener a few times a second while a COPY of this statement runs, and once at its
   * end, on a thread of the job's own, one call at a time. It holds for the COPYs that begin after
   * this call; null takes the listener away.
   *
   * <p>A listener that throws is not called again for that COPY, which goes on. The COPY waits for
   * its last call some seconds at the most.
   */
  void setCopyListener(Consumer<CopyProgress> listener);

  /** The running or the last COPY of this statement, or null when there was none. */
  CopyProgress copyProgress();
}
