package io.cassport.copy.dataset;

/**
 * What buffered bytes become in a file, learnt from row groups that were appended. It errs on the
 * large side: a row group that is appended too early can be followed by another, one that is too
 * large cannot be taken back.
 */
final class SizeEstimate {
  private double before;
  private double after;
  private double lastRatio;

  /** The bytes that unfinished ones will be in the file. */
  synchronized double of(long unfinished) {
    return before == 0 ? unfinished : unfinished * Math.max(lastRatio, after / before);
  }

  /** Takes a row group into account. */
  synchronized void learn(long unfinished, long finished) {
    if (unfinished > 0) {
      before += unfinished;
      after += finished;
      lastRatio = (double) finished / unfinished;
    }
  }
}
