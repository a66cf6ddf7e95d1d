package io.cassport.copy.job;

import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log lines of one job: {@code event=… job=… key=value …}. They hold neither rows nor texts of
 * statements and errors, in which there may be values of rows; SHOW COPY JOBS has those.
 * Thread-safe.
 */
public final class JobLog {
  /** The logger's name. */
  public static final String NAME = "io.cassport.copy.jobs";

  /** Of a job nobody asked about. */
  static final JobLog NONE = new JobLog(0);

  private static final Logger LOG = LoggerFactory.getLogger(NAME);

  /** An overloaded server may refuse thousands of requests a second. */
  private static final long NANOS_BETWEEN_RETRIES = 1_000_000_000L;

  private final long jobId;
  private long lastRetry;
  private long unlogged;
  private boolean anyRetry;

  /** The log of a job. */
  public JobLog(long jobId) {
    this.jobId = jobId;
  }

  /** The job begins. */
  public void start(Map<String, Object> what) {
    if (LOG.isInfoEnabled()) {
      LOG.info(line("start", what));
    }
  }

  /** The job has ended; a failure is a warning. */
  public void end(Map<String, Object> how, boolean failed) {
    if (failed) {
      LOG.warn(line("end", how));
    } else if (LOG.isInfoEnabled()) {
      LOG.info(line("end", how));
    }
  }

  /** A listener failed and is not called again. */
  public void listenerFailed(Throwable failure) {
    LOG.warn(line("listener", Map.of("cause", failure.getClass().getName())));
  }

  /**
   * A request is going to be sent again. At most one line a second; the next one counts those that
   * were left out.
   *
   * @param what it is: read or write
   * @param attempt that failed, counted from 1
   */
  public void retry(String what, int attempt, long pauseMillis, Throwable cause) {
    long others;
    synchronized (this) {
      long now = System.nanoTime();
      if (anyRetry && now - lastRetry < NANOS_BETWEEN_RETRIES) {
        unlogged++;
        return;
      }
      anyRetry = true;
      lastRetry = now;
      others = unlogged;
      unlogged = 0;
    }
    LogFields fields = new LogFields("retry", jobId);
    fields.put("request", what);
    fields.put("attempt", attempt);
    fields.put("pause_ms", pauseMillis);
    fields.put("cause", cause.getClass().getSimpleName());
    fields.put("unlogged", others);
    LOG.warn(fields.toString());
  }

  private String line(String event, Map<String, Object> values) {
    LogFields fields = new LogFields(event, jobId);
    values.forEach(fields::put);
    return fields.toString();
  }
}
