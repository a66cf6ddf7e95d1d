package io.cassport.grammar;

/** CAPTURE alone, which asks for its state. */
public record CaptureStatus(String text, Position position, int markerCount) implements Statement {}
