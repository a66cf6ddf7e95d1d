package io.cassport.copy;

import io.cassport.copy.job.JobLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows the jobs in JMX while somebody uses the driver. The platform's MBean server outlives class
 * loaders, so that nothing of ours may stay there once the last connection is closed.
 */
public final class CopyManagement {
  private static final Logger LOG = LoggerFactory.getLogger(JobLog.NAME);
  private static int users;
  private static CopyJobsBean bean;

  private CopyManagement() {}

  /** One more user, such as a connection; the first one registers the MBean. */
  public static synchronized void enter() {
    if (users++ > 0) {
      return;
    }
    try {
      bean = CopyJobsBean.register();
    } catch (Exception | LinkageError e) { // a JRE may be without JMX, and COPY is not
      LOG.warn("event=jmx registered=false cause={}", e.getClass().getName());
    }
  }

  /** One user less; the last one takes the MBean away. */
  public static synchronized void leave() {
    if (--users > 0 || bean == null) {
      return;
    }
    try {
      bean.unregister();
    } catch (Exception e) {
      LOG.warn("event=jmx unregistered=false cause={}", e.getClass().getName());
    } finally {
      bean = null;
    }
  }
}
