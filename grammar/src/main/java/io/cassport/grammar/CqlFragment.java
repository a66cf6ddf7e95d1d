package io.cassport.grammar;

/**
 * A part of a statement that is CQL and stays as it was written.
 *
 * @param text the part
 * @param position where it begins
 * @param firstMarker how many bind markers the statement has before it
 * @param markerCount how many bind markers it has
 */
public record CqlFragment(String text, Position position, int firstMarker, int markerCount) {}
