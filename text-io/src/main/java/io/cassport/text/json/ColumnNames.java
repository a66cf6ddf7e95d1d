package io.cassport.text.json;

import java.util.Set;

/**
 * The columns that an object's keys name. SELECT JSON puts names with upper-case letters into
 * double quotes, which belong to the name only when the table has a column of that name.
 */
final class ColumnNames {
  /** The one column of SELECT JSON's result, whose texts are rows. */
  static final String JSON = "[json]";

  /** Where a line is kept that is no object. */
  static final String REJECTED_TEXT = "_error_text";

  private final Set<String> targets;

  /**
   * Makes them.
   *
   * @param targets the table's columns
   */
  ColumnNames(Set<String> targets) {
    this.targets = targets;
  }

  /** The column that a key names. */
  String of(String key) {
    return isQuoted(key) && !targets.contains(key) ? unquoted(key) : key;
  }

  /** True when a key's text is an object whose keys count as if they stood in its place. */
  boolean holdsRow(String key) {
    return (key.equals(JSON) || key.equals(REJECTED_TEXT)) && !targets.contains(key);
  }

  static boolean isQuoted(String key) {
    return key.length() > 2 && key.startsWith("\"") && key.endsWith("\"");
  }

  static String unquoted(String key) {
    return key.substring(1, key.length() - 1);
  }
}
