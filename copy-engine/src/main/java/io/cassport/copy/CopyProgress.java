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
 * @param rowsPerSecond of this run, without what an earlier run had done
 * @param percent from 0 to 100, never going back; 100 only when the job is complete. Of the whole
 *     work: what an earlier run had done counts.
 * @param secondsLeft at this run's pace, or null while nothing can be said and once it has ended
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
    double rowsPerSecond,
    double percent,
    Double secondsLeft,
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

  /** The time since the start, at the given moment or at the end. */
  public Duration elapsed(Instant now) {
    return Duration.between(started, ended == null ? now : ended);
  }
}
