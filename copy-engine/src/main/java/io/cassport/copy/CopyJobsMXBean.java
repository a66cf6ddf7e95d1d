package io.cassport.copy;

import java.util.List;

/**
 * What JMX shows of {@code SHOW COPY JOBS}, under the name {@value #NAME} while a connection of the
 * driver is open.
 */
public interface CopyJobsMXBean {
  /**
   * The object name. Where the driver is loaded several times in one JVM, each further copy of it
   * has {@code ,loader=2}, {@code ,loader=3} and so on behind it.
   */
  String NAME = "io.cassport:type=CopyJobs";

  /** The running jobs and the last hundred that ended, the newest last. */
  List<CopyJobStatus> getJobs();

  /** How many jobs are running. */
  int getRunning();

  /**
   * Cancels a running job, as {@code CANCEL COPY} does; one that has ended stays as it is.
   *
   * @throws IllegalArgumentException when no job has the id
   */
  void cancel(long jobId);
}
