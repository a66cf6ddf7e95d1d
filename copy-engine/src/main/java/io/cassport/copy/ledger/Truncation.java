package io.cassport.copy.ledger;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.metadata.NodeState;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * When a table was truncated last. Each node notes that in its own system.local.truncated_at, a
 * blob for each table: a commit log position, then the moment in milliseconds since 1970
 * (Cassandra's SystemKeyspace.truncationAsMapEntry).
 */
final class Truncation {
  /** A node that joined after the truncation has no note of it; some others do. */
  private static final int NODES = 3;

  private static final String QUERY = "SELECT truncated_at FROM system.local";

  private Truncation() {}

  /** The latest moment that the asked nodes know, or null when they know none. */
  static Instant last(CqlSession session, UUID table) {
    List<Node> nodes =
        session.getMetadata().getNodes().values().stream()
            .filter(node -> node.getState() == NodeState.UP && node.getOpenConnections() > 0)
            .limit(NODES)
            .toList();
    if (nodes.isEmpty()) {
      return read(Answers.execute(session, QUERY).one(), table);
    }
    Instant last = null;
    for (Node node : nodes) {
      Instant found = ask(session, node, table);
      last = last == null || found != null && found.isAfter(last) ? found : last;
    }
    return last;
  }

  private static Instant ask(CqlSession session, Node node, UUID table) {
    try {
      return read(
          Answers.execute(session, SimpleStatement.newInstance(QUERY).setNode(node)).one(), table);
    } catch (DriverException e) {
      return null; // without its note a file is skipped with a warning, which FORCE overrides
    }
  }

  private static Instant read(Row row, UUID table) {
    Map<UUID, ByteBuffer> notes =
        row == null ? null : row.getMap("truncated_at", UUID.class, ByteBuffer.class);
    ByteBuffer note = notes == null ? null : notes.get(table);
    return note == null || note.remaining() < Long.BYTES
        ? null
        : Instant.ofEpochMilli(note.getLong(note.limit() - Long.BYTES));
  }
}
