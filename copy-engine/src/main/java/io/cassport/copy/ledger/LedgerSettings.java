package io.cassport.copy.ledger;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import java.time.Clock;

/**
 * How one COPY FROM uses the ledger.
 *
 * @param keyspace where the ledger's tables are
 * @param use whether it is used at all, and what happens when it cannot be
 * @param force true when files are loaded whatever the ledger says
 * @param loadUncertain true when files are loaded that the ledger may have forgotten
 * @param resume true when parts of files that are loaded are left out
 * @param dryRun true when nothing may be written, also no ledger
 * @param columns the statement's column list as text, or null without one
 * @param user who is connected, or null when nobody has logged in
 * @param clock for the age of files
 */
public record LedgerSettings(
    CqlIdentifier keyspace,
    Use use,
    boolean force,
    boolean loadUncertain,
    boolean resume,
    boolean dryRun,
    String columns,
    String user,
    Clock clock) {

  /** The three values of the option LEDGER. */
  public enum Use {
    /** Neither read nor written. */
    OFF,
    /** Used if it can be had, else a warning. */
    IF_POSSIBLE,
    /** No ledger, no load. */
    REQUIRED
  }
}
