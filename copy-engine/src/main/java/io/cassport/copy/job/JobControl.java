package io.cassport.copy.job;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/** What the stages of one statement report to, and what stops them. Thread-safe. */
public final class JobControl {
  private final LongAdder rows = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final LongAdder retries = new LongAdder();
  private final AtomicReference<String> stopReason = new AtomicReference<>();
  private volatile double workTotal = 1;
  private double workDone;
  private double highestPercent;

  /** More rows are written or loaded. */
  public void addRows(long count) {
    rows.add(count);
  }

  /** More bytes are written or read. */
  public void addBytes(long count) {
    bytes.add(count);
  }

  /** Requests were sent again. */
  public void addRetries(long count) {
    retries.add(count);
  }

  /** How much work there is, in any unit. */
  public void setWork(double total) {
    workTotal = Math.max(total, 1e-9);
  }

  /** More of the work is done. */
  public synchronized void addWork(double done) {
    workDone += done;
  }

  /** Rows so far. */
  public long rows() {
    return rows.sum();
  }

  /** Bytes so far. */
  public long bytes() {
    return bytes.sum();
  }

  /** Requests sent again so far. */
  public long retries() {
    return retries.sum();
  }

  /** From 0 to 99.9; never going back, because only the end of the job is 100. */
  public synchronized double percent() {
    highestPercent = Math.max(highestPercent, Math.min(99.9, 100 * workDone / workTotal));
    return highestPercent;
  }

  /** Asks all stages to stop; the first reason holds. */
  public void stop(String reason) {
    stopReason.compareAndSet(null, reason);
  }

  /** True once it was asked to stop. */
  public boolean isStopped() {
    return stopReason.get() != null;
  }

  /**
   * Called by every stage between two pieces of work.
   *
   * @throws SQLException 57014 once the job was asked to stop
   */
  public void check() throws SQLException {
    String reason = stopReason.get();
    if (reason != null) {
      throw Errors.cancelled(reason);
    }
  }
}
