package io.cassport.jdbc;

import com.datastax.oss.driver.api.core.data.CqlVector;
import com.datastax.oss.driver.api.core.type.DataType;
import java.lang.invoke.MethodType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.sql.Array;
import java.sql.Date;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** getObject(column, Class): the driver's value of a cell as a class that the caller names. */
final class CellConversion {
  /** One way to read a cell. */
  private interface Reading {
    Object read(CellReader cells, Object value, DataType type, String what) throws SQLException;
  }

  private static final Map<Class<?>, Reading> READINGS =
      Map.ofEntries(
          Map.entry(String.class, (cells, value, type, what) -> CqlText.of(value)),
          Map.entry(Boolean.class, (cells, value, type, what) -> cells.bool(value, what)),
          Map.entry(
              Byte.class,
              (cells, value, type, what) ->
                  (byte) Numbers.whole(value, Byte.MIN_VALUE, Byte.MAX_VALUE, what)),
          Map.entry(
              Short.class,
              (cells, value, type, what) ->
                  (short) Numbers.whole(value, Short.MIN_VALUE, Short.MAX_VALUE, what)),
          Map.entry(
              Integer.class,
              (cells, value, type, what) ->
                  (int) Numbers.whole(value, Integer.MIN_VALUE, Integer.MAX_VALUE, what)),
          Map.entry(
              Long.class,
              (cells, value, type, what) ->
                  Numbers.whole(value, Long.MIN_VALUE, Long.MAX_VALUE, what)),
          Map.entry(
              Float.class, (cells, value, type, what) -> (float) Numbers.floating(value, what)),
          Map.entry(Double.class, (cells, value, type, what) -> Numbers.floating(value, what)),
          Map.entry(BigDecimal.class, (cells, value, type, what) -> Numbers.decimal(value, what)),
          Map.entry(
              BigInteger.class,
              (cells, value, type, what) -> Numbers.decimal(value, what).toBigInteger()),
          Map.entry(byte[].class, (cells, value, type, what) -> cells.bytes(value)),
          Map.entry(
              ByteBuffer.class, (cells, value, type, what) -> ByteBuffer.wrap(cells.bytes(value))),
          Map.entry(Date.class, (cells, value, type, what) -> cells.date(value, local(), what)),
          Map.entry(Time.class, (cells, value, type, what) -> cells.time(value, local(), what)),
          Map.entry(
              Timestamp.class, (cells, value, type, what) -> cells.timestamp(value, local(), what)),
          Map.entry(
              java.util.Date.class,
              (cells, value, type, what) ->
                  java.util.Date.from(Temporals.instant(value, local(), what))),
          Map.entry(
              Instant.class, (cells, value, type, what) -> Temporals.instant(value, local(), what)),
          Map.entry(
              LocalDate.class, (cells, value, type, what) -> Temporals.date(value, local(), what)),
          Map.entry(
              LocalTime.class, (cells, value, type, what) -> Temporals.time(value, local(), what)),
          Map.entry(
              LocalDateTime.class,
              (cells, value, type, what) ->
                  LocalDateTime.ofInstant(Temporals.instant(value, local(), what), local())),
          Map.entry(
              OffsetDateTime.class,
              (cells, value, type, what) ->
                  Temporals.instant(value, local(), what).atOffset(ZoneOffset.UTC)),
          Map.entry(
              ZonedDateTime.class,
              (cells, value, type, what) ->
                  Temporals.instant(value, local(), what).atZone(ZoneOffset.UTC)),
          Map.entry(UUID.class, (cells, value, type, what) -> uuid(value, what)),
          Map.entry(
              RowId.class, (cells, value, type, what) -> new CassportRowId(uuid(value, what))),
          Map.entry(InetAddress.class, (cells, value, type, what) -> value),
          Map.entry(Array.class, (cells, value, type, what) -> cells.array(value, type)),
          Map.entry(Struct.class, (cells, value, type, what) -> cells.struct(value)),
          Map.entry(List.class, (cells, value, type, what) -> CellReader.list(value, what)),
          Map.entry(Collection.class, (cells, value, type, what) -> CellReader.list(value, what)),
          Map.entry(
              Set.class,
              (cells, value, type, what) -> new LinkedHashSet<>(CellReader.list(value, what))),
          Map.entry(Map.class, (cells, value, type, what) -> CellReader.map(value, what)),
          Map.entry(float[].class, (cells, value, type, what) -> floats(value, what)),
          Map.entry(Object.class, (cells, value, type, what) -> cells.object(value, type)));

  private CellConversion() {}

  static <T> T read(CellReader cells, Object value, DataType type, Class<T> wanted, String what)
      throws SQLException {
    Class<?> boxed = MethodType.methodType(wanted).wrap().returnType();
    Reading reading = READINGS.get(boxed);
    Object result = reading == null ? value : reading.read(cells, value, type, what);
    if (!boxed.isInstance(result)) {
      throw Errors.data(
          what
              + ": a value of type "
              + JdbcType.name(type)
              + " cannot be read as "
              + wanted.getName(),
          "22018");
    }
    @SuppressWarnings("unchecked") // isInstance was asked, for primitives of their box
    T typed = (T) result;
    return typed;
  }

  private static ZoneId local() {
    return ZoneId.systemDefault();
  }

  private static UUID uuid(Object value, String what) throws SQLException {
    if (value instanceof UUID uuid) {
      return uuid;
    }
    try {
      return UUID.fromString(CqlText.of(value));
    } catch (IllegalArgumentException e) {
      throw Errors.data(what + ": it is no uuid", "22018", e);
    }
  }

  private static float[] floats(Object value, String what) throws SQLException {
    if (!(value instanceof CqlVector<?>)) {
      throw Errors.data(what + ": it is no vector", "22018");
    }
    List<Object> list = CellReader.list(value, what);
    float[] floats = new float[list.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) Numbers.floating(list.get(i), what);
    }
    return floats;
  }
}
