package io.cassport.format.values;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Checks of text that no writer has vouched for. */
public final class Texts {
  private Texts() {}

  /** A text as UTF-8. */
  public static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The bytes themselves when they are UTF-8.
   *
   * @throws BadValueException when they are not
   */
  public static ByteBuffer utf8(ByteBuffer bytes) {
    if (isAscii(bytes)) {
      return bytes;
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(bytes.duplicate());
      return bytes;
    } catch (CharacterCodingException e) {
      throw BadValueException.noLiteral("its bytes are no UTF-8 text; load it into a blob");
    }
  }

  /**
   * The bytes themselves when they are ASCII.
   *
   * @throws BadValueException when they are not
   */
  public static ByteBuffer ascii(ByteBuffer bytes) {
    if (!isAscii(bytes)) {
      throw BadValueException.noLiteral("it has characters that ascii has not; use text");
    }
    return bytes;
  }

  private static boolean isAscii(ByteBuffer bytes) {
    for (int i = bytes.position(); i < bytes.limit(); i++) {
      if (bytes.get(i) < 0) {
        return false;
      }
    }
    return true;
  }
}
