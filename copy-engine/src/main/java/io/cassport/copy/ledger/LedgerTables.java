package io.cassport.copy.ledger;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.metadata.Node;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** The ledger's tables in their keyspace. */
record LedgerTables(CqlSession session, CqlIdentifier keyspace) {
  private static final String HISTORY = "copy_history";
  private static final String LEASES = "copy_leases";
  private static final int REPLICAS = 3;
  private static final Duration SCHEMA_TIMEOUT = Duration.ofSeconds(30);

  String history() {
    return keyspace.asCql(false) + "." + HISTORY;
  }

  String leases() {
    return keyspace.asCql(false) + "." + LEASES;
  }

  /**
   * True when both tables are there; asks the server, because another client may have made them.
   */
  boolean exist() {
    SimpleStatement query =
        SimpleStatement.newInstance(
            "SELECT table_name FROM system_schema.tables WHERE keyspace_name = ?"
                + " AND table_name IN ('"
                + HISTORY
                + "', '"
                + LEASES
                + "')",
            keyspace.asInternal());
    return Answers.execute(session, query).remaining() == 2;
  }

  /** Makes what is not there. */
  void create() {
    if (!keyspaceExists()) { // IF NOT EXISTS wants the right to make keyspaces all the same
      execute(
          "CREATE KEYSPACE IF NOT EXISTS "
              + keyspace.asCql(false)
              + " WITH replication = {'class': 'NetworkTopologyStrategy', "
              + replicas()
              + "}");
    }
    execute(
        "CREATE TABLE IF NOT EXISTS "
            + history()
            + " (keyspace_name text, table_name text, table_id uuid, object text,"
            + " first_load timestamp static, status text, owner uuid, object_size bigint,"
            + " modified timestamp, fingerprint text, columns text, rows_total bigint,"
            + " rows_read bigint,"
            + " rows_loaded bigint, rows_rejected bigint, first_error text, splits_loaded text,"
            + " started timestamp,"
            + " finished timestamp, loaded_by text,"
            + " PRIMARY KEY ((keyspace_name, table_name, table_id), object)) WITH ID = '"
            + id(HISTORY)
            + "' AND comment = 'Which files COPY FROM has loaded'");
    execute(
        "CREATE TABLE IF NOT EXISTS "
            + leases()
            + " (owner uuid PRIMARY KEY, alive boolean) WITH ID = '"
            + id(LEASES)
            // rows live for a minute: a tombstone that is dropped early brings nothing back
            + "' AND gc_grace_seconds = 10800 AND comment = 'The COPY FROM that are at work'");
  }

  private boolean keyspaceExists() {
    SimpleStatement query =
        SimpleStatement.newInstance(
            "SELECT keyspace_name FROM system_schema.keyspaces WHERE keyspace_name = ?",
            keyspace.asInternal());
    return Answers.execute(session, query).one() != null;
  }

  private void execute(String ddl) {
    AsyncResultSet unused =
        Answers.execute(session, SimpleStatement.newInstance(ddl).setTimeout(SCHEMA_TIMEOUT));
  }

  private String replicas() {
    return session.getMetadata().getNodes().values().stream()
        .map(Node::getDatacenter)
        .filter(datacenter -> datacenter != null)
        .collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .map(dc -> "'" + dc.getKey().replace("'", "''") + "': " + Math.min(REPLICAS, dc.getValue()))
        .collect(Collectors.joining(", "));
  }

  /**
   * A table id that every client computes alike: two that create the table at the same moment
   * through different nodes would otherwise make two tables of one name, and nodes that disagree.
   */
  private UUID id(String table) {
    String name = "cassport:" + keyspace.asInternal() + "." + table;
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }
}
