package io.cassport.copy;

import java.time.Duration;
import java.time.Instant;

/**
 * A job at one moment.
 *
 * @param jobId unique in this JVM
 * @param statement the statement's text
 * @param state where the job stands
 * @param rows rows written or loaded so far
 * @param bytes bytes written to, or read from, objects so far
 * @param retries requests that failed for a passing reason and were sent again, each time counted
 * @param percent from 0 to 100, never going back; 100 only when the job is complete
 * @param started when it began
 * @param ended when it ended, or null while it runs
 * @param error why it failed, or null
 */
public record CopyProgress(
    long jobId,
    String statement,
    State state,
    long rows,
    long bytes,
    long retries,
    double percent,
    Instant started,
    Instant ended,
    String error) {

  /** The states of a job. */
  public enum State {
    /** At work. */
    RUNNING,
    /** Ended, all done. */
    COMPLETED,
    /** Ended by an error. */
    FAILED,
    /** Ended by cancel or time-out. */
    CANCELLED
  }

  /** Rows a second since the start, at the given moment or at the end. */
  public double rowsPerSecond(Instant now) {
    double seconds = elapsed(now).toNanos() / 1e9;
    return seconds <= 0 ? 0 : rows / seconds;
  }

  /** The time since the start, at the given moment or at the end. */
  public Duration elapsed(Instant now) {
    return Duration.between(started, ended == null ? now : ended);
  }

  /** The seconds left by the percentage so far, or null when nothing can be said. */
  public Double secondsLeft(Instant now) {
    if (state != State.RUNNING || percent < 0.5) {
      return null;
    }
    return elapsed(now).toNanos() / 1e9 * (100 - percent) / percent;
  }
}
