package io.cassport.grammar;

/** SHOW COPY OPTIONS. */
public record ShowCopyOptions(String text, Position position, int markerCount)
    implements Statement {}
