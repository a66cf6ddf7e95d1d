package io.cassport.grammar;

/**
 * A statement that goes to the server as it was written.
 *
 * @param kind by its first words
 * @param keyspace that USE names, as Cassandra stores it; null for every other kind
 */
public record Cql(String text, Position position, int markerCount, Kind kind, String keyspace)
    implements Statement {
  /** What a statement does, by its first words. */
  public enum Kind {
    /** A query. */
    SELECT,
    /** INSERT. */
    INSERT,
    /** UPDATE. */
    UPDATE,
    /** DELETE. */
    DELETE,
    /** BEGIN … APPLY BATCH. */
    BATCH,
    /** USE. */
    USE,
    /** TRUNCATE. */
    TRUNCATE,
    /** CREATE. */
    CREATE,
    /** ALTER. */
    ALTER,
    /** DROP. */
    DROP,
    /** Anything else, such as GRANT, LIST or DESCRIBE. */
    OTHER
  }
}
