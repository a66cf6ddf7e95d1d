package io.cassport.copy.job;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/** What the stages of one statement report to, and what stops them. Thread-safe. */
public final class JobControl {
  private final LongAdder rows = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final LongAdder retries = new LongAdder();
  private final LongAdder waitingRows = new LongAdder();
  private final AtomicReference<String> stopReason = new AtomicReference<>();
  private final JobLog log;
  private final Work work = new Work();
  private final LongAdder rowsBefore = new LongAdder();

  /** Of a job that nobody reads about in a log. */
  public JobControl() {
    this(JobLog.NONE);
  }

  /** Of a job with a log. */
  public JobControl(JobLog log) {
    this.log = log;
  }

  /** Where the job's stages tell what happens. */
  public JobLog log() {
    return log;
  }

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

  /** Rows that an earlier run of the same statement has written or loaded. */
  public void addRowsBefore(long count) {
    rows.add(count);
    rowsBefore.add(count);
  }

  /**
   * The rows that are set down, to be written once others are; a negative count takes them up
   * again.
   */
  public void addWaiting(long count) {
    waitingRows.add(count);
  }

  /**
   * The work begins.
   *
   * @param total how much there is, in any unit
   * @param before what an earlier run has done of it
   */
  public synchronized void beginWork(double total, double before) {
    work.begin(total, before, System.nanoTime());
  }

  /** More of the work is done. */
  public synchronized void addWork(double done) {
    work.add(done);
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

  /** Rows of this run. */
  public long rowsOfThisRun() {
    return rows() - rowsBefore.sum();
  }

  /** From 0 to 99.9; never going back, because only the end of the job is 100. */
  public synchronized double percent() {
    return work.percent(finished());
  }

  /** The seconds until the job ends, at its pace so far, or null while that is not known. */
  public synchronized Double secondsLeft() {
    return work.secondsLeft(finished(), System.nanoTime());
  }

  /** Reading a row is about half the work of one that is written to a file afterwards. */
  private double finished() {
    long read = rows();
    return read == 0 ? 1 : Math.max(0, 1 - 0.5 * waitingRows.sum() / read);
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
