package io.cassport.copy;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.CqlSession;

/**
 * What a connection lends to a statement.
 *
 * @param session the session; not closed by the engine
 * @param keyspace the current keyspace as Cassandra stores it, or null
 * @param policy which files may be touched
 * @param readOnly true when the connection refuses to write to Cassandra
 * @param readConsistency of the scan when the statement does not say, or null for LOCAL_ONE
 * @param writeConsistency of the writes when the statement does not say, or null for the session's
 * @param copyKeyspace where the load ledger is kept
 * @param user who is connected, for the load ledger, or null when nobody has logged in
 */
public record CopyContext(
    CqlSession session,
    String keyspace,
    CopyPolicy policy,
    boolean readOnly,
    ConsistencyLevel readConsistency,
    ConsistencyLevel writeConsistency,
    CqlIdentifier copyKeyspace,
    String user) {
  /** The same with another policy. */
  CopyContext with(CopyPolicy other) {
    return new CopyContext(
        session, keyspace, other, readOnly, readConsistency, writeConsistency, copyKeyspace, user);
  }
}
