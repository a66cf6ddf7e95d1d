package io.cassport.parquet;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.apache.parquet.io.api.Binary;

/** Checks of text that no writer has vouched for. */
final class Texts {
  private Texts() {}

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static ByteBuffer utf8(Binary value) {
    ByteBuffer bytes = value.toByteBuffer();
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

  static ByteBuffer ascii(Binary value) {
    ByteBuffer bytes = value.toByteBuffer();
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
