package io.cassport.grammar;

/**
 * A place in the text that was parsed.
 *
 * @param offset characters before it
 * @param line from 1
 * @param column from 1
 */
public record Position(int offset, int line, int column) {
  @Override
  public String toString() {
    return "line " + line + ", column " + column;
  }
}
