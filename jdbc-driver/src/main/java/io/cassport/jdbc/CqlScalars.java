package io.cassport.jdbc;

import com.datastax.oss.driver.api.core.data.CqlDuration;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.protocol.internal.ProtocolConstants;
import io.cassport.format.values.InetText;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.Calendar;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/** Any Java value as the driver's Java value of a CQL type that has no parts. Never null. */
final class CqlScalars {
  private static final CellReader CELLS = new CellReader(TypeOptions.DEFAULT);

  private CqlScalars() {}

  /**
   * The value for a type.
   *
   * @throws SQLException 22003, 22007 or 22018 when the type cannot hold it
   */
  static Object of(Object given, DataType type, String what) throws SQLException {
    int code = type.getProtocolCode();
    if (code == ProtocolConstants.DataType.ASCII || code == ProtocolConstants.DataType.VARCHAR) {
      return text(given, code, what);
    }
    Object value = given instanceof String text ? unquoted(text) : given;
    return switch (code) {
      case ProtocolConstants.DataType.TINYINT ->
          (byte) Numbers.whole(value, Byte.MIN_VALUE, Byte.MAX_VALUE, what);
      case ProtocolConstants.DataType.SMALLINT ->
          (short) Numbers.whole(value, Short.MIN_VALUE, Short.MAX_VALUE, what);
      case ProtocolConstants.DataType.INT ->
          (int) Numbers.whole(value, Integer.MIN_VALUE, Integer.MAX_VALUE, what);
      case ProtocolConstants.DataType.BIGINT, ProtocolConstants.DataType.COUNTER ->
          Numbers.whole(value, Long.MIN_VALUE, Long.MAX_VALUE, what);
      case ProtocolConstants.DataType.VARINT -> Numbers.integer(value, what);
      case ProtocolConstants.DataType.DECIMAL -> Numbers.decimal(value, what);
      case ProtocolConstants.DataType.FLOAT -> Numbers.single(value, what);
      case ProtocolConstants.DataType.DOUBLE -> Numbers.floating(value, what);
      case ProtocolConstants.DataType.BOOLEAN -> CELLS.bool(value, what);
      case ProtocolConstants.DataType.TIMESTAMP -> Temporals.instant(value, null, what);
      case ProtocolConstants.DataType.DATE -> date(value, what);
      case ProtocolConstants.DataType.TIME -> Temporals.time(value, null, what);
      case ProtocolConstants.DataType.UUID, ProtocolConstants.DataType.TIMEUUID ->
          uuid(value, code, what);
      case ProtocolConstants.DataType.BLOB -> blob(value, what);
      case ProtocolConstants.DataType.INET -> inet(value, what);
      case ProtocolConstants.DataType.DURATION -> duration(value, what);
      default -> blob(value, what); // a custom type is bytes to the driver too
    };
  }

  /** A literal may have its quotes, as when it was copied out of a statement. */
  private static String unquoted(String text) {
    String stripped = text.strip();
    boolean quoted = stripped.length() > 1 && stripped.startsWith("'") && stripped.endsWith("'");
    return quoted ? stripped.substring(1, stripped.length() - 1) : stripped;
  }

  private static String text(Object value, int code, String what) throws SQLException {
    if (value.getClass().isArray() || value instanceof ByteBuffer) {
      throw Errors.data(what + ": bytes are no text; use setString", "22018");
    }
    String text = value instanceof String given ? given : CqlText.of(natural(value));
    boolean fits = code != ProtocolConstants.DataType.ASCII || text.chars().allMatch(c -> c < 128);
    if (!fits) {
      throw Errors.data(what + ": " + Excerpt.of(text) + " is not ASCII", "22018");
    }
    return text;
  }

  /** A value whose target is not known: java.sql's classes become those of java.time. */
  static Object natural(Object value) throws SQLException {
    String what = "the parameter";
    Object inner = value instanceof ZonedValue zoned ? zoned.value() : value;
    if (inner instanceof java.sql.Date) {
      return Temporals.date(value, null, what);
    }
    if (inner instanceof Time) {
      return Temporals.time(value, null, what);
    }
    if (inner instanceof Timestamp
        || inner instanceof java.util.Date
        || inner instanceof Calendar) {
      return Temporals.instant(value, null, what);
    }
    return value instanceof byte[] bytes ? ByteBuffer.wrap(bytes) : value;
  }

  private static LocalDate date(Object value, String what) throws SQLException {
    LocalDate date = Temporals.date(value, null, what);
    if (date.toEpochDay() < Integer.MIN_VALUE || date.toEpochDay() > Integer.MAX_VALUE) {
      throw Errors.data(what + ": " + date + " is too far from 1970 for a date", "22003");
    }
    return date;
  }

  static UUID uuid(Object value, int code, String what) throws SQLException {
    UUID uuid;
    if (value instanceof UUID given) {
      uuid = given;
    } else if (value instanceof byte[] bytes && bytes.length == 16) {
      uuid = uuid(ByteBuffer.wrap(bytes));
    } else if (value instanceof ByteBuffer buffer && buffer.remaining() == 16) {
      uuid = uuid(buffer.duplicate());
    } else if (value instanceof String text && text.strip().length() == 36) {
      try {
        uuid = UUID.fromString(text.strip());
      } catch (IllegalArgumentException e) {
        throw Errors.data(what + ": " + Excerpt.of(text) + " is no uuid", "22018", e);
      }
    } else {
      String shown =
          value instanceof String ? Excerpt.of(value) : "a " + value.getClass().getName();
      throw Errors.data(what + ": " + shown + " is no uuid", "22018");
    }
    if (code == ProtocolConstants.DataType.TIMEUUID && uuid.version() != 1) {
      throw Errors.data(what + ": " + uuid + " is no timeuuid (version 1)", "22018");
    }
    return uuid;
  }

  private static UUID uuid(ByteBuffer bytes) {
    return new UUID(bytes.getLong(), bytes.getLong());
  }

  private static ByteBuffer blob(Object value, String what) throws SQLException {
    if (value instanceof byte[] bytes) {
      return ByteBuffer.wrap(bytes);
    }
    if (value instanceof ByteBuffer buffer) {
      return buffer;
    }
    if (value instanceof UUID uuid) {
      return ByteBuffer.wrap(CassportRowId.bytes(uuid));
    }
    if (value instanceof String text && text.regionMatches(true, 0, "0x", 0, 2)) {
      try {
        return ByteBuffer.wrap(HexFormat.of().parseHex(text.substring(2)));
      } catch (IllegalArgumentException e) {
        throw Errors.data(
            what + ": " + Excerpt.of(text) + " has no hexadecimal digit pairs after 0x",
            "22018",
            e);
      }
    }
    String shown = value instanceof String ? Excerpt.of(value) : "a " + value.getClass().getName();
    throw Errors.data(
        what + ": " + shown + " is no blob; set it with setBytes, or as text with 0x…", "22018");
  }

  static InetAddress inet(Object value, String what) throws SQLException {
    if (value instanceof InetAddress address) {
      return address;
    }
    try {
      if (value instanceof byte[] bytes) {
        return InetAddress.getByAddress(bytes);
      }
      Optional<byte[]> literal = InetText.parse(value.toString().strip());
      if (literal.isPresent()) {
        return InetAddress.getByAddress(literal.get());
      }
    } catch (UnknownHostException e) {
      throw Errors.data(what + ": " + Excerpt.of(value) + " is no IP address", "22018", e);
    }
    throw Errors.data(what + ": " + Excerpt.of(value) + " is no IP address", "22018");
  }

  private static CqlDuration duration(Object value, String what) throws SQLException {
    try {
      if (value instanceof CqlDuration duration) {
        return duration;
      }
      if (value instanceof Duration duration) {
        return CqlDuration.newInstance(0, 0, duration.toNanos());
      }
      if (value instanceof Period period) {
        return CqlDuration.newInstance(
            Math.toIntExact(period.toTotalMonths()), (int) period.get(ChronoUnit.DAYS), 0);
      }
    } catch (ArithmeticException | IllegalArgumentException e) {
      throw Errors.data(
          what + ": " + value + " is too long, or mixes signs, for a duration", "22003", e);
    }
    if (value instanceof String text) {
      try {
        return CqlDuration.from(text.strip());
      } catch (RuntimeException e) {
        throw Errors.data(
            what + ": " + Excerpt.of(text) + " is no duration such as 1mo2d3h", "22018", e);
      }
    }
    throw Errors.data(
        what
            + ": a "
            + value.getClass().getName()
            + " is no duration; set it as text such as 1mo2d3h",
        "22018");
  }
}
