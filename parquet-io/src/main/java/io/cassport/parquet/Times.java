package io.cassport.parquet;

import com.datastax.oss.driver.api.core.ProtocolVersion;
import com.datastax.oss.driver.api.core.data.CqlDuration;
import com.datastax.oss.driver.api.core.type.codec.TypeCodecs;
import io.cassport.format.values.BadValueException;
import io.cassport.parquet.decoding.Conversion;
import io.cassport.parquet.decoding.CqlBytes;
import io.cassport.parquet.decoding.StoredValue;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** Conversions of times; digits that CQL does not keep are a bad value, never cut off. */
final class Times {
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final long NANOS_PER_DAY = 86_400_000_000_000L;
  private static final long MILLIS_PER_DAY = 86_400_000L;
  private static final int JULIAN_DAY_OF_1970 = 2_440_588;

  private Times() {}

  static Optional<Conversion> time(PrimitiveType source) {
    if (!(source.getLogicalTypeAnnotation() instanceof TimeLogicalTypeAnnotation type)) {
      return Optional.empty();
    }
    long factor = Unit.of(type.getUnit()).nanos();
    boolean int32 = source.getPrimitiveTypeName() == PrimitiveTypeName.INT32;
    return Optional.of(
        (column, out) -> {
          long value = int32 ? column.getInteger() : column.getLong();
          if (value < 0 || value >= NANOS_PER_DAY / factor) {
            throw BadValueException.range(value + " is no time of a day");
          }
          out.putLong(value * factor);
        });
  }

  /** Timestamps without a zone are read as UTC. */
  static Optional<Conversion> timestamp(PrimitiveType source) {
    if (source.getPrimitiveTypeName() == PrimitiveTypeName.INT96) {
      return Optional.of((column, out) -> out.putLong(int96(column)));
    }
    if (!(source.getLogicalTypeAnnotation() instanceof TimestampLogicalTypeAnnotation type)) {
      return Optional.empty();
    }
    long perMilli = NANOS_PER_MILLI / Unit.of(type.getUnit()).nanos();
    if (perMilli == 1) {
      return Optional.of(new Conversion.Reversed(PrimitiveTypeName.INT64));
    }
    return Optional.of((column, out) -> out.putLong(millis(column.getLong(), perMilli)));
  }

  private static long millis(long value, long perMilli) {
    if (value % perMilli != 0) {
      throw BadValueException.range(
          "timestamp "
              + value
              + " (1/"
              + perMilli * 1_000
              + " s since 1970) has finer digits than the milliseconds that CQL keeps");
    }
    return value / perMilli;
  }

  /** Impala's and old Spark's: nanoseconds of the day, then the Julian day. */
  private static long int96(StoredValue column) {
    ByteBuffer bytes = column.getBinary().toByteBuffer().slice().order(ByteOrder.LITTLE_ENDIAN);
    long nanos = bytes.getLong();
    int day = bytes.getInt();
    if (nanos % NANOS_PER_MILLI != 0) {
      throw BadValueException.range(
          "timestamp with " + nanos + " ns of the day has finer digits than CQL keeps");
    }
    return ((long) day - JULIAN_DAY_OF_1970) * MILLIS_PER_DAY + nanos / NANOS_PER_MILLI;
  }

  /** INTERVAL: months, days and milliseconds, unsigned and little-endian. */
  static void interval(StoredValue column, CqlBytes out) {
    ByteBuffer bytes = column.getBinary().toByteBuffer().slice().order(ByteOrder.LITTLE_ENDIAN);
    long months = Integer.toUnsignedLong(bytes.getInt());
    long days = Integer.toUnsignedLong(bytes.getInt());
    long millis = Integer.toUnsignedLong(bytes.getInt());
    if (months > Integer.MAX_VALUE || days > Integer.MAX_VALUE) {
      throw BadValueException.range(
          "interval of " + months + " months and " + days + " days is out of range of duration");
    }
    out.put(
        TypeCodecs.DURATION.encode(
            CqlDuration.newInstance((int) months, (int) days, millis * NANOS_PER_MILLI),
            ProtocolVersion.DEFAULT));
  }
}
