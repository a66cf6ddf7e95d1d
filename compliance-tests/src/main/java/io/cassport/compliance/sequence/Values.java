package io.cassport.compliance.sequence;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.Arrays;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * The values that a sequence can name, such as {@code uuid("…")}: reading them and writing them.
 */
public final class Values {
  private static final Map<String, Function<List<Object>, Object>> READERS = new TreeMap<>();

  static {
    text("uuid", UUID::fromString);
    text("bytes", HexFormat.of()::parseHex);
    text("decimal", BigDecimal::new);
    text("integer", BigInteger::new);
    text("timestamp", Timestamp::valueOf);
    text("date", Date::valueOf);
    text("time", Time::valueOf);
    text("instant", Instant::parse);
    text("localDate", LocalDate::parse);
    text("localTime", LocalTime::parse);
    text("localDateTime", LocalDateTime::parse);
    text("offsetDateTime", OffsetDateTime::parse);
    text("offsetTime", OffsetTime::parse);
    text("duration", Duration::parse);
    text("calendar", zone -> new GregorianCalendar(TimeZone.getTimeZone(zone)));
    text("address", Values::address);
    text("class", Values::type);
    READERS.put("short", values -> ((Number) values.get(0)).shortValue());
    READERS.put("byte", values -> ((Number) values.get(0)).byteValue());
    READERS.put("strings", values -> values.toArray(new String[0]));
    READERS.put("objects", List::toArray);
    READERS.put("ints", values -> values.stream().mapToInt(v -> (Integer) v).toArray());
    READERS.put(
        "longs", values -> values.stream().mapToLong(v -> ((Number) v).longValue()).toArray());
    READERS.put("list", values -> values);
    READERS.put("set", LinkedHashSet::new);
    READERS.put("map", Values::map);
    READERS.put("properties", Values::properties);
    READERS.put("executor", values -> (Executor) Runnable::run);
  }

  private Values() {}

  static boolean isName(String name) {
    return READERS.containsKey(name);
  }

  static String names() {
    return String.join(", ", READERS.keySet());
  }

  static Object read(String name, List<Object> arguments) {
    return READERS.get(name).apply(arguments);
  }

  /**
   * The text that a sequence has for a value.
   *
   * @param value what was passed or returned, or null
   * @return its text, or null when sequences have none for its kind
   */
  public static String write(Object value) {
    if (value == null || value instanceof Boolean || value instanceof Integer) {
      return String.valueOf(value);
    }
    if (value instanceof Number number) {
      return number(number);
    }
    if (value instanceof String string) {
      return quoted(string);
    }
    if (value instanceof Class<?> type) {
      return "class(" + quoted(type.getName()) + ")";
    }
    if (value instanceof byte[] bytes) {
      return "bytes(" + quoted(HexFormat.of().formatHex(bytes)) + ")";
    }
    if (value instanceof int[] numbers) {
      return joined("ints", Arrays.stream(numbers).boxed().toList());
    }
    if (value instanceof long[] numbers) {
      return joined("longs", Arrays.stream(numbers).boxed().toList());
    }
    if (value instanceof Object[] values) {
      return joined(value instanceof String[] ? "strings" : "objects", Arrays.asList(values));
    }
    if (value instanceof List<?> values) {
      return joined("list", values);
    }
    if (value instanceof Calendar calendar) {
      return "calendar(" + quoted(calendar.getTimeZone().getID()) + ")";
    }
    if (value instanceof InetAddress address) {
      return "address(" + quoted(address.getHostAddress()) + ")";
    }
    if (value instanceof Executor) {
      return "executor()";
    }
    return byItsText(value);
  }

  private static String number(Number number) {
    if (number instanceof Long) {
      return number + "L";
    }
    if (number instanceof Short || number instanceof Byte) {
      return number.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT)
          + "("
          + number
          + ")";
    }
    if (number instanceof BigDecimal) {
      return "decimal(" + quoted(number.toString()) + ")";
    }
    if (number instanceof BigInteger) {
      return "integer(" + quoted(number.toString()) + ")";
    }
    boolean finite = Double.isFinite(number.doubleValue());
    return finite ? number + (number instanceof Float ? "f" : "") : null;
  }

  private static String byItsText(Object value) {
    String name =
        switch (value.getClass().getName()) {
          case "java.util.UUID" -> "uuid";
          case "java.sql.Timestamp" -> "timestamp";
          case "java.sql.Date" -> "date";
          case "java.sql.Time" -> "time";
          case "java.time.Instant" -> "instant";
          case "java.time.LocalDate" -> "localDate";
          case "java.time.LocalTime" -> "localTime";
          case "java.time.LocalDateTime" -> "localDateTime";
          case "java.time.OffsetDateTime" -> "offsetDateTime";
          case "java.time.OffsetTime" -> "offsetTime";
          case "java.time.Duration" -> "duration";
          default -> null;
        };
    return name == null ? null : name + "(" + quoted(value.toString()) + ")";
  }

  private static String joined(String name, List<?> values) {
    StringBuilder text = new StringBuilder(name).append('(');
    for (Object value : values) {
      String written = write(value);
      if (written == null) {
        return null;
      }
      text.append(text.charAt(text.length() - 1) == '(' ? "" : ", ").append(written);
    }
    return text.append(')').toString();
  }

  /** A text in quotes, on one line. */
  public static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        case '\t' -> quoted.append("\\t");
        default -> quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }

  private static void text(String name, Function<String, Object> reader) {
    READERS.put(name, values -> reader.apply((String) values.get(0)));
  }

  private static Map<Object, Object> map(List<Object> values) {
    Map<Object, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < values.size(); i += 2) {
      map.put(values.get(i), values.get(i + 1));
    }
    return map;
  }

  private static Properties properties(List<Object> values) {
    Properties properties = new Properties();
    map(values).forEach((name, value) -> properties.setProperty((String) name, (String) value));
    return properties;
  }

  private static InetAddress address(String digits) {
    try {
      return InetAddress.getByName(digits);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(digits + " is no address", e);
    }
  }

  private static Class<?> type(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException("there is no class " + name, e);
    }
  }
}
