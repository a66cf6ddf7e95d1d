package io.cassport.copy.ledger;

import io.cassport.copy.ledger.SkippedFile.Cause;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Decides whether a file is loaded: the rules of docs/ledger.md and of nothing else.
 *
 * @param settings of the statement
 * @param counterTable true when a row that is loaded twice counts twice
 * @param firstLoad when the table was first loaded, or null when never
 * @param truncated when the table was truncated last, or null when never
 */
record LedgerRules(
    LedgerSettings settings, boolean counterTable, Instant firstLoad, Instant truncated) {
  /** How long the ledger remembers a file. */
  static final Duration MEMORY = Duration.ofDays(64);

  /** Why a file is not loaded. */
  record Refusal(Cause cause, String reason) {}

  /**
   * Decides about one file.
   *
   * @param entry what the ledger has about it, or null
   * @param leaseLives true when the entry is LOADING and its owner is at work
   * @return empty when it is to be loaded
   */
  Optional<Refusal> refusal(ObjectIdentity file, LedgerEntry entry, boolean leaseLives) {
    if (entry != null && entry.status() == LedgerStatus.LOADING && leaseLives) {
      return Optional.of(
          new Refusal(Cause.BUSY, "another COPY has been loading it since " + entry.started()));
    }
    if (settings.force()) {
      return Optional.empty();
    }
    if (entry == null || entry.status() == null || isVoid(entry)) {
      return unknown(file);
    }
    return switch (entry.status()) {
      case LOADED -> loadedBefore(file, entry);
      case PARTIAL ->
          // the rows that are missing were refused for what they are, and would be again
          entry.isWhole() ? loadedBefore(file, entry) : begunBefore(entry, entry.rowsRead() > 0);
      case LOADING -> begunBefore(entry, true);
      case FAILED -> begunBefore(entry, entry.rowsRead() > 0);
    };
  }

  /**
   * Truncation took the rows away that the entry is about. Those of a load that went on meanwhile
   * are partly there: reason to load it again, except where the rest would count twice.
   */
  private boolean isVoid(LedgerEntry entry) {
    Instant moment = counterTable ? entry.finished() : entry.started();
    return truncated != null && moment != null && !moment.isAfter(truncated);
  }

  private Optional<Refusal> unknown(ObjectIdentity file) {
    Instant oldest = settings.clock().instant().minus(MEMORY);
    // what was loaded before the table was truncated does not matter any more
    Instant since =
        firstLoad != null && truncated != null && truncated.isAfter(firstLoad)
            ? truncated
            : firstLoad;
    boolean forgotten = since != null && since.isBefore(oldest) && file.modified().isBefore(oldest);
    if (!forgotten || settings.loadUncertain()) {
      return Optional.empty();
    }
    return Optional.of(
        new Refusal(
            Cause.UNCERTAIN,
            "it is older than the "
                + MEMORY.toDays()
                + " days that the ledger remembers, and so is the first load of the table: it may"
                + " be loaded already; LOAD_UNCERTAIN_FILES=TRUE loads it"));
  }

  private Optional<Refusal> loadedBefore(ObjectIdentity file, LedgerEntry entry) {
    boolean sameColumns = Objects.equals(entry.columns(), settings.columns());
    if (file.equalTo(entry) && sameColumns) {
      return Optional.of(
          new Refusal(
              Cause.LOADED,
              "it was loaded at "
                  + entry.finished()
                  + " already"
                  + (entry.rowsRejected() == 0
                      ? ""
                      : " without " + entry.rowsRejected() + " rows that were refused")
                  + "; FORCE=TRUE loads it again"));
    }
    if (counterTable && file.looksLike(entry)) {
      return counted(
          "it was loaded at "
              + entry.finished()
              + (sameColumns
                  ? " and has only another modification time now"
                  : " with another column list"));
    }
    return Optional.empty();
  }

  private Optional<Refusal> begunBefore(LedgerEntry entry, boolean rowsMayBeThere) {
    if (!counterTable || !rowsMayBeThere) {
      return Optional.empty();
    }
    return counted("a load of it began at " + entry.started() + " and was not completed");
  }

  private static Optional<Refusal> counted(String what) {
    return Optional.of(
        new Refusal(
            Cause.COUNTED,
            what
                + "; the counters of its rows would be added a second time; FORCE=TRUE loads it"
                + " again"));
  }
}
