package io.cassport.compliance;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Locale;
import java.util.StringJoiner;

/** Values of the tests' model as CQL writes them. */
final class Literals {
  private static final long DAY_OF_1970 = 1L << 31; // CQL's dates count from -2^31
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.nnnnnnnnn", Locale.ROOT);

  private Literals() {}

  static String of(CqlType.Scalar type, Object value) {
    return switch (type) {
      case ASCII, TEXT -> quoted((String) value);
      case INET -> quoted(((InetAddress) value).getHostAddress());
      case BLOB -> "0x" + HexFormat.of().formatHex(bytes((ByteBuffer) value));
      case DATE -> Long.toString(((LocalDate) value).toEpochDay() + DAY_OF_1970);
      case TIME -> quoted(TIME.format((LocalTime) value));
      case TIMESTAMP -> Long.toString(((Instant) value).toEpochMilli());
      case DURATION -> duration((CqlType.Duration) value);
      default -> value.toString();
    };
  }

  static String elements(CqlType type, Object value, String before, String after) {
    if (value == null) {
      return "null";
    }
    StringJoiner elements = new StringJoiner(", ", before, after);
    ((Collection<?>) value).forEach(element -> elements.add(type.literal(element)));
    return elements.toString();
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(buffer.position(), bytes);
    return bytes;
  }

  private static String duration(CqlType.Duration value) {
    boolean negative = value.months() < 0 || value.days() < 0 || value.nanos() < 0;
    return (negative ? "-" : "")
        + Math.abs((long) value.months())
        + "mo"
        + Math.abs((long) value.days())
        + "d"
        + Math.abs(value.nanos())
        + "ns";
  }
}
