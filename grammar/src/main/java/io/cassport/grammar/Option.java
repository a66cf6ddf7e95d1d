package io.cassport.grammar;

/**
 * An option of a statement.
 *
 * @param name upper case
 * @param value what it is set to
 * @param position where its name stands
 */
public record Option(String name, Value value, Position position) {}
