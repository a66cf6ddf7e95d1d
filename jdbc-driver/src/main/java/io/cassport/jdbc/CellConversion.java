package io.cassport.jdbc;

import com.datastax.oss.driver.api.core.data.CqlDuration;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.protocol.internal.ProtocolConstants;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.lang.invoke.MethodType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.ByteBuffer;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Collection;
import java.util.GregorianCalendar;
import java.util.HashMap;
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

  private static final Map<Class<?>, Reading> READINGS = new HashMap<>();

  static {
    addBasics();
    addNumbers();
    addTemporals();
    addJdbcClasses();
    addCollections();
  }

  private CellConversion() {}

  private static void addBasics() {
    READINGS.put(String.class, (cells, value, type, what) -> CqlText.of(value));
    READINGS.put(Object.class, (cells, value, type, what) -> cells.object(value, type));
    READINGS.put(Boolean.class, (cells, value, type, what) -> cells.bool(value, what));
    READINGS.put(Character.class, (cells, value, type, what) -> character(value, what));
    READINGS.put(byte[].class, (cells, value, type, what) -> cells.bytes(value));
    READINGS.put(
        ByteBuffer.class, (cells, value, type, what) -> ByteBuffer.wrap(cells.bytes(value)));
    READINGS.put(
        UUID.class,
        (cells, value, type, what) ->
            CqlScalars.uuid(value, ProtocolConstants.DataType.UUID, what));
    READINGS.put(InetAddress.class, (cells, value, type, what) -> CqlScalars.inet(value, what));
    READINGS.put(URL.class, (cells, value, type, what) -> url(value, what));
    READINGS.put(
        InputStream.class,
        (cells, value, type, what) -> new ByteArrayInputStream(cells.bytes(value)));
    READINGS.put(Reader.class, (cells, value, type, what) -> new StringReader(CqlText.of(value)));
  }

  private static void addNumbers() {
    READINGS.put(
        Byte.class,
        (cells, value, type, what) ->
            (byte) Numbers.whole(value, Byte.MIN_VALUE, Byte.MAX_VALUE, what));
    READINGS.put(
        Short.class,
        (cells, value, type, what) ->
            (short) Numbers.whole(value, Short.MIN_VALUE, Short.MAX_VALUE, what));
    READINGS.put(
        Integer.class,
        (cells, value, type, what) ->
            (int) Numbers.whole(value, Integer.MIN_VALUE, Integer.MAX_VALUE, what));
    READINGS.put(
        Long.class,
        (cells, value, type, what) -> Numbers.whole(value, Long.MIN_VALUE, Long.MAX_VALUE, what));
    READINGS.put(Float.class, (cells, value, type, what) -> Numbers.single(value, what));
    READINGS.put(Double.class, (cells, value, type, what) -> Numbers.floating(value, what));
    READINGS.put(BigDecimal.class, (cells, value, type, what) -> Numbers.decimal(value, what));
    READINGS.put(BigInteger.class, (cells, value, type, what) -> Numbers.integer(value, what));
    READINGS.put(Number.class, (cells, value, type, what) -> number(value, what));
  }

  private static void addTemporals() {
    READINGS.put(Date.class, (cells, value, type, what) -> cells.date(value, null, what));
    READINGS.put(Time.class, (cells, value, type, what) -> cells.time(value, null, what));
    READINGS.put(Timestamp.class, (cells, value, type, what) -> cells.timestamp(value, null, what));
    READINGS.put(
        java.util.Date.class,
        (cells, value, type, what) -> CalendarDates.utilDate(cells.timestamp(value, null, what)));
    READINGS.put(Calendar.class, CellConversion::calendar);
    READINGS.put(GregorianCalendar.class, CellConversion::calendar);
    READINGS.put(Instant.class, (cells, value, type, what) -> Temporals.instant(value, null, what));
    READINGS.put(LocalDate.class, (cells, value, type, what) -> Temporals.date(value, null, what));
    READINGS.put(LocalTime.class, (cells, value, type, what) -> Temporals.time(value, null, what));
    READINGS.put(LocalDateTime.class, (cells, value, type, what) -> localDateTime(value, what));
    READINGS.put(
        OffsetDateTime.class,
        (cells, value, type, what) ->
            Temporals.instant(value, null, what).atOffset(ZoneOffset.UTC));
    READINGS.put(
        ZonedDateTime.class,
        (cells, value, type, what) -> Temporals.instant(value, null, what).atZone(ZoneOffset.UTC));
    READINGS.put(OffsetTime.class, (cells, value, type, what) -> offsetTime(value, what));
    READINGS.put(Duration.class, (cells, value, type, what) -> duration(value, what));
    READINGS.put(Period.class, (cells, value, type, what) -> period(value, what));
  }

  private static void addJdbcClasses() {
    READINGS.put(RowId.class, (cells, value, type, what) -> rowId(value, what));
    READINGS.put(Array.class, (cells, value, type, what) -> cells.array(value, type, what));
    READINGS.put(Struct.class, (cells, value, type, what) -> cells.struct(value, what));
    READINGS.put(Blob.class, (cells, value, type, what) -> new MemoryBlob(cells.bytes(value)));
    READINGS.put(Clob.class, (cells, value, type, what) -> new MemoryClob(CqlText.of(value)));
    READINGS.put(NClob.class, (cells, value, type, what) -> new MemoryClob(CqlText.of(value)));
  }

  private static void addCollections() {
    READINGS.put(List.class, (cells, value, type, what) -> JavaValues.list(value, what));
    READINGS.put(Collection.class, (cells, value, type, what) -> JavaValues.list(value, what));
    READINGS.put(Iterable.class, (cells, value, type, what) -> JavaValues.list(value, what));
    READINGS.put(Set.class, (cells, value, type, what) -> JavaValues.set(value, what));
    READINGS.put(Map.class, (cells, value, type, what) -> JavaValues.map(value, what));
  }

  /**
   * The value of a cell as that class; a primitive class is its box, and an array of any class here
   * takes the elements of a list, set or vector.
   *
   * @throws SQLException 22003 when it does not fit, 22007 or 22018 when it is none of that class
   */
  static <T> T read(CellReader cells, Object value, DataType type, Class<T> wanted, String what)
      throws SQLException {
    Class<?> boxed = MethodType.methodType(wanted).wrap().returnType();
    Reading reading = READINGS.get(boxed);
    Object result;
    if (reading != null) {
      result = reading.read(cells, value, type, what);
    } else if (boxed.isArray()) {
      result = array(cells, value, type, boxed.getComponentType(), what);
    } else {
      result = boxed.isEnum() ? constant(boxed, value, what) : value;
    }
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

  private static Object array(
      CellReader cells, Object value, DataType type, Class<?> component, String what)
      throws SQLException {
    DataType elementType = CellReader.elementType(type, what);
    List<Object> elements = JavaValues.elements(value);
    Object array = java.lang.reflect.Array.newInstance(component, elements.size());
    for (int i = 0; i < elements.size(); i++) {
      java.lang.reflect.Array.set(
          array, i, read(cells, elements.get(i), elementType, component, what));
    }
    return array;
  }

  private static Object constant(Class<?> wanted, Object value, String what) throws SQLException {
    String name = CqlText.of(value);
    for (Object constant : wanted.getEnumConstants()) {
      if (((Enum<?>) constant).name().equals(name)) {
        return constant;
      }
    }
    throw Errors.data(
        what + ": " + wanted.getName() + " has no constant " + Excerpt.of(name), "22018");
  }

  private static Character character(Object value, String what) throws SQLException {
    String text = CqlText.of(value);
    if (text.length() != 1) {
      throw Errors.data(what + ": " + Excerpt.of(text) + " is not one character", "22018");
    }
    return text.charAt(0);
  }

  private static Number number(Object value, String what) throws SQLException {
    return value instanceof Number number ? number : Numbers.decimal(value, what);
  }

  static URL url(Object value, String what) throws SQLException {
    String text = CqlText.of(value);
    try {
      return URI.create(text).toURL();
    } catch (MalformedURLException | IllegalArgumentException e) {
      throw Errors.data(what + ": " + Excerpt.of(text) + " is no URL", "22018", e);
    }
  }

  private static RowId rowId(Object value, String what) throws SQLException {
    return new CassportRowId(CqlScalars.uuid(value, ProtocolConstants.DataType.UUID, what));
  }

  private static Calendar calendar(CellReader cells, Object value, DataType type, String what)
      throws SQLException {
    Calendar calendar = new GregorianCalendar();
    calendar.setTimeInMillis(cells.timestamp(value, null, what).getTime());
    return calendar;
  }

  private static LocalDateTime localDateTime(Object value, String what) throws SQLException {
    return value instanceof LocalDate day
        ? day.atStartOfDay()
        : LocalDateTime.ofInstant(Temporals.instant(value, null, what), ZoneId.systemDefault());
  }

  /** In UTC, as the setters take it. */
  private static OffsetTime offsetTime(Object value, String what) throws SQLException {
    return value instanceof Instant instant
        ? instant.atOffset(ZoneOffset.UTC).toOffsetTime()
        : Temporals.time(value, null, what).atOffset(ZoneOffset.UTC);
  }

  private static Duration duration(Object value, String what) throws SQLException {
    if (value instanceof CqlDuration duration
        && duration.getMonths() == 0
        && duration.getDays() == 0) {
      return Duration.ofNanos(duration.getNanoseconds());
    }
    throw Errors.data(
        what + ": " + Excerpt.of(CqlText.of(value)) + " is no time without days and months",
        "22018");
  }

  private static Period period(Object value, String what) throws SQLException {
    if (value instanceof CqlDuration duration && duration.getNanoseconds() == 0) {
      return Period.of(0, duration.getMonths(), duration.getDays()).normalized();
    }
    throw Errors.data(
        what + ": " + Excerpt.of(CqlText.of(value)) + " is no period of whole days", "22018");
  }
}
