package io.cassport.copy.load;

import com.datastax.oss.driver.api.core.ConsistencyLevel;

/**
 * How rows are written.
 *
 * @param consistency of the writes, or null for the session's
 * @param chunkRows rows read from a file at once
 * @param window requests under way for each node at the most
 * @param maxBatchRows rows of one partition in one batch at the most
 * @param rowsPerSecond at the most, or null for no limit
 * @param ttl seconds, or null for the table's
 * @param timestampMicros the write time of every row
 * @param writeNulls true when a null deletes the stored value, false when it leaves it alone
 * @param ifNotExists true when rows that are there stay as they are
 * @param dryRun true when nothing is written
 */
public record LoadOptions(
    ConsistencyLevel consistency,
    int chunkRows,
    int window,
    int maxBatchRows,
    Long rowsPerSecond,
    Long ttl,
    long timestampMicros,
    boolean writeNulls,
    boolean ifNotExists,
    boolean dryRun) {
  /** Requests under way for each node when nothing is said. */
  public static final int DEFAULT_WINDOW = 128;
}
