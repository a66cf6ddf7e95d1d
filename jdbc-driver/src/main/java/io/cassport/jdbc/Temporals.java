package io.cassport.jdbc;

import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Calendar;
import java.util.Locale;

/**
 * Moments, dates and times of day from anything that names one. What names no zone is in the given
 * calendar's zone, and without a calendar in the JVM's, as JDBC has it; text without a zone is in
 * UTC, as Cassandra has it.
 */
final class Temporals {
  private static final DateTimeFormatter TEXT =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendPattern("['T'][ ]")
          .appendPattern("HH:mm[:ss]")
          .optionalStart()
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .optionalEnd()
          .appendPattern("[ ]")
          .appendPattern("[XXX][XX][X]")
          .optionalEnd()
          .toFormatter(Locale.ROOT);

  private static final Instant FIRST = Instant.ofEpochMilli(Long.MIN_VALUE);
  private static final Instant LAST = Instant.ofEpochMilli(Long.MAX_VALUE).plusNanos(999_999);

  private Temporals() {}

  /** A moment; 22003 when it is none that a CQL timestamp can hold. */
  static Instant instant(Object value, Calendar calendar, String what) throws SQLException {
    Instant instant = anyInstant(value, calendar, what);
    if (instant.isBefore(FIRST) || instant.isAfter(LAST)) {
      throw Errors.data(
          what + ": " + Excerpt.of(value) + " is too far from 1970 for a timestamp", "22003");
    }
    return instant;
  }

  private static Instant anyInstant(Object value, Calendar calendar, String what)
      throws SQLException {
    if (value instanceof Instant instant) {
      return instant;
    }
    if (value instanceof ZonedValue zoned) {
      return anyInstant(zoned.value(), zoned.calendar(), what);
    }
    if (value instanceof java.util.Date date) {
      return CalendarDates.instant(date);
    }
    if (value instanceof Calendar given) {
      return given.toInstant();
    }
    if (value instanceof OffsetDateTime time) {
      return time.toInstant();
    }
    if (value instanceof ZonedDateTime time) {
      return time.toInstant();
    }
    if (value instanceof LocalDateTime time) {
      return time.atZone(CalendarDates.zone(calendar)).toInstant();
    }
    if (value instanceof LocalDate date) {
      return date.atStartOfDay(CalendarDates.zone(calendar)).toInstant();
    }
    if (value instanceof Long || value instanceof Integer) {
      return Instant.ofEpochMilli(((Number) value).longValue());
    }
    if (value instanceof String text) {
      return parse(text, what);
    }
    throw notTemporal(value, "moment", what);
  }

  static LocalDate date(Object value, Calendar calendar, String what) throws SQLException {
    if (value instanceof LocalDate date) {
      return date;
    }
    if (value instanceof ZonedValue zoned) {
      return date(zoned.value(), zoned.calendar(), what);
    }
    if (value instanceof java.util.Date date) {
      return CalendarDates.localDate(date, calendar);
    }
    if (value instanceof Calendar given) {
      return CalendarDates.localDate(given.getTime(), given);
    }
    if (value instanceof LocalDateTime time) {
      return time.toLocalDate();
    }
    if (value instanceof OffsetDateTime time) {
      return time.toLocalDate();
    }
    if (value instanceof ZonedDateTime time) {
      return time.toLocalDate();
    }
    if (value instanceof Instant instant) {
      return instant.atZone(CalendarDates.zone(calendar)).toLocalDate();
    }
    if (value instanceof String text) {
      return dateOf(text, what);
    }
    throw notTemporal(value, "date", what);
  }

  private static LocalDate dateOf(String text, String what) throws SQLException {
    try {
      return LocalDate.parse(text.strip());
    } catch (DateTimeException e) {
      try {
        return dateTime(text.strip()).atZone(ZoneOffset.UTC).toLocalDate();
      } catch (DateTimeException alsoNoMoment) {
        throw badText(text, "2024-01-31", what, e);
      }
    }
  }

  /** A time of day; one with an offset is the same moment's time in UTC. */
  static LocalTime time(Object value, Calendar calendar, String what) throws SQLException {
    if (value instanceof LocalTime time) {
      return time;
    }
    if (value instanceof ZonedValue zoned) {
      return time(zoned.value(), zoned.calendar(), what);
    }
    if (value instanceof java.util.Date date) {
      return CalendarDates.localTime(date, calendar);
    }
    if (value instanceof Calendar given) {
      return CalendarDates.localTime(given.getTime(), given);
    }
    if (value instanceof LocalDateTime time) {
      return time.toLocalTime();
    }
    if (value instanceof OffsetTime time) {
      return time.withOffsetSameInstant(ZoneOffset.UTC).toLocalTime();
    }
    if (value instanceof Instant instant) {
      return instant.atZone(CalendarDates.zone(calendar)).toLocalTime();
    }
    if (value instanceof OffsetDateTime || value instanceof ZonedDateTime) {
      return time(anyInstant(value, calendar, what), calendar, what);
    }
    if (value instanceof Long nanos) {
      try {
        return LocalTime.ofNanoOfDay(nanos);
      } catch (DateTimeException e) {
        throw Errors.data(what + ": " + nanos + " ns is no time of day", "22007", e);
      }
    }
    if (value instanceof String text) {
      try {
        return LocalTime.parse(text.strip());
      } catch (DateTimeException e) {
        throw badText(text, "HH:MM:SS.nnnnnnnnn", what, e);
      }
    }
    throw notTemporal(value, "time of day", what);
  }

  private static Instant parse(String text, String what) throws SQLException {
    String trimmed = text.strip();
    try {
      return dateTime(trimmed);
    } catch (DateTimeException e) {
      try {
        return Instant.ofEpochMilli(Long.parseLong(trimmed));
      } catch (NumberFormatException notMillis) {
        throw badText(text, "2024-01-31T12:30:00.000Z", what, e);
      }
    }
  }

  private static Instant dateTime(String text) {
    TemporalAccessor parsed =
        TEXT.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
    if (parsed instanceof OffsetDateTime time) {
      return time.toInstant();
    }
    return parsed instanceof LocalDateTime time
        ? time.toInstant(ZoneOffset.UTC)
        : ((LocalDate) parsed).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static SQLException badText(
      String text, String example, String what, DateTimeException cause) {
    return Errors.data(
        what + ": " + Excerpt.of(text) + " cannot be read; write it as " + example, "22007", cause);
  }

  private static SQLException notTemporal(Object value, String kind, String what) {
    return Errors.data(what + ": " + value.getClass().getName() + " is no " + kind, "22018");
  }
}
