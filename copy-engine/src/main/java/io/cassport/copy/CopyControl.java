package io.cassport.copy;

import java.util.function.Consumer;

/**
 * What a program can ask a java.sql.Statement for, through {@code unwrap(CopyControl.class)}, to
 * watch the COPY that runs in it.
 */
public interface CopyControl {
  /**
   * Calls the listener a few times a second while a COPY of this statement runs, and once at its
   * end, on a thread of the job. Null takes the listener away.
   */
  void setCopyListener(Consumer<CopyProgress> listener);

  /** The running or the last COPY of this statement, or null when there was none. */
  CopyProgress copyProgress();
}
