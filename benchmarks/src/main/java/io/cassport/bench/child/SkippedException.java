package io.cassport.bench.child;

/** A task cannot be done here, for a reason that is no failure. */
public final class SkippedException extends Exception {
  /** The reason, for people. */
  public SkippedException(String reason) {
    super(reason);
  }
}
