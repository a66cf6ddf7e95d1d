package io.cassport.copy.ledger;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.metadata.schema.TableMetadata;
import io.cassport.copy.job.Retries;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.UUID;

/**
 * What the ledger has, for people.
 *
 * @param rows for each file: table, path, status, size, modification time, rows of the file, rows
 *     read, rows loaded, rows rejected, first error, start, end, user, column list, fingerprint,
 *     owner, seconds left of its lease (null unless it is LOADING, 0 when its client is dead); the
 *     newest first
 * @param isAll false when there are more than {@link #LIMIT}
 */
public record LoadHistory(List<List<Object>> rows, boolean isAll) {
  /** Files that are shown at the most: the result is in memory. */
  public static final int LIMIT = 10_000;

  private static final Comparator<Line> OLDEST_FIRST =
      Comparator.comparing((Line line) -> line.entry().started())
          .thenComparing(line -> line.entry().uri(), Comparator.reverseOrder());

  private record Line(String table, LedgerEntry entry) {}

  /**
   * Reads the files of one table, or of all.
   *
   * @param keyspace of the ledger
   * @param table or null for all
   */
  public static LoadHistory read(CqlSession session, CqlIdentifier keyspace, TableMetadata table)
      throws SQLException {
    LedgerTables tables = new LedgerTables(session, keyspace);
    try {
      if (!tables.exist()) {
        return new LoadHistory(List.of(), true);
      }
      PriorityQueue<Line> newest = new PriorityQueue<>(OLDEST_FIRST);
      boolean all = true;
      for (Row row : session.execute(query(tables, table))) {
        LedgerEntry entry = LedgerEntry.of(row);
        if (entry.uri() != null && entry.status() != null) { // else nothing or an expired one
          newest.add(new Line(tableName(row), entry));
        }
        if (newest.size() > LIMIT) {
          newest.remove();
          all = false;
        }
      }
      List<Line> lines = new ArrayList<>(newest);
      lines.sort(OLDEST_FIRST.reversed());
      Map<UUID, Long> leases = new HashMap<>();
      return new LoadHistory(lines.stream().map(line -> cells(line, tables, leases)).toList(), all);
    } catch (DriverException e) {
      throw Retries.serverError("read the load ledger in keyspace " + keyspace.asCql(true), e);
    }
  }

  private static SimpleStatement query(LedgerTables tables, TableMetadata table) {
    String all =
        "SELECT keyspace_name, table_name, " + LedgerEntry.COLUMNS + " FROM " + tables.history();
    if (table == null) {
      return SimpleStatement.newInstance(all);
    }
    LoadedTable loaded = LoadedTable.of(table);
    return SimpleStatement.newInstance(
            all + " WHERE keyspace_name = ? AND table_name = ? AND table_id = ?",
            loaded.keyspace(),
            loaded.name(),
            loaded.id())
        .setConsistencyLevel(DefaultConsistencyLevel.LOCAL_QUORUM);
  }

  private static String tableName(Row row) {
    return CqlIdentifier.fromInternal(row.getString("keyspace_name")).asCql(true)
        + "."
        + CqlIdentifier.fromInternal(row.getString("table_name")).asCql(true);
  }

  private static List<Object> cells(Line line, LedgerTables tables, Map<UUID, Long> leases) {
    LedgerEntry entry = line.entry();
    Long lease =
        entry.status() == LedgerStatus.LOADING
            ? leases.computeIfAbsent(entry.owner(), owner -> secondsLeft(tables, owner))
            : null;
    return Arrays.asList(
        line.table(),
        ObjectIdentity.readable(entry.uri()),
        entry.status().name(),
        entry.size(),
        entry.modified(),
        entry.rowsTotal(),
        entry.rowsRead(),
        entry.rowsLoaded(),
        entry.rowsRejected(),
        entry.firstError(),
        entry.started(),
        entry.finished(),
        entry.user(),
        entry.columns(),
        entry.fingerprint(),
        entry.owner().toString(),
        lease);
  }

  private static long secondsLeft(LedgerTables tables, UUID owner) {
    Row lease =
        tables
            .session()
            .execute(
                SimpleStatement.newInstance(
                        "SELECT TTL(alive) AS seconds FROM " + tables.leases() + " WHERE owner = ?",
                        owner)
                    .setConsistencyLevel(DefaultConsistencyLevel.LOCAL_QUORUM))
            .one();
    return lease == null ? 0 : lease.getInt("seconds");
  }
}
