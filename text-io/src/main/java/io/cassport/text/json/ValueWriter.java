package io.cassport.text.json;

import io.cassport.text.ByteBuilder;

/** Prints values of one CQL type as JSON. Used by one thread at a time. */
interface ValueWriter {
  /**
   * Appends a value.
   *
   * @param data holds its CQL bytes
   * @throws io.cassport.format.values.BadValueException when they have no text that comes back
   */
  void write(byte[] data, int offset, int length, ByteBuilder out);

  /** Appends a value as the name of an object's member: a string always. */
  void writeName(byte[] data, int offset, int length, ByteBuilder out);
}
