package io.cassport.text;

import io.cassport.format.values.BadValueException;

/** date, as in ISO 8601. */
final class Dates extends ScalarForm {
  Dates() {
    super("date", Kind.TEXT);
  }

  @Override
  public void print(byte[] data, int offset, int length, ByteBuilder out) {
    BadValueException.requireLength(length, 4, type());
    CivilDates.print(CivilDates.ofEpochDay(ByteBuilder.intAt(data, offset) ^ 0x8000_0000), out);
  }

  @Override
  public void parse(byte[] text, int offset, int length, ByteBuilder out) {
    int start = stripStart(text, offset, offset + length);
    int end = stripEnd(text, start, offset + length);
    try {
      TimeText reader = new TimeText(text, start, end);
      long day = reader.date();
      reader.requireEnd();
      if (day != (int) day) {
        throw outOfRange(text, offset, length);
      }
      out.putInt((int) day ^ 0x8000_0000);
    } catch (TimeText.Malformed e) {
      throw new BadValueException(
          "'" + shown(text, offset, length) + "' is no date; write it as 2024-02-29", "22007");
    }
  }
}
