package io.cassport.grammar;

/**
 * CONSISTENCY or SERIAL CONSISTENCY.
 *
 * @param serial whether it is of the conditional part of lightweight transactions
 * @param level in upper case, not checked; null when the statement asks for it
 */
public record Consistency(
    String text, Position position, int markerCount, boolean serial, String level)
    implements Statement {}
