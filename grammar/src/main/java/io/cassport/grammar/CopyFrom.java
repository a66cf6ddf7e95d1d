package io.cassport.grammar;

import java.util.List;

/**
 * COPY … FROM.
 *
 * @param table the table to load
 * @param columns those to load, empty for those of the file
 * @param source a Text or a Marker
 * @param options in the order in which they were written, no name twice
 */
public record CopyFrom(
    String text,
    Position position,
    int markerCount,
    TableName table,
    List<Identifier> columns,
    Value source,
    List<Option> options)
    implements Statement {
  /** Takes copies of the lists. */
  public CopyFrom {
    columns = List.copyOf(columns);
    options = List.copyOf(options);
  }
}
