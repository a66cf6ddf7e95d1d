package io.cassport.text;

/** A text of a date, a time of day or a moment, read from its start to its end. */
final class TimeText {
  /** The text is not of the form that is read; it carries nothing. */
  static final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Malformed() {
      super(null, null, false, false);
    }
  }

  private static final int MOST_YEAR_DIGITS = 9;

  private final byte[] text;
  private final int end;
  private int at;

  TimeText(byte[] text, int start, int end) {
    this.text = text;
    this.at = start;
    this.end = end;
  }

  boolean isAtEnd() {
    return at == end;
  }

  void requireEnd() {
    require(at == end);
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw new Malformed();
    }
  }

  private int peek() {
    return at < end ? text[at] : -1;
  }

  private boolean isDigit(int index) {
    return index < end && text[index] >= '0' && text[index] <= '9';
  }

  private boolean take(int character) {
    if (peek() == character) {
      at++;
      return true;
    }
    return false;
  }

  private int twoDigits() {
    require(isDigit(at) && isDigit(at + 1));
    int value = (text[at] - '0') * 10 + text[at + 1] - '0';
    at += 2;
    return value;
  }

  /** Year-month-day as days since 1970; the year has four digits, or a sign and up to nine. */
  long date() {
    boolean negative = peek() == '-';
    boolean signed = negative || peek() == '+';
    if (signed) {
      at++;
    }
    int start = at;
    long year = 0;
    while (isDigit(at) && at - start <= MOST_YEAR_DIGITS) {
      year = year * 10 + text[at++] - '0';
    }
    int digits = at - start;
    require(signed ? digits >= 4 && digits <= MOST_YEAR_DIGITS : digits == 4);
    year = negative ? -year : year;
    require(take('-'));
    int month = twoDigits();
    require(take('-'));
    int day = twoDigits();
    require(CivilDates.isValid(year, month, day));
    return CivilDates.toEpochDay(year, month, day);
  }

  /** True when a time of day follows a date, behind a T or white space. */
  boolean takeSeparator() {
    int next = at;
    if (next < end && (text[next] == 'T' || text[next] == 't')) {
      next++;
    } else {
      while (next < end && text[next] == ' ') {
        next++;
      }
    }
    if (next > at && isDigit(next)) {
      at = next;
      return true;
    }
    return false;
  }

  /** Hours:minutes, then maybe seconds and up to nine digits of them, as nanoseconds. */
  long timeOfDay() {
    int hour = twoDigits();
    require(take(':'));
    int minute = twoDigits();
    int second = 0;
    long nanos = 0;
    if (take(':')) {
      second = twoDigits();
      if (take('.')) {
        nanos = fraction();
      }
    }
    require(hour < 24 && minute < 60 && second < 60);
    return ((hour * 60L + minute) * 60 + second) * 1_000_000_000L + nanos;
  }

  private long fraction() {
    int start = at;
    long nanos = 0;
    while (isDigit(at)) {
      require(at - start < 9);
      nanos = nanos * 10 + text[at++] - '0';
    }
    require(at > start);
    for (int digits = at - start; digits < 9; digits++) {
      nanos *= 10;
    }
    return nanos;
  }

  /** The seconds that a zone at the end is ahead of UTC; without one it is UTC. */
  int zone() {
    while (peek() == ' ') {
      at++;
    }
    if (at == end || take('Z') || take('z') || takeName("UTC") || takeName("GMT")) {
      return 0;
    }
    boolean west = peek() == '-';
    require(west || peek() == '+');
    at++;
    int hours = twoDigits();
    int minutes = 0;
    if (at < end) {
      boolean colon = take(':');
      require(colon || isDigit(at));
      minutes = twoDigits();
    }
    require(hours <= 18 && minutes < 60);
    int seconds = hours * 3_600 + minutes * 60;
    return west ? -seconds : seconds;
  }

  private boolean takeName(String name) {
    if (end - at != name.length()) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      if (text[at + i] != name.charAt(i)) {
        return false;
      }
    }
    at = end;
    return true;
  }

  /** True when the rest is a whole number. */
  boolean isWholeNumber() {
    int first = at < end && (text[at] == '-' || text[at] == '+') ? at + 1 : at;
    for (int i = first; i < end; i++) {
      if (!isDigit(i)) {
        return false;
      }
    }
    return first < end;
  }
}
