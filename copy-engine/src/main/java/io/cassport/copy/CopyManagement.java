package io.cassport.copy;

import io.cassport.copy.job.JobLog;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.util.List;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows the jobs in JMX while somebody uses the driver. The platform's MBean server outlives class
 * loaders, so that nothing of ours may stay there once the last connection is closed.
 */
public final class CopyManagement {
  private static final Logger LOG = LoggerFactory.getLogger(JobLog.NAME);
  private static int users;
  private static ObjectName registered;

  private CopyManagement() {}

  /** One more user, such as a connection; the first one registers the MBean. */
  public static synchronized void enter() {
    if (users++ == 0) {
      try {
        registered = register();
      } catch (JMException | RuntimeException | LinkageError e) { // a JRE may be without JMX
        LOG.warn("event=jmx registered=false cause={}", e.getClass().getName());
      }
    }
  }

  /** One user less; the last one takes the MBean away. */
  public static synchronized void leave() {
    if (--users > 0 || registered == null) {
      return;
    }
    try {
      ManagementFactory.getPlatformMBeanServer().unregisterMBean(registered);
    } catch (JMException e) {
      LOG.warn("event=jmx unregistered=false cause={}", e.getClass().getName());
    } finally {
      registered = null;
    }
  }

  private static ObjectName register() throws JMException {
    StandardMBean bean = new StandardMBean(new Jobs(), CopyJobsMXBean.class, true);
    for (int copy = 1; ; copy++) {
      String name = CopyJobsMXBean.NAME + (copy == 1 ? "" : ",loader=" + copy);
      try {
        return ManagementFactory.getPlatformMBeanServer()
            .registerMBean(bean, new ObjectName(name))
            .getObjectName();
      } catch (InstanceAlreadyExistsException e) {
        // another class loader's copy of the driver has this name
      }
    }
  }

  private static final class Jobs implements CopyJobsMXBean {
    @Override
    public List<CopyJobStatus> getJobs() {
      return CopyJobs.all().stream().map(CopyJobStatus::new).toList();
    }

    @Override
    public int getRunning() {
      return CopyJobs.running();
    }

    @Override
    public void cancel(long jobId) {
      try {
        CopyJobs.cancel(Long.toString(jobId));
      } catch (SQLException e) {
        throw new IllegalArgumentException(e.getMessage()); // the cause's class is not everywhere
      }
    }
  }
}
