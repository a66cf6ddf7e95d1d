package io.cassport.text;

import io.cassport.format.values.BadValueException;

/** time, with all nine digits of its nanoseconds, so that text is ordered as time is. */
final class Times extends ScalarForm {
  private static final long NANOS_A_DAY = 86_400_000_000_000L;

  Times() {
    super("time", Kind.TEXT);
  }

  @Override
  public void print(byte[] data, int offset, int length, ByteBuilder out) {
    BadValueException.requireLength(length, 8, type());
    long nanos = ByteBuilder.longAt(data, offset);
    if (nanos < 0 || nanos >= NANOS_A_DAY) {
      throw BadValueException.range("time " + nanos + " ns is not within a day");
    }
    long seconds = nanos / 1_000_000_000;
    out.putPadded(seconds / 3_600, 2)
        .put(':')
        .putPadded(seconds / 60 % 60, 2)
        .put(':')
        .putPadded(seconds % 60, 2)
        .put('.')
        .putPadded(nanos % 1_000_000_000, 9);
  }

  @Override
  public void parse(byte[] text, int offset, int length, ByteBuilder out) {
    int start = stripStart(text, offset, offset + length);
    int end = stripEnd(text, start, offset + length);
    try {
      TimeText reader = new TimeText(text, start, end);
      long nanos = reader.timeOfDay();
      reader.requireEnd();
      out.putLong(nanos);
    } catch (TimeText.Malformed e) {
      throw new BadValueException(
          "'"
              + shown(text, offset, length)
              + "' is no time; write it as 12:34:56.123456789, with nine digits after the point at"
              + " the most",
          "22007");
    }
  }
}
