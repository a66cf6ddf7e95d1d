package io.cassport.copy.ledger;

/** What became of a file. */
public enum LedgerStatus {
  /** A COPY has claimed it; it is at work as long as its lease lives. */
  LOADING,
  /** All its rows are in the table. */
  LOADED,
  /** Some of its rows are; others were refused, or left out by SKIPROWS or MAXROWS. */
  PARTIAL,
  /** The COPY ended before the file did, or all its rows were refused. */
  FAILED
}
