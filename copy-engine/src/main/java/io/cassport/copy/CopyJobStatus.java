package io.cassport.copy;

import java.time.Instant;
import java.util.Date;

/** A row of {@code SHOW COPY JOBS} in JMX's types. */
public final class CopyJobStatus {
  private final CopyProgress progress;

  CopyJobStatus(CopyProgress progress) {
    this.progress = progress;
  }

  /** Unique in this JVM and copy of the driver. */
  public long getJobId() {
    return progress.jobId();
  }

  /** The statement's text. */
  public String getStatement() {
    return progress.statement();
  }

  /** RUNNING, COMPLETED, FAILED or CANCELLED. */
  public String getState() {
    return progress.state().name();
  }

  /** Rows written or loaded so far. */
  public long getRows() {
    return progress.rows();
  }

  /** Bytes written to, or read from, objects so far. */
  public long getBytes() {
    return progress.bytes();
  }

  /** Requests that were sent again. */
  public long getRetries() {
    return progress.retries();
  }

  /** Rows a second of this run. */
  public double getRowsPerSecond() {
    return progress.rowsPerSecond();
  }

  /** From 0 to 100; 100 only when the job is complete. */
  public double getPercent() {
    return progress.percent();
  }

  /** Seconds until the end, or null while nothing can be said. */
  public Double getSecondsLeft() {
    return progress.secondsLeft();
  }

  /** When it began. */
  public Date getStarted() {
    return Date.from(progress.started());
  }

  /** When it ended, or null. */
  public Date getEnded() {
    Instant ended = progress.ended();
    return ended == null ? null : Date.from(ended);
  }

  /** Why it failed, or null. */
  public String getError() {
    return progress.error();
  }
}
