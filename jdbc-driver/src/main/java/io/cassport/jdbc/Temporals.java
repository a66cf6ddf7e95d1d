package io.cassport.jdbc;

import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/**
 * Moments, dates and times of day from anything that names one. What names no zone is in the given
 * zone, mostly the JVM's, as JDBC has it; text without a zone is in UTC, as Cassandra has it.
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

  private Temporals() {}

  static Instant instant(Object value, ZoneId zone, String what) throws SQLException {
    if (value instanceof Instant instant) {
      return instant;
    }
    if (value instanceof Timestamp timestamp) {
      return timestamp.toInstant();
    }
    if (value instanceof Date date) {
      return Instant.ofEpochMilli(date.getTime()); // its toInstant throws
    }
    if (value instanceof Time time) {
      return Instant.ofEpochMilli(time.getTime()); // its toInstant throws
    }
    if (value instanceof java.util.Date date) {
      return date.toInstant();
    }
    if (value instanceof OffsetDateTime time) {
      return time.toInstant();
    }
    if (value instanceof ZonedDateTime time) {
      return time.toInstant();
    }
    if (value instanceof LocalDateTime time) {
      return time.atZone(zone).toInstant();
    }
    if (value instanceof LocalDate date) {
      return date.atStartOfDay(zone).toInstant();
    }
    if (value instanceof Long || value instanceof Integer) {
      return Instant.ofEpochMilli(((Number) value).longValue());
    }
    if (value instanceof String text) {
      return parse(text, what);
    }
    throw notTemporal(value, "moment", what);
  }

  static LocalDate date(Object value, ZoneId zone, String what) throws SQLException {
    if (value instanceof LocalDate date) {
      return date;
    }
    if (value instanceof Date date) {
      return Instant.ofEpochMilli(date.getTime()).atZone(zone).toLocalDate();
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
    if (value instanceof String text) {
      try {
        return LocalDate.parse(text.strip());
      } catch (DateTimeException e) {
        return parse(text, what).atZone(ZoneOffset.UTC).toLocalDate();
      }
    }
    return instant(value, zone, what).atZone(zone).toLocalDate();
  }

  static LocalTime time(Object value, ZoneId zone, String what) throws SQLException {
    if (value instanceof LocalTime time) {
      return time;
    }
    if (value instanceof Time time) {
      return Instant.ofEpochMilli(time.getTime()).atZone(zone).toLocalTime();
    }
    if (value instanceof LocalDateTime time) {
      return time.toLocalTime();
    }
    if (value instanceof OffsetTime time) {
      return time.toLocalTime();
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
    return instant(value, zone, what).atZone(zone).toLocalTime();
  }

  private static Instant parse(String text, String what) throws SQLException {
    String trimmed = text.strip();
    try {
      TemporalAccessor parsed =
          TEXT.parseBest(trimmed, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
      if (parsed instanceof OffsetDateTime time) {
        return time.toInstant();
      }
      return parsed instanceof LocalDateTime time
          ? time.toInstant(ZoneOffset.UTC)
          : ((LocalDate) parsed).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeException e) {
      try {
        return Instant.ofEpochMilli(Long.parseLong(trimmed));
      } catch (NumberFormatException notMillis) {
        throw badText(text, "2024-01-31T12:30:00.000Z", what, e);
      }
    }
  }

  private static SQLException badText(
      String text, String example, String what, DateTimeException cause) {
    return Errors.data(
        what + ": '" + text + "' cannot be read; write it as " + example, "22007", cause);
  }

  private static SQLException notTemporal(Object value, String kind, String what) {
    return Errors.data(what + ": " + value.getClass().getName() + " is no " + kind, "22018");
  }
}
