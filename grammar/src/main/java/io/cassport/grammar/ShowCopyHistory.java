package io.cassport.grammar;

/**
 * SHOW COPY HISTORY.
 *
 * @param table behind FOR, or null
 */
public record ShowCopyHistory(String text, Position position, int markerCount, TableName table)
    implements Statement {}
