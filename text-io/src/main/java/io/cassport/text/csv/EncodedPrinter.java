package io.cassport.text.csv;

import io.cassport.format.RowBatch;
import io.cassport.text.ByteBuilder;
import io.cassport.text.RowPrinter;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.sql.SQLDataException;
import java.sql.SQLException;

/** Prints rows in another encoding than UTF-8; a character that it has not is an error. */
final class EncodedPrinter implements RowPrinter {
  private final RowPrinter printer;
  private final Charset charset;
  private final CharsetEncoder encoder;
  private final ByteBuilder utf8 = new ByteBuilder(4 << 10);

  /**
   * Makes it.
   *
   * @param charset without a byte order mark of its own
   */
  EncodedPrinter(RowPrinter printer, Charset charset) {
    this.printer = printer;
    this.charset = charset;
    this.encoder =
        charset
            .newEncoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  @Override
  public void print(RowBatch batch, int row, ByteBuilder out) throws SQLException {
    utf8.clear();
    printer.print(batch, row, utf8);
    CharBuffer text = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(utf8.data(), 0, utf8.length()));
    try {
      out.put(encoder.encode(text));
    } catch (CharacterCodingException e) {
      int at = text.position();
      String character = new String(Character.toChars(Character.codePointAt(text.array(), at)));
      throw new SQLDataException(
          "the row '"
              + shortened(utf8.toString().strip())
              + "' cannot be written in ENCODING='"
              + charset.name()
              + "', which has no character "
              + character
              + "; UTF-8 has all",
          "22018",
          e);
    }
  }

  private static String shortened(String row) {
    return row.length() > 100 ? row.substring(0, 100) + "…" : row;
  }
}
