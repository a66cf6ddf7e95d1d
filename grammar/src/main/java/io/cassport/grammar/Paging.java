package io.cassport.grammar;

/**
 * PAGING, alone, with ON or OFF, or with the rows of a page.
 *
 * @param rows of a page as written, with which toggle is ON; else null
 */
public record Paging(String text, Position position, int markerCount, Toggle toggle, String rows)
    implements Statement {}
