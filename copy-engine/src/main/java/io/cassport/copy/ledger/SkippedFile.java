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
    LOADED("they are loaded already; FORCE=TRUE loads them again"),
    /** Another COPY has claimed it. */
    BUSY("another COPY is loading them; what it fails to load, the next COPY loads"),
    /** It is another name of a file that this COPY loads or skips. */
    SAME_FILE("they are other names of files of the same source; LEDGER=FALSE loads each"),
    /** Nobody knows any more. */
    UNCERTAIN(
        "they may have been loaded longer ago than the ledger remembers; LOAD_UNCERTAIN_FILES=TRUE"
            + " loads them"),
    /** Rows of it may have been counted, and would be counted twice. */
    COUNTED(
        "a load of them was not completed and would count rows of the counter table twice;"
            + " FORCE=TRUE loads them again");

    private final String plural;

    Cause(String plural) {
      this.plural = plural;
    }

    /** The warning about so many files. */
    String warning(int files) {
      return (files == 1 ? "1 file was" : files + " files were") + " skipped: " + plural;
    }
  }
}
