package io.cassport.grammar;

/** What a statement writes for a target, a source or an option. */
public sealed interface Value {
  /** Where it stands. */
  Position position();

  /**
   * A string.
   *
   * @param text without its quotes, doubled quotes undone
   */
  record Text(String text, Position position) implements Value {}

  /**
   * A number.
   *
   * @param text as it was written
   */
  @SuppressWarnings("JavaLangClash") // always written Value.Number
  record Number(String text, Position position) implements Value {}

  /** TRUE or FALSE. */
  record Bool(boolean value, Position position) implements Value {}

  /**
   * A bare word, also a number with a unit such as 50K or 1MB.
   *
   * @param text as it was written
   */
  record Word(String text, Position position) implements Value {}

  /**
   * A bind marker.
   *
   * @param index which of the statement's markers, from 0
   * @param name of a named marker as Cassandra stores it, or null
   */
  record Marker(int index, String name, Position position) implements Value {}
}
