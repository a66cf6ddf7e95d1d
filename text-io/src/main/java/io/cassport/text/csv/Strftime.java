package io.cassport.text.csv;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.format.SignStyle;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;

/**
 * A pattern of strftime, as Python's datetime and so cqlsh understands it, but for what depends on
 * the locale. %f takes up to nine digits, of which it writes six.
 *
 * @param pattern as it was written
 */
record Strftime(String pattern, DateTimeFormatter formatter) {
  private static final String ALLOWED =
      "a pattern of strftime with %Y %y %m %d %j %H %I %M %S %f %p %z %b %B %a %A %F %T %%";

  static Strftime moment(String pattern) {
    return of(pattern, pattern.contains("%"));
  }

  static Strftime date(String pattern) {
    return of(pattern, !pattern.matches(".*%[HIMSfpzT].*"));
  }

  static Strftime time(String pattern) {
    return of(pattern, !pattern.matches(".*%[YymdjzbBaAF].*"));
  }

  private static Strftime of(String pattern, boolean fits) {
    if (!fits) {
      throw new IllegalArgumentException(ALLOWED + ", of what the type has");
    }
    DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder().parseCaseInsensitive();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c != '%') {
        builder.appendLiteral(c);
      } else if (++i == pattern.length()) {
        throw new IllegalArgumentException(ALLOWED);
      } else {
        append(builder, pattern.charAt(i));
      }
    }
    return new Strftime(
        pattern, builder.toFormatter(Locale.ENGLISH).withResolverStyle(ResolverStyle.STRICT));
  }

  private static void append(DateTimeFormatterBuilder builder, char directive) {
    switch (directive) {
      case 'Y' -> builder.appendValue(ChronoField.YEAR, 4, 10, SignStyle.EXCEEDS_PAD);
      case 'y' -> builder.appendValueReduced(ChronoField.YEAR, 2, 2, LocalDate.of(1969, 1, 1));
      case 'm' -> builder.appendValue(ChronoField.MONTH_OF_YEAR, 2);
      case 'd' -> builder.appendValue(ChronoField.DAY_OF_MONTH, 2);
      case 'j' -> builder.appendValue(ChronoField.DAY_OF_YEAR, 3);
      case 'H' -> builder.appendValue(ChronoField.HOUR_OF_DAY, 2);
      case 'I' -> builder.appendValue(ChronoField.CLOCK_HOUR_OF_AMPM, 2);
      case 'M' -> builder.appendValue(ChronoField.MINUTE_OF_HOUR, 2);
      case 'S' -> builder.appendValue(ChronoField.SECOND_OF_MINUTE, 2);
      case 'f' -> builder.appendFraction(ChronoField.NANO_OF_SECOND, 6, 9, false);
      case 'p' -> builder.appendText(ChronoField.AMPM_OF_DAY, TextStyle.SHORT);
      case 'z' -> builder.appendOffset("+HHMM", "+0000");
      case 'b' -> builder.appendText(ChronoField.MONTH_OF_YEAR, TextStyle.SHORT);
      case 'B' -> builder.appendText(ChronoField.MONTH_OF_YEAR, TextStyle.FULL);
      case 'a' -> builder.appendText(ChronoField.DAY_OF_WEEK, TextStyle.SHORT);
      case 'A' -> builder.appendText(ChronoField.DAY_OF_WEEK, TextStyle.FULL);
      case 'F' -> {
        append(builder, 'Y');
        builder.appendLiteral('-');
        append(builder, 'm');
        builder.appendLiteral('-');
        append(builder, 'd');
      }
      case 'T' -> {
        append(builder, 'H');
        builder.appendLiteral(':');
        append(builder, 'M');
        builder.appendLiteral(':');
        append(builder, 'S');
      }
      case '%' -> builder.appendLiteral('%');
      default -> throw new IllegalArgumentException(ALLOWED);
    }
  }

  String print(TemporalAccessor value) {
    return formatter.format(value);
  }

  /** The moment of a text; without a zone it is UTC, without a time of day its beginning. */
  Instant parseMoment(String text) {
    TemporalAccessor parsed = formatter.parse(text);
    LocalDate date = parsed.query(TemporalQueries.localDate());
    LocalTime time = parsed.query(TemporalQueries.localTime());
    ZoneOffset zone = parsed.query(TemporalQueries.offset());
    if (date == null) {
      throw new DateTimeException("no date");
    }
    return date.atTime(time == null ? LocalTime.MIDNIGHT : time)
        .toInstant(zone == null ? ZoneOffset.UTC : zone);
  }

  LocalDate parseDate(String text) {
    return LocalDate.from(formatter.parse(text));
  }

  LocalTime parseTime(String text) {
    return LocalTime.from(formatter.parse(text));
  }
}
