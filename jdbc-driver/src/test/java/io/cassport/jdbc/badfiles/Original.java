package io.cassport.jdbc.badfiles;

import io.cassport.format.FormatProvider;
import io.cassport.format.RowSchema;
import java.util.List;

/** A sound file. */
public final class Original {
  private final String name;
  private final FormatProvider format;
  private final RowSchema schema;
  private final List<String> options;
  private final byte[] bytes;

  Original(
      String name, FormatProvider format, RowSchema schema, List<String> options, byte[] bytes) {
    this.name = name;
    this.format = format;
    this.schema = schema;
    this.options = options;
    this.bytes = bytes;
  }

  /** Its name, with the ending that its bytes have. */
  public String name() {
    return name;
  }

  FormatProvider format() {
    return format;
  }

  /**
   * The columns to load; null for those that it names itself, with the types that CREATE_TABLE
   * would give them.
   */
  RowSchema schema() {
    return schema;
  }

  /** What it is read with: an option's name, its value, and so on. */
  List<String> options() {
    return options;
  }

  byte[] bytes() {
    return bytes;
  }
}
