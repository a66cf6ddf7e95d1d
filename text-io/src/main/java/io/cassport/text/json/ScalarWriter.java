package io.cassport.text.json;

import io.cassport.format.values.BadValueException;
import io.cassport.text.ByteBuilder;
import io.cassport.text.ScalarForm;

/** Types without parts: numbers and booleans as JSON has them, everything else as a string. */
final class ScalarWriter implements ValueWriter {
  private static final int MOST_KEPT = 1 << 20;

  private final ScalarForm form;
  private final ByteBuilder text = new ByteBuilder(64);

  ScalarWriter(ScalarForm form) {
    this.form = form;
  }

  @Override
  public void write(byte[] data, int offset, int length, ByteBuilder out) {
    if (form.kind() == ScalarForm.Kind.TEXT) {
      writeName(data, offset, length, out);
      return;
    }
    int start = out.length();
    form.print(data, offset, length, out);
    if (form.kind() == ScalarForm.Kind.NUMBER) {
      checkNumber(start, out);
    }
  }

  /** NaN and the infinities are strings, because JSON has no numbers for them. */
  private static void checkNumber(int start, ByteBuilder out) {
    byte last = out.data()[out.length() - 1];
    if (last < '0' || last > '9') {
      int length = out.length() - start;
      out.reserve(2);
      System.arraycopy(out.data(), start, out.data(), start + 1, length);
      out.data()[start] = '"';
      out.data()[start + length + 1] = '"';
    } else if (out.length() - start > JsonParsers.MOST_DIGITS) {
      throw BadValueException.range(
          "it is a number of more than "
              + JsonParsers.MOST_DIGITS
              + " digits, which is not read again");
    }
  }

  @Override
  public void writeName(byte[] data, int offset, int length, ByteBuilder out) {
    text.clear(MOST_KEPT);
    form.print(data, offset, length, text);
    if (form.kind() == ScalarForm.Kind.NUMBER && text.length() > JsonParsers.MOST_DIGITS) {
      throw BadValueException.range("it is a number too long to be read again");
    }
    JsonText.put(text.data(), 0, text.length(), out);
  }
}
