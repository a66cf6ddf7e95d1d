package io.cassport.text.json;

import java.io.IOException;

/** JSON that ends in its middle or is none; the message says what is wrong and where. */
final class Damage extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes it.
   *
   * @param what is wrong, as a sentence without its end
   * @param line from 1
   * @param column in bytes, from 1
   * @param offset in bytes of the uncompressed object, from 0
   */
  Damage(String what, long line, long column, long offset) {
    super(what + " (line " + line + ", column " + column + ", byte " + offset + ")");
  }
}
