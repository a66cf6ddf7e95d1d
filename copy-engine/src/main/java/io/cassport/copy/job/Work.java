package io.cassport.copy.job;

/**
 * How much of a job's work is done, in any unit, and what follows for the time that is left. Not
 * thread-safe; times are nanoseconds of one clock.
 */
final class Work {
  /** Before so much of the work has been done, and so long, its pace says nothing. */
  private static final double LEAST_DONE = 0.005;

  private static final long LEAST_NANOS = 500_000_000L;

  /** Only the end of the job is 100. */
  private static final double MOST = 99.9;

  private double total = 1;
  private double done;
  private double before;
  private double highest;
  private long begun;
  private boolean running;

  /**
   * Says how much there is to do.
   *
   * @param all the work
   * @param doneBefore what an earlier run has done of it
   */
  void begin(double all, double doneBefore, long nanos) {
    total = Math.max(all, 1e-9);
    before = doneBefore;
    done = doneBefore;
    begun = nanos;
    running = true;
  }

  /** More of it is done. */
  void add(double more) {
    done += more;
  }

  /**
   * From 0 to 99.9, never less than before.
   *
   * @param finished the share of what is done that needs no further work, from 0 to 1
   */
  double percent(double finished) {
    highest = Math.max(highest, Math.min(MOST, 100 * share(finished)));
    return highest;
  }

  /** The seconds left at the mean pace of this run, or null while that is not known. */
  Double secondsLeft(double finished, long nanos) {
    double share = Math.min(1, share(finished));
    double ofThisRun = share - before / total;
    long elapsed = nanos - begun;
    if (!running || ofThisRun < LEAST_DONE || elapsed < LEAST_NANOS) {
      return null;
    }
    return elapsed / 1e9 * (1 - share) / ofThisRun;
  }

  private double share(double finished) {
    return done / total * finished;
  }
}
