package io.cassport.jdbc;

import com.datastax.oss.driver.api.core.data.CqlDuration;
import com.datastax.oss.driver.api.core.data.CqlVector;
import com.datastax.oss.driver.api.core.data.GettableByIndex;
import com.datastax.oss.driver.api.core.data.TupleValue;
import com.datastax.oss.driver.api.core.data.UdtValue;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Values as text: what getString gives. Inside a collection they are CQL literals, at the top they
 * are without quotes. Setting the same text again gives the same value.
 */
final class CqlText {
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .appendPattern("HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .toFormatter(Locale.ROOT);

  private CqlText() {}

  /** The text of one of the driver's values; null for null. */
  static String of(Object value) {
    if (value == null || value instanceof String) {
      return (String) value;
    }
    if (value instanceof Instant instant) {
      return text(instant);
    }
    if (value instanceof CqlDuration duration) {
      return text(duration);
    }
    if (value instanceof LocalTime time) {
      return TIME.format(time);
    }
    if (value instanceof InetAddress address) {
      return address.getHostAddress();
    }
    if (value instanceof BigDecimal decimal) {
      return decimal.toString();
    }
    if (value instanceof ByteBuffer bytes) {
      byte[] copy = new byte[bytes.remaining()];
      bytes.duplicate().get(copy);
      return "0x" + HexFormat.of().formatHex(copy);
    }
    if (isComposite(value)) {
      StringBuilder out = new StringBuilder();
      appendLiteral(out, value);
      return out.toString();
    }
    return value.toString();
  }

  /** Cassandra reads years of four digits; other moments only as milliseconds. */
  private static String text(Instant moment) {
    int year = moment.atOffset(ZoneOffset.UTC).getYear();
    return year >= 1 && year <= 9999 ? moment.toString() : Long.toString(moment.toEpochMilli());
  }

  /** The Java driver shows a duration of nothing as nothing. */
  private static String text(CqlDuration duration) {
    String text = duration.toString();
    return text.isEmpty() ? "0s" : text;
  }

  private static boolean isComposite(Object value) {
    return value instanceof Iterable
        || value instanceof Map
        || value instanceof UdtValue
        || value instanceof TupleValue;
  }

  private static void appendLiteral(StringBuilder out, Object value) {
    if (value == null) {
      out.append("NULL");
    } else if (value instanceof String text) {
      appendQuoted(out, text);
    } else if (value instanceof Instant
        || value instanceof LocalDate
        || value instanceof LocalTime
        || value instanceof InetAddress) {
      appendQuoted(out, of(value));
    } else if (value instanceof Map<?, ?> map) {
      appendMap(out, map);
    } else if (value instanceof Set<?> set) {
      appendAll(out, '{', set, '}');
    } else if (value instanceof CqlVector<?> vector) {
      appendAll(out, '[', vector, ']');
    } else if (value instanceof Iterable<?> list) {
      appendAll(out, '[', list, ']');
    } else if (value instanceof UdtValue udt) {
      appendUdt(out, udt);
    } else if (value instanceof TupleValue tuple) {
      appendTuple(out, tuple);
    } else if (value instanceof UUID || value instanceof Number || value instanceof Boolean) {
      out.append(value);
    } else {
      out.append(of(value));
    }
  }

  private static void appendQuoted(StringBuilder out, String text) {
    out.append('\'').append(text.replace("'", "''")).append('\'');
  }

  private static void appendAll(StringBuilder out, char open, Iterable<?> values, char close) {
    out.append(open);
    String separator = "";
    for (Object value : values) {
      out.append(separator);
      appendLiteral(out, value);
      separator = ", ";
    }
    out.append(close);
  }

  private static void appendMap(StringBuilder out, Map<?, ?> map) {
    out.append('{');
    String separator = "";
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      out.append(separator);
      appendLiteral(out, entry.getKey());
      out.append(": ");
      appendLiteral(out, entry.getValue());
      separator = ", ";
    }
    out.append('}');
  }

  /** A field; null when it is null, where the driver would decode an empty collection. */
  static Object field(GettableByIndex fields, int index) {
    return fields.isNull(index) ? null : fields.getObject(index);
  }

  private static void appendUdt(StringBuilder out, UdtValue udt) {
    out.append('{');
    for (int i = 0; i < udt.size(); i++) {
      if (i > 0) {
        out.append(", ");
      }
      out.append(udt.getType().getFieldNames().get(i).asCql(true)).append(": ");
      appendLiteral(out, field(udt, i));
    }
    out.append('}');
  }

  private static void appendTuple(StringBuilder out, TupleValue tuple) {
    out.append('(');
    for (int i = 0; i < tuple.size(); i++) {
      if (i > 0) {
        out.append(", ");
      }
      appendLiteral(out, field(tuple, i));
    }
    out.append(')');
  }
}
