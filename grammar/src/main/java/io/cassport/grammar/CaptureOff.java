package io.cassport.grammar;

/** CAPTURE OFF. */
public record CaptureOff(String text, Position position, int markerCount) implements Statement {}
