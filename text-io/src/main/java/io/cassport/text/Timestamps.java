package io.cassport.text;

import io.cassport.format.values.BadValueException;
import java.nio.charset.StandardCharsets;

/**
 * timestamp. Every form that Cassandra takes is read, and ISO 8601; a text without a zone is UTC,
 * and a whole number is milliseconds since 1970.
 */
final class Timestamps extends ScalarForm {
  private static final long MILLIS_A_DAY = 86_400_000;

  private final boolean iso;

  /**
   * Makes it.
   *
   * @param iso true: 2024-02-29T12:34:56.789Z; false: 2024-02-29 12:34:56.789+0000, and outside the
   *     years 1 to 9999 milliseconds since 1970, as cqlsh has both
   */
  Timestamps(boolean iso) {
    super("timestamp", Kind.TEXT);
    this.iso = iso;
  }

  @Override
  public void print(byte[] data, int offset, int length, ByteBuilder out) {
    BadValueException.requireLength(length, 8, type());
    long millis = ByteBuilder.longAt(data, offset);
    long date = CivilDates.ofEpochDay(Math.floorDiv(millis, MILLIS_A_DAY));
    if (!iso && (CivilDates.year(date) < 1 || CivilDates.year(date) > 9_999)) {
      out.putDigits(millis);
      return;
    }
    CivilDates.print(date, out);
    long ofDay = Math.floorMod(millis, MILLIS_A_DAY);
    out.put(iso ? 'T' : ' ')
        .putPadded(ofDay / 3_600_000, 2)
        .put(':')
        .putPadded(ofDay / 60_000 % 60, 2)
        .put(':')
        .putPadded(ofDay / 1_000 % 60, 2)
        .put('.')
        .putPadded(ofDay % 1_000, 3);
    if (iso) {
      out.put('Z');
    } else {
      out.putAscii("+0000");
    }
  }

  @Override
  public void parse(byte[] text, int offset, int length, ByteBuilder out) {
    int start = stripStart(text, offset, offset + length);
    int end = stripEnd(text, start, offset + length);
    TimeText reader = new TimeText(text, start, end);
    try {
      out.putLong(
          reader.isWholeNumber()
              ? Long.parseLong(new String(text, start, end - start, StandardCharsets.US_ASCII))
              : millis(reader, text, start, end - start));
    } catch (TimeText.Malformed e) {
      throw new BadValueException(
          "'"
              + shown(text, offset, length)
              + "' is no timestamp; write it as 2024-02-29 12:34:56.789+0000 or as in ISO 8601",
          "22007");
    } catch (ArithmeticException | NumberFormatException e) {
      throw outOfRange(text, offset, length);
    }
  }

  private static long millis(TimeText reader, byte[] text, int start, int length) {
    long day = reader.date();
    long nanos = reader.takeSeparator() ? reader.timeOfDay() : 0;
    int zone = reader.zone();
    reader.requireEnd();
    if (nanos % 1_000_000 != 0) {
      throw BadValueException.range(
          "'" + shown(text, start, length) + "' has finer digits than a timestamp keeps");
    }
    long ofDay = nanos / 1_000_000 - zone * 1_000L;
    if (day < 0) {
      // the first moment of all is in the middle of a day
      return Math.addExact(Math.multiplyExact(day + 1, MILLIS_A_DAY), ofDay - MILLIS_A_DAY);
    }
    return Math.addExact(Math.multiplyExact(day, MILLIS_A_DAY), ofDay);
  }
}
