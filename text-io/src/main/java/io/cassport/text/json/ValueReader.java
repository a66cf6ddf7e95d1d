package io.cassport.text.json;

import com.fasterxml.jackson.core.JsonParser;
import io.cassport.text.ByteBuilder;
import java.io.IOException;

/** Turns JSON values into the bytes of one CQL type. Used by one thread at a time. */
interface ValueReader {
  /**
   * Appends the bytes of the value whose first token the parser is at, and leaves it at the last.
   * The value is not null.
   *
   * @throws io.cassport.format.values.BadValueException when it is none of the type's
   */
  void read(JsonParser in, ByteBuilder out) throws IOException;

  /**
   * Appends the bytes of a value that is written as a string, as the keys of objects always are.
   *
   * @throws io.cassport.format.values.BadValueException when it is none of the type's
   */
  void readText(String text, ByteBuilder out);
}
