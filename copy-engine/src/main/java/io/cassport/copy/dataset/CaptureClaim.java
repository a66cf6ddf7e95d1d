package io.cassport.copy.dataset;

import io.cassport.copy.files.Locations;
import io.cassport.copy.job.Errors;
import java.io.IOException;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A capture's sole hold on its target, from CAPTURE to CAPTURE OFF: known in this JVM, and to other
 * processes by a locked file where the target is local and its file system has locks.
 */
public final class CaptureClaim implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CaptureClaim.class);
  private static final SharedNames CAPTURING = new SharedNames("io.cassport.capturing");

  private final String name;
  private JobMark mark;

  private CaptureClaim(String name) {
    this.name = name;
  }

  /**
   * Takes hold of a target.
   *
   * @throws SQLException 58P02 when another capture has it, 58030 when its directory cannot be
   *     written
   */
  public static CaptureClaim of(Target target) throws SQLException {
    String name = SharedNames.of(target.path());
    if (!CAPTURING.add(name)) {
      throw taken(target, "of this process");
    }
    CaptureClaim claim = new CaptureClaim(name);
    boolean held = false;
    try {
      claim.lock(target);
      held = true;
    } catch (IOException e) {
      throw Errors.io("write beside", target.path().toString(), e);
    } finally {
      if (!held) {
        claim.close();
      }
    }
    return claim;
  }

  /** Two who come at once both see the other's file, because each makes its own before it looks. */
  private void lock(Target target) throws IOException, SQLException {
    if (!Locations.isLocal(target.path())) {
      return;
    }
    HiddenNames own = HiddenNames.of(target.path());
    mark = JobMark.make(own.claim());
    for (HiddenNames other : HiddenNames.captures(target.path())) {
      if (!other.equals(own) && !JobMark.isDead(other.claim())) {
        throw taken(target, "of another process");
      }
    }
  }

  private static SQLException taken(Target target, String whose) {
    return Errors.targetExists(
        "another connection "
            + whose
            + " captures to '"
            + target.path()
            + "' already; choose another target, or say CAPTURE OFF there");
  }

  @Override
  public void close() {
    CAPTURING.remove(name);
    try {
      if (mark != null) {
        mark.close();
      }
    } catch (IOException e) {
      LOG.warn("could not remove a hidden file beside {}; it can be deleted", name, e);
    }
  }
}
