package io.cassport.jdbc;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;

/** Text to bytes and back by a charset, where a character that has no place is an error. */
final class Ascii {
  private Ascii() {}

  /** 22018 when a character is none of ASCII. */
  static byte[] bytes(String text, String what) throws SQLException {
    try {
      ByteBuffer encoded = StandardCharsets.US_ASCII.newEncoder().encode(CharBuffer.wrap(text));
      byte[] bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      return bytes;
    } catch (CharacterCodingException e) {
      throw Errors.data(
          what + ": it holds characters outside ASCII; use getCharacterStream", "22018", e);
    }
  }

  /** 22018 when the bytes are no text of the charset. */
  static String text(byte[] bytes, Charset charset, String what) throws SQLException {
    try {
      return charset
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes))
          .toString();
    } catch (CharacterCodingException e) {
      throw Errors.data(what + ": its bytes are no " + charset + " text", "22018", e);
    }
  }
}
