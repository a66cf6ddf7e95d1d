package io.cassport.grammar;

/** SHOW VERSION. */
public record ShowVersion(String text, Position position, int markerCount) implements Statement {}
