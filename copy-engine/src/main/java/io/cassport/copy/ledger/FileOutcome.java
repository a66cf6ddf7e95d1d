package io.cassport.copy.ledger;

import io.cassport.copy.dataset.LocalObject;

/**
 * How far the load of one file has come.
 *
 * @param object the file
 * @param rowsTotal rows that the file has
 * @param rowsRead rows taken from it so far
 * @param rowsLoaded rows that the server acknowledged, or had already, so far
 * @param rowsRejected rows that were refused and left out so far
 * @param firstError why the first of those was refused, or null
 * @param splitsLoaded which parts of the file are loaded as a whole, in words of the load
 */
public record FileOutcome(
    LocalObject object,
    long rowsTotal,
    long rowsRead,
    long rowsLoaded,
    long rowsRejected,
    String firstError,
    String splitsLoaded) {

  /** True when every row of the file was read and has either arrived or been rejected. */
  boolean isComplete() {
    return rowsRead == rowsTotal && isSettled();
  }

  /** True when nothing of what was read is still under way. */
  private boolean isSettled() {
    return rowsLoaded + rowsRejected == rowsRead;
  }

  /** LOADED when all rows of the file are in the table, FAILED when all were refused. */
  LedgerStatus status() {
    if (rowsRejected > 0 && rowsRejected == rowsRead) {
      return LedgerStatus.FAILED;
    }
    return isComplete() && rowsRejected == 0 ? LedgerStatus.LOADED : LedgerStatus.PARTIAL;
  }
}
