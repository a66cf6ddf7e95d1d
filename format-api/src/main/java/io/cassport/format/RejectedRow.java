package io.cassport.format;

import java.util.List;

/**
 * A row that could not be loaded.
 *
 * @param object the name of the object it is in
 * @param number its number in the object, from 1
 * @param column the table's column whose value was refused, or null when it was the whole row
 * @param cause what was wrong, as a sentence without its end
 */
public record RejectedRow(String object, long number, String column, String cause) {
  /** The columns that tell of these components where rejected rows are kept, in their order. */
  public static final List<String> COLUMNS =
      List.of("_error_file", "_error_row", "_error_column", "_error_cause");
}
