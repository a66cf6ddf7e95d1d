package io.cassport.grammar;

/**
 * SOURCE, which runs the statements of a file.
 *
 * @param file a Text or a Marker
 */
public record SourceFile(String text, Position position, int markerCount, Value file)
    implements Statement {}
