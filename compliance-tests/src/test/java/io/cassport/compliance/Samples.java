package io.cassport.compliance;

import io.cassport.compliance.CqlType.Duration;
import io.cassport.compliance.CqlType.ListOf;
import io.cassport.compliance.CqlType.MapOf;
import io.cassport.compliance.CqlType.Scalar;
import io.cassport.compliance.CqlType.SetOf;
import io.cassport.compliance.CqlType.VectorOf;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Values of each type, the ordinary ones first. They are what every reader is asked for: as extreme
 * as CQL has them, but with moments that fit 64 bits of nanoseconds and decimals of DECIMAL(38,10).
 */
final class Samples {
  private static final String LONG_TEXT = "αβγ😀 ".repeat(20);

  private Samples() {}

  /** At least two values. */
  static List<Object> of(CqlType type) {
    if (type instanceof Scalar scalar) {
      return scalars(scalar);
    }
    if (type instanceof ListOf list) {
      List<Object> elements = of(list.element());
      return List.of(elements, List.of(), List.of(elements.get(1), elements.get(1)));
    }
    if (type instanceof SetOf set) {
      List<Object> elements = of(set.element());
      return List.of(
          new LinkedHashSet<>(elements),
          new LinkedHashSet<>(),
          new LinkedHashSet<>(elements.subList(1, 2)));
    }
    if (type instanceof VectorOf vector) {
      List<Object> elements = of(vector.element());
      return List.of(cycled(elements, 0, vector.size()), cycled(elements, 1, vector.size()));
    }
    if (type instanceof MapOf map) {
      return maps(of(map.key()), of(map.value()));
    }
    return structs(CqlType.fieldsOf(type));
  }

  private static List<Object> cycled(List<Object> values, int from, int size) {
    List<Object> elements = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      elements.add(values.get((from + i) % values.size()));
    }
    return elements;
  }

  private static List<Object> maps(List<Object> keys, List<Object> values) {
    Map<Object, Object> full = new LinkedHashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      full.put(keys.get(i), values.get(i % values.size()));
    }
    return List.of(full, Map.of(), Map.of(keys.get(1), values.get(1)));
  }

  /** All fields, every other field, no field. */
  private static List<Object> structs(Map<String, CqlType> fields) {
    Map<String, Object> full = new LinkedHashMap<>();
    Map<String, Object> half = new LinkedHashMap<>();
    Map<String, Object> none = new LinkedHashMap<>();
    fields.forEach(
        (name, type) -> {
          List<Object> values = of(type);
          full.put(name, values.get(0));
          half.put(name, half.size() % 2 == 0 ? values.get(1) : null);
          none.put(name, null);
        });
    return List.of(full, half, none);
  }

  private static List<Object> scalars(Scalar type) {
    return switch (type) {
      case ASCII -> List.of("ascii ~'\"\\", "", "\u0000\n\r\t\u007f", "NULL");
      case TEXT ->
          List.of(
              "Grüße, 😀 'x' \"y\"", "", "a\u0000b\nc\r\n\td", "null", "\ufffd\u202e", LONG_TEXT);
      case BLOB -> List.of(hex("00ff80"), hex(""), hex("00"), hex("7b7d".repeat(3_000)));
      case BOOLEAN -> List.of(true, false);
      case TINYINT -> List.of(7L, -128L, 127L, 0L);
      case SMALLINT -> List.of(7L, -32_768L, 32_767L, 0L);
      case INT -> List.of(7L, (long) Integer.MIN_VALUE, (long) Integer.MAX_VALUE, 0L);
      case BIGINT, COUNTER -> List.of(7L, Long.MIN_VALUE, Long.MAX_VALUE, 0L);
      case FLOAT ->
          List.of(
              -0.5f,
              Float.NaN,
              Float.POSITIVE_INFINITY,
              Float.NEGATIVE_INFINITY,
              -0.0f,
              0.0f,
              Float.MAX_VALUE,
              Float.MIN_VALUE);
      case DOUBLE ->
          List.of(
              -0.5,
              Double.NaN,
              Double.POSITIVE_INFINITY,
              Double.NEGATIVE_INFINITY,
              -0.0,
              0.0,
              Double.MAX_VALUE,
              Double.MIN_VALUE);
      case DECIMAL ->
          List.of(
              new BigDecimal("12.3400"),
              new BigDecimal("-0.0000000001"),
              new BigDecimal("9999999999999999999999999999.9999999999"),
              new BigDecimal("1E+3"),
              new BigDecimal("0"));
      case VARINT ->
          List.of(
              BigInteger.TEN,
              BigInteger.TWO.pow(200).negate(),
              BigInteger.TWO.pow(200),
              BigInteger.ZERO);
      case DATE ->
          dates("2024-02-29", "0001-01-01", "9999-12-31", "1969-12-31", "1582-10-10", "1970-01-01");
      case TIME ->
          List.of(
              LocalTime.parse("12:34:56.789"),
              LocalTime.MIDNIGHT,
              LocalTime.parse("23:59:59.999"),
              LocalTime.parse("00:00:00.001"));
      case TIMESTAMP ->
          moments(
              "2024-02-29T12:34:56.789Z",
              "1969-12-31T23:59:59.999Z",
              "1677-10-01T00:00:00.001Z",
              "2262-04-01T23:59:59.999Z",
              "1970-01-01T00:00:00Z");
      case UUID ->
          uuids(
              "123e4567-e89b-42d3-a456-426614174000",
              "00000000-0000-0000-0000-000000000000",
              "ffffffff-ffff-ffff-ffff-ffffffffffff",
              "7fffffff-ffff-4fff-8000-000000000000");
      case TIMEUUID ->
          uuids(
              "123e4567-e89b-12d3-a456-426614174000",
              "00000000-0000-1000-8080-808080808080",
              "ffffffff-ffff-1fff-bf7f-7f7f7f7f7f7f");
      case INET -> addresses("127.0.0.1", "::", "255.255.255.255", "2001:db8::ff00:42:8329");
      case DURATION ->
          List.of(
              new Duration(1, 2, 3),
              new Duration(-1, -2, -3),
              new Duration(Integer.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE),
              new Duration(0, 0, 0));
    };
  }

  private static List<Object> dates(String... texts) {
    return List.of(texts).stream().<Object>map(LocalDate::parse).toList();
  }

  private static List<Object> moments(String... texts) {
    return List.of(texts).stream().<Object>map(Instant::parse).toList();
  }

  private static List<Object> uuids(String... texts) {
    return List.of(texts).stream().<Object>map(UUID::fromString).toList();
  }

  private static List<Object> addresses(String... texts) {
    return List.of(texts).stream().<Object>map(Samples::address).toList();
  }

  /** Of a literal; nothing is looked up. */
  static InetAddress address(String literal) {
    try {
      return InetAddress.getByName(literal);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(literal, e);
    }
  }

  private static ByteBuffer hex(String digits) {
    return ByteBuffer.wrap(java.util.HexFormat.of().parseHex(digits));
  }
}
