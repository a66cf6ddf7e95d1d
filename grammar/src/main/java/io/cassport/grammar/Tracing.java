package io.cassport.grammar;

/** TRACING, alone or with ON or OFF. */
public record Tracing(String text, Position position, int markerCount, Toggle toggle)
    implements Statement {}
