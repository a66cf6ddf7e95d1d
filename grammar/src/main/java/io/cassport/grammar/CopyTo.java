package io.cassport.grammar;

import java.util.List;

/**
 * COPY … TO.
 *
 * @param source a table or a query
 * @param target a Text or a Marker
 * @param options in the order in which they were written, no name twice
 */
public record CopyTo(
    String text,
    Position position,
    int markerCount,
    Source source,
    Value target,
    List<Option> options)
    implements Statement {
  /** Takes a copy of the options. */
  public CopyTo {
    options = List.copyOf(options);
  }
}
