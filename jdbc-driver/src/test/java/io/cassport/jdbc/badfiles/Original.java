package io.cassport.jdbc.badfiles;

import io.cassport.format.FormatProvider;
import io.cassport.format.RowSchema;
import java.util.List;

/**
 * A sound file.
 *
 * @param name with the ending that its bytes have
 * @param schema the columns to load; null for those that it names itself, with the types that
 *     CREATE_TABLE would give them
 * @param options that it is read with: a name, its value, and so on
 */
public record Original(
    String name, FormatProvider format, RowSchema schema, List<String> options, byte[] bytes) {
  /** A file that is read without options. */
  Original(String name, FormatProvider format, RowSchema schema, byte[] bytes) {
    this(name, format, schema, List.of(), bytes);
  }
}
