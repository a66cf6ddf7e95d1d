package io.cassport.copy;

import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.util.List;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.StandardMBean;

/** The MBean of the jobs, registered under a name of its own. */
final class CopyJobsBean implements CopyJobsMXBean {
  private ObjectName name;

  private CopyJobsBean() {}

  /** Registers one under the first name that no other copy of the driver has. */
  static CopyJobsBean register() throws JMException {
    CopyJobsBean jobs = new CopyJobsBean();
    StandardMBean bean = new StandardMBean(jobs, CopyJobsMXBean.class, true);
    for (int copy = 1; ; copy++) {
      ObjectName tried = new ObjectName(NAME + (copy == 1 ? "" : ",loader=" + copy));
      try {
        jobs.name =
            ManagementFactory.getPlatformMBeanServer().registerMBean(bean, tried).getObjectName();
        return jobs;
      } catch (InstanceAlreadyExistsException e) {
        // another class loader's copy of the driver has this name
      }
    }
  }

  void unregister() throws JMException {
    ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
  }

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
      throw new IllegalArgumentException(e.getMessage()); // a class that every JMX client has
    }
  }
}
