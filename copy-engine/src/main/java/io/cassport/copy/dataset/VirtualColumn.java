package io.cassport.copy.dataset;

import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import io.cassport.format.RowBatch;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A partition column that is calculated: the year, month, day, hour or date, in UTC, of a
 * timestamp, a timeuuid or a date. It names directories and is in no file.
 *
 * @param source the index of the column it is calculated from
 * @param target its own index, whose cells it fills with text
 * @param type of the source
 */
public record VirtualColumn(int source, int target, DataType type, Unit unit) {
  private static final Set<DataType> MOMENTS =
      Set.of(DataTypes.TIMESTAMP, DataTypes.TIMEUUID, DataTypes.DATE);

  private static final long MILLIS_PER_HOUR = 3_600_000;
  private static final long MILLIS_PER_DAY = 24 * MILLIS_PER_HOUR;

  /** Between the beginnings of the Gregorian calendar and of 1970, in units of 100 ns. */
  private static final long GREGORIAN_OFFSET = 0x01b21dd213814000L;

  /** Parts of a moment. */
  public enum Unit {
    YEAR,
    MONTH,
    DAY,
    HOUR,
    DATE;

    /** The part that a name such as {@code event_time.year} ends in, ignoring case. */
    static Optional<Unit> named(String word) {
      for (Unit unit : values()) {
        if (unit.name().equals(word.toUpperCase(Locale.ROOT))) {
          return Optional.of(unit);
        }
      }
      return Optional.empty();
    }
  }

  /** The part that the end of a partition column's name asks for, if it asks for one. */
  public static Optional<Unit> unitOf(String name) {
    int dot = name.lastIndexOf('.');
    return dot <= 0 ? Optional.empty() : Unit.named(name.substring(dot + 1));
  }

  /** True when values of a type have such a part. */
  public static boolean has(DataType type, Unit unit) {
    return MOMENTS.contains(type) && !(unit == Unit.HOUR && type.equals(DataTypes.DATE));
  }

  /** Fills its cells of all rows. */
  void fill(RowBatch batch) {
    long previous = 0;
    int previousRow = -1;
    for (int row = 0; row < batch.rowCount(); row++) {
      if (batch.isNull(source, row) || batch.length(source, row) == 0) {
        batch.setNull(target, row);
        continue;
      }
      long step = step(batch, row);
      if (previousRow >= 0 && step == previous) {
        // neighbours mostly share it, and their text then too
        batch.setCell(
            target, row, batch.offset(target, previousRow), batch.length(target, previousRow));
        continue;
      }
      batch.setBytes(target, row, ByteBuffer.wrap(text(step).getBytes(StandardCharsets.US_ASCII)));
      previous = step;
      previousRow = row;
    }
  }

  /** The day since 1970, or for HOUR the hour since 1970, that a row is in. */
  private long step(RowBatch batch, int row) {
    byte[] data = batch.data();
    int at = batch.offset(source, row);
    if (type.equals(DataTypes.DATE)) {
      return bigEndian(data, at, 4) - (1L << 31); // CQL's native protocol: 1970-01-01 is 2^31
    }
    long millis = type.equals(DataTypes.TIMEUUID) ? uuidMillis(data, at) : bigEndian(data, at, 8);
    return Math.floorDiv(millis, unit == Unit.HOUR ? MILLIS_PER_HOUR : MILLIS_PER_DAY);
  }

  private static long uuidMillis(byte[] data, int at) {
    long high = bigEndian(data, at, 8);
    long ticks = (high & 0x0fffL) << 48 | (high >> 16 & 0xffffL) << 32 | high >>> 32;
    return Math.floorDiv(ticks - GREGORIAN_OFFSET, 10_000);
  }

  private static long bigEndian(byte[] data, int at, int bytes) {
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value = value << 8 | data[at + i] & 0xff;
    }
    return value;
  }

  private String text(long step) {
    if (unit == Unit.HOUR) {
      return twoDigits((int) Math.floorMod(step, 24L));
    }
    LocalDate date = LocalDate.ofEpochDay(step);
    return switch (unit) {
      case YEAR -> fourDigits(date.getYear());
      case MONTH -> twoDigits(date.getMonthValue());
      case DAY -> twoDigits(date.getDayOfMonth());
      case DATE -> date.toString();
      case HOUR -> throw new IllegalStateException("an hour is no part of a day's number");
    };
  }

  /** As the year of a date in ISO 8601. */
  private static String fourDigits(int year) {
    return (year < 0 ? "-" : "") + String.format(Locale.ROOT, "%04d", Math.abs(year));
  }

  private static String twoDigits(int number) {
    return number < 10 ? "0" + number : Integer.toString(number);
  }
}
