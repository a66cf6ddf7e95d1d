package io.cassport.copy.ledger;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchableStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.DefaultBatchType;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.Statement;
import com.datastax.oss.driver.api.core.type.codec.TypeCodecs;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reads and writes the ledger's rows of one loaded table on behalf of one COPY. */
final class LedgerStore {
  /** After which a COPY that has not renewed its lease counts as dead. */
  static final Duration LEASE = Duration.ofSeconds(60);

  /** A claim outlives what it becomes, so that no finished entry lacks its file's identity. */
  private static final Duration CLAIM_MEMORY = LedgerRules.MEMORY.plusDays(7);

  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final String ROW =
      " WHERE keyspace_name = ? AND table_name = ? AND table_id = ? AND object = ? IF owner = ?";

  private final CqlSession session;
  private final LoadedTable table;
  private final UUID owner;
  private final PreparedStatement selectEntries;
  private final PreparedStatement selectFirstLoad;
  private final PreparedStatement noteFirstLoad;
  private final PreparedStatement claim;
  private final PreparedStatement finish;
  private final PreparedStatement note;
  private final PreparedStatement restore;
  private final PreparedStatement forget;
  private final PreparedStatement selectLease;
  private final PreparedStatement takeLease;
  private final PreparedStatement renewLease;
  private final PreparedStatement dropLease;

  /** Prepares the requests; fails as the driver does when the tables cannot be used. */
  LedgerStore(LedgerTables tables, LoadedTable table, UUID owner) {
    this.session = tables.session();
    this.table = table;
    this.owner = owner;
    String history = tables.history();
    String leases = tables.leases();
    String partition = " WHERE keyspace_name = ? AND table_name = ? AND table_id = ?";
    selectEntries =
        Answers.prepare(
            session,
            "SELECT " + LedgerEntry.COLUMNS + " FROM " + history + partition + " AND object IN ?");
    selectFirstLoad =
        Answers.prepare(
            session,
            "SELECT DISTINCT keyspace_name, table_name, table_id, first_load FROM "
                + history
                + partition);
    noteFirstLoad =
        Answers.prepare(
            session,
            "UPDATE "
                + history
                + " SET first_load = toTimestamp(now())"
                + partition
                + " IF first_load = null");
    claim =
        Answers.prepare(
            session,
            "UPDATE "
                + history
                + " USING TTL ? SET status = 'LOADING', owner = ?, object_size = ?, modified = ?,"
                + " fingerprint = ?, columns = ?, rows_total = 0, rows_read = 0,"
                + " rows_loaded = 0, rows_rejected = 0, first_error = null, splits_loaded = ?,"
                + " started = toTimestamp(now()),"
                + " finished = null, loaded_by = ?"
                + ROW
                + " AND status = ?");
    finish =
        Answers.prepare(
            session,
            "UPDATE "
                + history
                + " USING TTL ? SET status = ?, rows_total = ?, rows_read = ?, rows_loaded = ?,"
                + " rows_rejected = ?, first_error = ?, splits_loaded = ?,"
                + " finished = toTimestamp(now())"
                + ROW);
    note =
        Answers.prepare(
            session,
            "UPDATE "
                + history
                + " USING TTL ? SET rows_total = ?, rows_read = ?, rows_loaded = ?,"
                + " rows_rejected = ?, splits_loaded = ?"
                + ROW);
    restore =
        Answers.prepare(
            session,
            "UPDATE "
                + history
                + " USING TTL ? SET status = ?, owner = ?, object_size = ?, modified = ?,"
                + " fingerprint = ?, columns = ?, rows_total = ?, rows_read = ?,"
                + " rows_loaded = ?, rows_rejected = ?, first_error = ?, splits_loaded = ?,"
                + " started = ?, finished = ?, loaded_by = ?"
                + ROW);
    forget = Answers.prepare(session, "DELETE FROM " + history + ROW);
    selectLease = Answers.prepare(session, "SELECT alive FROM " + leases + " WHERE owner = ?");
    takeLease =
        Answers.prepare(
            session,
            "INSERT INTO " + leases + " (owner, alive) VALUES (?, true) IF NOT EXISTS USING TTL ?");
    renewLease =
        Answers.prepare(
            session,
            "UPDATE " + leases + " USING TTL ? SET alive = true WHERE owner = ? IF alive = true");
    dropLease = Answers.prepare(session, "DELETE FROM " + leases + " WHERE owner = ? IF EXISTS");
  }

  // Reading: serial, so that what another client is just writing is seen

  Map<String, LedgerEntry> entries(List<String> uris) {
    Map<String, LedgerEntry> entries = new HashMap<>();
    BoundStatementBuilder query = partition(selectEntries.boundStatementBuilder());
    BoundStatement bound = serial(query.setList(3, uris, String.class).build());
    for (Row row : Answers.execute(session, bound).currentPage()) {
      LedgerEntry entry = LedgerEntry.of(row);
      entries.put(entry.uri(), entry);
    }
    return entries;
  }

  Instant firstLoad() {
    BoundStatement query = partition(selectFirstLoad.boundStatementBuilder()).build();
    Row row = Answers.execute(session, serial(query)).one();
    return row == null ? null : row.getInstant("first_load");
  }

  boolean isMine(LedgerEntry entry) {
    return owner.equals(entry.owner());
  }

  boolean isLeaseAlive(UUID of) {
    return Answers.execute(session, serial(selectLease.bind(of))).one() != null;
  }

  // Writing

  void noteFirstLoad() {
    isApplied(partition(noteFirstLoad.boundStatementBuilder()).build());
  }

  boolean takeLease() {
    return isApplied(takeLease.bind(owner, (int) LEASE.toSeconds()));
  }

  /** False when the lease had expired, and so others may have taken the files over. */
  boolean renewLease() {
    return isApplied(renewLease.bind((int) LEASE.toSeconds(), owner));
  }

  void dropLease() {
    isApplied(dropLease.bind(owner));
  }

  /**
   * Makes an entry LOADING if it is still as it was seen (null for none).
   *
   * @param splitsLoaded what of the file is loaded already and is not loaded again, or null
   */
  BoundStatement claim(
      ObjectIdentity file, LedgerEntry seen, String splitsLoaded, LedgerSettings settings) {
    BoundStatementBuilder claimed =
        claim
            .boundStatementBuilder()
            .setInt(0, (int) CLAIM_MEMORY.toSeconds())
            .setUuid(1, owner)
            .setLong(2, file.size())
            .setInstant(3, file.modified())
            .setString(4, file.fingerprint())
            .setString(5, settings.columns())
            .setString(6, splitsLoaded)
            .setString(7, settings.user());
    return row(claimed, 8, file.uri(), seen == null ? null : seen.owner())
        .setString(13, seen == null || seen.status() == null ? null : seen.status().name())
        .build();
  }

  BoundStatement finish(String uri, LedgerStatus status, FileOutcome outcome, String error) {
    BoundStatementBuilder finished =
        finish
            .boundStatementBuilder()
            .setInt(0, (int) LedgerRules.MEMORY.toSeconds())
            .setString(1, status.name())
            .setLong(2, outcome.rowsTotal())
            .setLong(3, outcome.rowsRead())
            .setLong(4, outcome.rowsLoaded())
            .setLong(5, outcome.rowsRejected());
    if (error != null) { // left unset, it stays the null of the claim, without a tombstone
      finished = finished.setString(6, error);
    }
    return row(finished.setString(7, outcome.splitsLoaded()), 8, uri, owner).build();
  }

  /** Notes how far the load of a claimed file has come. */
  BoundStatement note(String uri, FileOutcome outcome) {
    BoundStatementBuilder noted =
        note.boundStatementBuilder()
            .setInt(0, (int) CLAIM_MEMORY.toSeconds())
            .setLong(1, outcome.rowsTotal())
            .setLong(2, outcome.rowsRead())
            .setLong(3, outcome.rowsLoaded())
            .setLong(4, outcome.rowsRejected())
            .setString(5, outcome.splitsLoaded());
    return row(noted, 6, uri, owner).build();
  }

  /** Makes a claimed entry what it was before, for a file that this COPY never touched. */
  BoundStatement putBack(String uri, LedgerEntry before) {
    if (before == null || before.status() == null) {
      return row(forget.boundStatementBuilder(), 0, uri, owner).build();
    }
    BoundStatementBuilder restored =
        restore
            .boundStatementBuilder()
            .setInt(0, (int) LedgerRules.MEMORY.toSeconds())
            .setString(1, before.status().name())
            .setUuid(2, before.owner())
            .setLong(3, before.size())
            .setInstant(4, before.modified())
            .setString(5, before.fingerprint())
            .setString(6, before.columns())
            .setLong(7, before.rowsTotal())
            .setLong(8, before.rowsRead())
            .setLong(9, before.rowsLoaded())
            .setLong(10, before.rowsRejected())
            .setString(11, before.firstError())
            .setString(12, before.splitsLoaded())
            .setInstant(13, before.started())
            .setInstant(14, before.finished())
            .setString(15, before.user());
    return row(restored, 16, uri, owner).build();
  }

  /**
   * Writes all or nothing: the rows are of one partition, so that one lightweight transaction does
   * for all of them.
   */
  boolean writeAll(List<BoundStatement> writes) {
    if (writes.size() == 1) {
      return isApplied(writes.get(0));
    }
    List<BatchableStatement<?>> batch = new ArrayList<>(writes);
    return isApplied(BatchStatement.newInstance(DefaultBatchType.LOGGED, batch));
  }

  private BoundStatementBuilder partition(BoundStatementBuilder statement) {
    return statement
        .setString(0, table.keyspace())
        .setString(1, table.name())
        .setUuid(2, table.id());
  }

  private BoundStatementBuilder row(
      BoundStatementBuilder statement, int first, String uri, UUID seenOwner) {
    return statement
        .setString(first, table.keyspace())
        .setString(first + 1, table.name())
        .setUuid(first + 2, table.id())
        .setString(first + 3, uri)
        .set(first + 4, seenOwner, TypeCodecs.UUID);
  }

  private static BoundStatement serial(BoundStatement query) {
    return query
        .setConsistencyLevel(DefaultConsistencyLevel.SERIAL)
        .setTimeout(TIMEOUT)
        .setIdempotent(true);
  }

  private <S extends Statement<S>> boolean isApplied(Statement<S> write) {
    return Answers.execute(
            session,
            write
                .setSerialConsistencyLevel(DefaultConsistencyLevel.SERIAL)
                .setConsistencyLevel(DefaultConsistencyLevel.LOCAL_QUORUM)
                .setTimeout(TIMEOUT)
                .setIdempotent(false))
        .wasApplied();
  }
}
