package io.cassport.grammar;

/**
 * A place in the text that was parsed.
 *
 * @param offset Java characters before it, as String counts them
 * @param line from 1
 * @param column from 1; a character beyond the basic plane counts one
 */
public record Position(int offset, int line, int column) {
  @Override
  public String toString() {
    return "line " + line + ", column " + column;
  }
}
