package io.cassport.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.datastax.oss.driver.api.core.type.codec.registry.CodecRegistry;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TimeZone;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The getters and setters with a Calendar, in every zone that Java knows. */
final class CalendarDatesTest {
  private static final ParameterBinder BINDER = new ParameterBinder(CodecRegistry.DEFAULT);
  private static final LocalDate GREGORIAN_SINCE = LocalDate.of(1582, 10, 15);
  private static final TimeZone ZONE_BEFORE = TimeZone.getDefault();

  @AfterEach
  void restoreZone() {
    TimeZone.setDefault(ZONE_BEFORE);
  }

  @Test
  void aDateOfEveryZoneIsTheSameDayAgainEvenWhereMidnightDoesNotExist() throws SQLException {
    Random random = new Random(1);
    List<String> wrong = new ArrayList<>();
    int checked = 0;
    for (String id : TimeZone.getAvailableIDs()) {
      Calendar calendar = new GregorianCalendar(TimeZone.getTimeZone(id));
      for (LocalDate day : days(calendar, random)) {
        checked++;
        Date date = read(DataTypes.DATE, day).getDate(1, calendar);
        if (!set(date, DataTypes.DATE, calendar).equals(day)) {
          wrong.add(id + " " + day);
        }
      }
    }
    assertThat(checked).isGreaterThan(10_000);
    assertThat(wrong).isEmpty();
  }

  /** Random days, and those on which clocks are put forward or back. */
  private static List<LocalDate> days(Calendar calendar, Random random) {
    List<LocalDate> days = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      days.add(LocalDate.ofEpochDay(random.nextInt(3_000_000) - 140_000));
    }
    List<LocalDate> skipped = new ArrayList<>();
    for (ZoneOffsetTransition change :
        calendar.getTimeZone().toZoneId().getRules().getTransitions()) {
      LocalDate before = change.getDateTimeBefore().toLocalDate();
      LocalDate after = change.getDateTimeAfter().toLocalDate();
      days.add(before);
      days.add(after);
      if (after.isAfter(before) && change.getDuration().toHours() >= 23) {
        skipped.add(before); // islands that crossed the date line have no such day
      }
    }
    Predicate<LocalDate> exists = day -> !skipped.contains(day) && !day.isBefore(GREGORIAN_SINCE);
    return days.stream().filter(exists).toList();
  }

  @Test
  void aTimeOfEveryZoneIsTheSameTimeAgain() throws SQLException {
    Random random = new Random(2);
    List<String> wrong = new ArrayList<>();
    for (String id : TimeZone.getAvailableIDs()) {
      Calendar calendar = new GregorianCalendar(TimeZone.getTimeZone(id));
      for (int i = 0; i < 20; i++) {
        LocalTime time = LocalTime.ofNanoOfDay(random.nextInt(86_400_000) * 1_000_000L);
        Time read = read(DataTypes.TIME, time).getTime(1, calendar);
        if (!set(read, DataTypes.TIME, calendar).equals(time)) {
          wrong.add(id + " " + time);
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void aTimestampIsTheSameMomentWhateverTheCalendar() throws SQLException {
    Random random = new Random(3);
    for (String id : TimeZone.getAvailableIDs()) {
      Calendar calendar = new GregorianCalendar(TimeZone.getTimeZone(id));
      Instant moment = Instant.ofEpochMilli(random.nextLong() >> 18);
      Timestamp read = read(DataTypes.TIMESTAMP, moment).getTimestamp(1, calendar);
      assertThat(read.getTime()).as(id).isEqualTo(moment.toEpochMilli());
      assertThat(set(read, DataTypes.TIMESTAMP, calendar)).as(id).isEqualTo(moment);
    }
  }

  @Test
  void theCalendarsZoneSaysWhichDayAndTimeAMomentHas() throws SQLException {
    Instant moment = Instant.parse("2024-06-30T23:30:00Z");
    Calendar tokyo = new GregorianCalendar(TimeZone.getTimeZone("Asia/Tokyo"));
    Calendar lima = new GregorianCalendar(TimeZone.getTimeZone("America/Lima"));
    Timestamp timestamp = Timestamp.from(moment);
    assertThat(set(timestamp, DataTypes.DATE, tokyo)).isEqualTo(LocalDate.of(2024, 7, 1));
    assertThat(set(timestamp, DataTypes.DATE, lima)).isEqualTo(LocalDate.of(2024, 6, 30));
    assertThat(set(timestamp, DataTypes.TIME, tokyo)).isEqualTo(LocalTime.of(8, 30));
    assertThat(read(DataTypes.TIMESTAMP, moment).getDate(1, tokyo).getTime())
        .isEqualTo(Instant.parse("2024-06-30T15:00:00Z").toEpochMilli());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UTC",
        "Europe/Amsterdam",
        "America/Sao_Paulo",
        "Asia/Kathmandu",
        "Pacific/Apia",
        "Australia/Lord_Howe",
        "Africa/Monrovia"
      })
  void withoutACalendarDatesAndTimesShowWhatTheCellHolds(String zone) throws SQLException {
    TimeZone.setDefault(TimeZone.getTimeZone(zone));
    for (String text :
        List.of(
            "0001-01-01",
            "1066-10-14",
            "1582-10-04",
            "1582-10-15",
            "1890-01-01",
            "1937-07-01",
            "2018-11-04",
            "2024-02-29",
            "9999-12-31")) {
      Date date = read(DataTypes.DATE, LocalDate.parse(text)).getDate(1);
      assertThat(date).hasToString(text);
      assertThat(set(Date.valueOf(text), DataTypes.DATE, null)).hasToString(text);
      assertThat(read(DataTypes.DATE, LocalDate.parse(text)).getTimestamp(1).toString())
          .startsWith(text);
    }
    for (String text : List.of("00:00:00", "02:30:00", "23:59:59")) {
      assertThat(read(DataTypes.TIME, LocalTime.parse(text)).getTime(1)).hasToString(text);
      assertThat(set(Time.valueOf(text), DataTypes.TIME, null)).isEqualTo(LocalTime.parse(text));
    }
  }

  @Test
  void aCalendarIsNeverChangedAndMayBeABuddhistOne() throws SQLException {
    TimeZone.setDefault(TimeZone.getTimeZone("Asia/Bangkok"));
    Calendar buddhist = Calendar.getInstance(Locale.forLanguageTag("th-TH-u-ca-buddhist"));
    assertThat(buddhist.getClass()).isNotEqualTo(GregorianCalendar.class);
    long before = buddhist.getTimeInMillis();
    LocalDate day = LocalDate.of(2024, 2, 29);
    Date date = read(DataTypes.DATE, day).getDate(1, buddhist);
    assertThat(date).hasToString("2024-02-29");
    assertThat(set(date, DataTypes.DATE, buddhist)).isEqualTo(day);
    assertThat(buddhist.getTimeInMillis()).isEqualTo(before);
  }

  @Test
  void theFirstAndTheLastMomentAndDayOfCqlAreKept() throws SQLException {
    Calendar utc = new GregorianCalendar(TimeZone.getTimeZone(ZoneOffset.UTC));
    for (long millis : new long[] {Long.MIN_VALUE, Long.MAX_VALUE}) {
      Instant moment = Instant.ofEpochMilli(millis);
      Timestamp read = read(DataTypes.TIMESTAMP, moment).getTimestamp(1);
      assertThat(read.getTime()).isEqualTo(millis);
      assertThat(BINDER.convert(CqlText.of(moment), DataTypes.TIMESTAMP, "p")).isEqualTo(moment);
    }
    for (long day : new long[] {Integer.MIN_VALUE, Integer.MAX_VALUE}) {
      LocalDate date = LocalDate.ofEpochDay(day);
      Date read = read(DataTypes.DATE, date).getDate(1, utc);
      assertThat(set(read, DataTypes.DATE, utc)).isEqualTo(date);
      assertThat(BINDER.convert(CqlText.of(date), DataTypes.DATE, "p")).isEqualTo(date);
    }
  }

  private static CassportResultSet read(DataType type, Object value) throws SQLException {
    CassportResultSet rows =
        MemoryRows.resultSet(List.of(ResultColumn.of("c", type)), List.of(Arrays.asList(value)));
    rows.next();
    return rows;
  }

  private static Object set(java.util.Date value, DataType type, Calendar calendar)
      throws SQLException {
    Object given = calendar == null ? value : new ZonedValue(value, calendar);
    return BINDER.convert(given, type, "p");
  }
}
