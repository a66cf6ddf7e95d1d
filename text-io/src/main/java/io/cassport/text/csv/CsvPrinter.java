package io.cassport.text.csv;

import io.cassport.format.RowBatch;
import io.cassport.format.RowSchema;
import io.cassport.format.values.BadValueException;
import io.cassport.text.ByteBuilder;
import io.cassport.text.RowPrinter;
import io.cassport.text.ScalarForm;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;

/** Prints rows as records, each with a line feed at its end. */
final class CsvPrinter implements RowPrinter {
  private final ScalarForm[] forms;
  private final CellQuoting quoting;
  private final byte[] delimiter;
  private final byte[] nullText;

  CsvPrinter(RowSchema schema, CsvSettings settings) {
    CellForms cells = new CellForms(settings.options());
    forms =
        schema.columns().stream().map(column -> cells.of(column.type())).toArray(ScalarForm[]::new);
    quoting = new CellQuoting(settings.dialect(), settings.nullText());
    delimiter = settings.dialect().delimiter(StandardCharsets.UTF_8);
    nullText = settings.nullText().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void print(RowBatch batch, int row, ByteBuilder out) throws SQLException {
    byte[] data = batch.data();
    for (int column = 0; column < forms.length; column++) {
      if (column > 0) {
        out.put(delimiter);
      }
      try {
        int length = batch.length(column, row);
        if (length < 0) {
          printNull(out);
        } else {
          int start = out.length();
          forms[column].print(data, batch.offset(column, row), length, out);
          quoting.quote(out, start);
        }
      } catch (BadValueException e) {
        throw e.inRow(batch, column, row);
      }
    }
    out.put('\n');
  }

  private void printNull(ByteBuilder out) {
    if (forms.length == 1 && nullText.length == 0) {
      throw BadValueException.noLiteral(
          "a null in the only column would be an empty line, which is no row; choose another text"
              + " by NULL='…'");
    }
    out.put(nullText);
  }

  /** Puts cells in quotes where they need them. */
  static final class CellQuoting {
    private final boolean[] special = new boolean[256];
    private final byte[] nullText;
    private final byte quote;
    private final byte escape;

    CellQuoting(CsvDialect dialect, String nullText) {
      this.nullText = nullText.getBytes(StandardCharsets.UTF_8);
      this.quote = (byte) dialect.quote();
      // without an escape quotes are doubled, which is read whatever the escape is
      this.escape = dialect.escape() == CsvDialect.NONE ? quote : (byte) dialect.escape();
      for (int c : new int[] {'\n', '\r', dialect.quote(), dialect.escape()}) {
        if (c != CsvDialect.NONE) {
          special[c] = true;
        }
      }
      special[dialect.delimiter(StandardCharsets.UTF_8)[0] & 0xff] = true;
    }

    /** Quotes what has been appended since a place, if a reader would take it for another text. */
    void quote(ByteBuilder out, int start) {
      byte[] data = out.data();
      int end = out.length();
      boolean needed = end == start || isSpace(data[start]) || isSpace(data[end - 1]);
      int escapes = 0;
      for (int i = start; i < end; i++) {
        byte b = data[i];
        if (special[b & 0xff]) {
          needed = true;
          escapes += b == quote || b == escape ? 1 : 0;
        }
      }
      if (needed || isNullText(data, start, end)) {
        insert(out, start, escapes);
      }
    }

    /** What a comment might begin with is in quotes too, when it begins a line. */
    private static boolean isSpace(byte b) {
      return b == ' ' || b == '\t' || b == '#';
    }

    private boolean isNullText(byte[] data, int start, int end) {
      return end - start == nullText.length
          && Arrays.equals(data, start, end, nullText, 0, nullText.length);
    }

    /** Moves the cell to the right, from its end, as its quotes and escapes come in. */
    private void insert(ByteBuilder out, int start, int escapes) {
      int from = out.length() - 1;
      out.reserve(escapes + 2);
      byte[] data = out.data();
      int to = out.length() - 1;
      data[to--] = quote;
      for (; from >= start; from--) {
        byte b = data[from];
        data[to--] = b;
        if (b == quote || b == escape) {
          data[to--] = escape;
        }
      }
      data[to] = quote;
    }
  }
}
