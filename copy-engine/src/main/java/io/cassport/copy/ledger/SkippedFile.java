package io.cassport.copy.ledger;

import io.cassport.copy.dataset.LocalObject;

/**
 * A file that this COPY does not load.
 *
 * @param object the file
 * @param cause why, in kind
 * @param reason why, as a sentence for people that ends with what to do
 */
public record SkippedFile(LocalObject object, Cause cause, String reason) {
  /** The kinds of reasons. */
  public enum Cause {
    /** It is in the table already. */
    LOADED("loaded already; FORCE=TRUE loads again"),
    /** Another COPY has claimed it. */
    BUSY("being loaded by another COPY; what that fails to load, the next COPY loads"),
    /** It is another name of a file that this COPY loads or skips. */
    SAME_FILE("another name of a file of the same source; LEDGER=FALSE loads each name"),
    /** Nobody knows any more. */
    UNCERTAIN(
        "perhaps loaded longer ago than the ledger remembers; LOAD_UNCERTAIN_FILES=TRUE loads it"),
    /** Rows of it may have been counted, and would be counted twice. */
    COUNTED(
        "begun or loaded before, and rows of a counter table would count twice; FORCE=TRUE loads"
            + " again");

    private final String words;

    Cause(String words) {
      this.words = words;
    }

    /** The warning about so many files. */
    String warning(int files) {
      return (files == 1 ? "1 file" : files + " files") + " skipped: " + words;
    }
  }
}
