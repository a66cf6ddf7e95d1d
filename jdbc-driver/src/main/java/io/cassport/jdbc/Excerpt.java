package io.cassport.jdbc;

/** A value's text as an error message quotes it. */
final class Excerpt {
  private static final int LONGEST = 80;

  private Excerpt() {}

  /** In single quotes, and cut after 80 characters. */
  static String of(Object value) {
    String text = String.valueOf(value);
    return text.length() <= LONGEST
        ? "'" + text + "'"
        : "'" + text.substring(0, LONGEST) + "…' (" + text.length() + " characters)";
  }
}
