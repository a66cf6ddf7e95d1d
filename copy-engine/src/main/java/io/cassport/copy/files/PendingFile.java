package io.cassport.copy.files;

import java.io.IOException;
import java.io.OutputStream;

/**
 * A file that is seen only once it is complete. Closing it sends what is left of its bytes and
 * shows nothing yet.
 */
public abstract class PendingFile extends OutputStream {
  /**
   * Makes the closed file appear, whole and at once, in the place of one that was there.
   *
   * @throws IOException when it was not closed, or closing it failed; it has not appeared then
   */
  public abstract void complete() throws IOException;

  /** Drops it wherever its bytes are; does nothing when it is complete. */
  public abstract void abort() throws IOException;
}
