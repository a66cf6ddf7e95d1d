package io.cassport.copy.ledger;

import com.datastax.oss.driver.api.core.cql.Row;
import java.time.Instant;
import java.util.UUID;

/**
 * What the ledger has about one file.
 *
 * @param uri the file's URI
 * @param status null when all but its remains have expired
 * @param owner the COPY that wrote it last
 * @param size bytes of the file then
 * @param modified the file's modification time then
 * @param fingerprint of its end then
 * @param columns the statement's column list, or null without one
 * @param rowsTotal rows that the file had
 * @param rowsRead rows taken from the file
 * @param rowsLoaded rows that the server acknowledged
 * @param rowsRejected rows left out because they were refused
 * @param firstError or null
 * @param splitsLoaded which parts of the file were loaded as a whole, or null
 * @param started when it was claimed, by the server's clock
 * @param finished when its load ended, by the server's clock, or null
 * @param user who loaded it, or null
 */
record LedgerEntry(
    String uri,
    LedgerStatus status,
    UUID owner,
    long size,
    Instant modified,
    String fingerprint,
    String columns,
    long rowsTotal,
    long rowsRead,
    long rowsLoaded,
    long rowsRejected,
    String firstError,
    String splitsLoaded,
    Instant started,
    Instant finished,
    String user) {
  /** The columns that {@link #of} needs. */
  static final String COLUMNS =
      "object, status, owner, object_size, modified, fingerprint, columns, rows_total, rows_read,"
          + " rows_loaded, rows_rejected, first_error, splits_loaded, started, finished, loaded_by";

  /** True when no row was left out but those that were refused. */
  boolean isWhole() {
    return rowsRead == rowsTotal && rowsLoaded + rowsRejected == rowsRead;
  }

  static LedgerEntry of(Row row) {
    String status = row.getString("status");
    return new LedgerEntry(
        row.getString("object"),
        status == null ? null : LedgerStatus.valueOf(status),
        row.getUuid("owner"),
        row.getLong("object_size"),
        row.getInstant("modified"),
        row.getString("fingerprint"),
        row.getString("columns"),
        row.getLong("rows_total"),
        row.getLong("rows_read"),
        row.getLong("rows_loaded"),
        row.getLong("rows_rejected"),
        row.getString("first_error"),
        row.getString("splits_loaded"),
        row.getInstant("started"),
        row.getInstant("finished"),
        row.getString("loaded_by"));
  }
}
