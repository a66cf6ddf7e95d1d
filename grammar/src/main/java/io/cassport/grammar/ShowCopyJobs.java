package io.cassport.grammar;

/** SHOW COPY JOBS. */
public record ShowCopyJobs(String text, Position position, int markerCount) implements Statement {}
