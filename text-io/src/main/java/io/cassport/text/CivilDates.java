package io.cassport.text;

/** Days as year, month and day of the Gregorian calendar, without an object for each. */
final class CivilDates {
  private static final long DAYS_IN_400_YEARS = 146_097;
  private static final int DAYS_FROM_0000_03_01_TO_1970 = 719_468;

  private CivilDates() {}

  /** A date in one number: {@link #year}, {@link #month} and {@link #day} take it apart. */
  static long ofEpochDay(long epochDay) {
    // years that begin in March, so that a leap day is a year's last
    long shifted = epochDay + DAYS_FROM_0000_03_01_TO_1970;
    long era = Math.floorDiv(shifted, DAYS_IN_400_YEARS);
    long dayOfEra = shifted - era * DAYS_IN_400_YEARS;
    long yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    long dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    long monthFromMarch = (5 * dayOfYear + 2) / 153;
    long day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1;
    long month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
    long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
    return year << 16 | month << 8 | day;
  }

  static long year(long date) {
    return date >> 16;
  }

  static int month(long date) {
    return (int) (date >> 8 & 0xff);
  }

  static int day(long date) {
    return (int) (date & 0xff);
  }

  static long toEpochDay(long year, int month, int day) {
    long shiftedYear = month <= 2 ? year - 1 : year;
    long era = Math.floorDiv(shiftedYear, 400);
    long yearOfEra = shiftedYear - era * 400;
    long dayOfYear = (153L * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    long dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * DAYS_IN_400_YEARS + dayOfEra - DAYS_FROM_0000_03_01_TO_1970;
  }

  static boolean isValid(long year, int month, int day) {
    return month >= 1 && month <= 12 && day >= 1 && day <= lengthOfMonth(year, month);
  }

  private static int lengthOfMonth(long year, int month) {
    return switch (month) {
      case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
      case 4, 6, 9, 11 -> 30;
      default -> 31;
    };
  }

  /** Appends year-month-day as ISO 8601; a year beyond four digits has a sign. */
  static void print(long date, ByteBuilder out) {
    long year = year(date);
    if (year >= 0 && year <= 9_999) {
      out.putPadded(year, 4);
    } else {
      long magnitude = Math.abs(year);
      out.put(year < 0 ? '-' : '+');
      if (magnitude <= 9_999) {
        out.putPadded(magnitude, 4);
      } else {
        out.putDigits(magnitude);
      }
    }
    out.put('-').putPadded(month(date), 2).put('-').putPadded(day(date), 2);
  }
}
