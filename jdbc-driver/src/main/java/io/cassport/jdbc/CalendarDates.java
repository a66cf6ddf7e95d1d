package io.cassport.jdbc;

import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Calendar;
import java.util.GregorianCalendar;

/**
 * Days and times of day to java.sql's classes and back, by a calendar's own rules: these classes
 * print and compute with java.util.Calendar, which is Julian before 1582 and knows other offsets
 * before 1900 than java.time does, so that only a Calendar makes one that says the day it holds.
 *
 * <p>A null calendar is a Gregorian one in the JVM's zone. Of a calendar that is not Gregorian only
 * the zone is taken. Calendars that are given are never changed.
 */
@SuppressWarnings("JavaUtilDate") // the classes that JDBC's programs hand over
final class CalendarDates {
  private static final int NANOS_PER_MILLI = 1_000_000;

  private CalendarDates() {}

  static ZoneId zone(Calendar calendar) {
    return calendar == null ? ZoneId.systemDefault() : calendar.getTimeZone().toZoneId();
  }

  /** The day's first moment: midnight, or later where clocks were put forward at midnight. */
  static Date date(LocalDate day, Calendar calendar) {
    GregorianCalendar fields = cleared(calendar);
    boolean common = day.getYear() > 0;
    fields.set(Calendar.ERA, common ? GregorianCalendar.AD : GregorianCalendar.BC);
    fields.set(Calendar.YEAR, common ? day.getYear() : 1 - day.getYear());
    fields.set(Calendar.MONTH, day.getMonthValue() - 1);
    fields.set(Calendar.DAY_OF_MONTH, day.getDayOfMonth());
    return new Date(fields.getTimeInMillis());
  }

  /** The first moment of the day that a moment is in. */
  static Date dayOf(long epochMillis, Calendar calendar) {
    GregorianCalendar fields = at(epochMillis, calendar);
    int era = fields.get(Calendar.ERA);
    int year = fields.get(Calendar.YEAR);
    int month = fields.get(Calendar.MONTH);
    int day = fields.get(Calendar.DAY_OF_MONTH);
    fields.clear();
    fields.set(Calendar.ERA, era);
    fields.set(Calendar.YEAR, year);
    fields.set(Calendar.MONTH, month);
    fields.set(Calendar.DAY_OF_MONTH, day);
    return new Date(fields.getTimeInMillis());
  }

  /** That time on 1970-01-01; java.sql.Time holds milliseconds, so the rest is cut off. */
  static Time time(LocalTime time, Calendar calendar) {
    GregorianCalendar fields = cleared(calendar);
    fields.set(Calendar.HOUR_OF_DAY, time.getHour());
    fields.set(Calendar.MINUTE, time.getMinute());
    fields.set(Calendar.SECOND, time.getSecond());
    fields.set(Calendar.MILLISECOND, time.getNano() / NANOS_PER_MILLI);
    return new Time(fields.getTimeInMillis());
  }

  /**
   * The day that a java.util.Date shows.
   *
   * @throws java.time.DateTimeException for a 29 February that only the Julian calendar has
   */
  static LocalDate localDate(java.util.Date value, Calendar calendar) {
    GregorianCalendar fields = at(value.getTime(), calendar);
    int year = fields.get(Calendar.YEAR);
    return LocalDate.of(
        fields.get(Calendar.ERA) == GregorianCalendar.AD ? year : 1 - year,
        fields.get(Calendar.MONTH) + 1,
        fields.get(Calendar.DAY_OF_MONTH));
  }

  /** The time of day that a java.util.Date shows; to the nanosecond when it is a Timestamp. */
  static LocalTime localTime(java.util.Date value, Calendar calendar) {
    LocalTime time = localTime(value.getTime(), calendar);
    return value instanceof Timestamp timestamp ? time.withNano(timestamp.getNanos()) : time;
  }

  /** The time of day that a moment has there, to the millisecond. */
  static LocalTime localTime(long epochMillis, Calendar calendar) {
    GregorianCalendar fields = at(epochMillis, calendar);
    return LocalTime.of(
        fields.get(Calendar.HOUR_OF_DAY),
        fields.get(Calendar.MINUTE),
        fields.get(Calendar.SECOND),
        fields.get(Calendar.MILLISECOND) * NANOS_PER_MILLI);
  }

  /** That time on 1970-01-01, to the nanosecond. */
  static Timestamp timestamp(LocalTime time, Calendar calendar) {
    return withNanos(time(time, calendar).getTime(), time);
  }

  /** Also for the first and the last moment of CQL's timestamp, where Timestamp.from fails. */
  static Timestamp timestamp(Instant moment) {
    return withNanos(moment.toEpochMilli(), moment);
  }

  /**
   * The moment; java.sql.Date and Time refuse to tell it themselves, and a Timestamp near CQL's
   * ends.
   */
  static Instant instant(java.util.Date value) {
    Instant moment = Instant.ofEpochMilli(value.getTime());
    return value instanceof Timestamp timestamp
        ? moment.plusNanos(timestamp.getNanos() % NANOS_PER_MILLI)
        : moment;
  }

  /** The same moment as the plain class, which is not equal to a Timestamp. */
  static java.util.Date utilDate(Timestamp moment) {
    return new java.util.Date(moment.getTime());
  }

  private static Timestamp withNanos(long epochMillis, TemporalAccessor time) {
    Timestamp timestamp = new Timestamp(epochMillis);
    timestamp.setNanos(time.get(ChronoField.NANO_OF_SECOND));
    return timestamp;
  }

  private static GregorianCalendar cleared(Calendar calendar) {
    GregorianCalendar own = own(calendar);
    own.clear();
    return own;
  }

  private static GregorianCalendar at(long epochMillis, Calendar calendar) {
    GregorianCalendar own = own(calendar);
    own.setTimeInMillis(epochMillis);
    return own;
  }

  private static GregorianCalendar own(Calendar calendar) {
    GregorianCalendar own;
    if (calendar == null) {
      own = new GregorianCalendar();
    } else if (calendar.getClass() == GregorianCalendar.class) {
      own = (GregorianCalendar) calendar.clone();
    } else {
      own = new GregorianCalendar(calendar.getTimeZone()); // a Buddhist one counts other years
    }
    own.setLenient(true); // midnight may not exist on the day
    return own;
  }
}
