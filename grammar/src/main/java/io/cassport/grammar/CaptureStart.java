package io.cassport.grammar;

import java.util.List;

/**
 * CAPTURE with a target.
 *
 * @param format the word before the target in upper case, or null
 * @param target a Text or a Marker
 * @param options in the order in which they were written, no name twice
 */
public record CaptureStart(
    String text,
    Position position,
    int markerCount,
    String format,
    Value target,
    List<Option> options)
    implements Statement {
  /** Takes a copy of the options. */
  public CaptureStart {
    options = List.copyOf(options);
  }
}
