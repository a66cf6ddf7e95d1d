package io.cassport.grammar;

/**
 * CANCEL COPY.
 *
 * @param jobId as SHOW COPY JOBS gives it
 */
public record CancelCopy(String text, Position position, int markerCount, Value jobId)
    implements Statement {}
