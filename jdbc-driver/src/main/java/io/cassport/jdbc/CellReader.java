package io.cassport.jdbc;

import com.datastax.oss.driver.api.core.data.TupleValue;
import com.datastax.oss.driver.api.core.data.UdtValue;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.ListType;
import com.datastax.oss.driver.api.core.type.SetType;
import com.datastax.oss.driver.api.core.type.VectorType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Calendar;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** The driver's value of a cell as what a getter promises. Values are never null here. */
final class CellReader {
  private final TypeOptions options;

  CellReader(TypeOptions options) {
    this.options = options;
  }

  /** What getObject gives: the class that JdbcType names. */
  Object object(Object value, DataType type) throws SQLException {
    JdbcType jdbc = JdbcType.of(type, options);
    return switch (jdbc.code()) {
      case Types.TINYINT, Types.SMALLINT -> ((Number) value).intValue();
      case Types.NUMERIC -> new BigDecimal((BigInteger) value);
      case Types.VARBINARY -> bytes(value);
      case Types.TIMESTAMP -> timestamp(value, null, "the cell");
      case Types.DATE -> date(value, null, "the cell");
      case Types.TIME -> time(value, null, "the cell");
      case Types.ARRAY -> array(value, type, "the cell");
      case Types.STRUCT -> struct(value, "the cell");
      case Types.ROWID -> new CassportRowId((UUID) value);
      case Types.VARCHAR -> CqlText.of(value);
      default -> value;
    };
  }

  boolean bool(Object value, String what) throws SQLException {
    if (value instanceof Boolean bool) {
      return bool;
    }
    if (value instanceof String text) {
      return switch (text.strip().toLowerCase(Locale.ROOT)) {
        case "true", "t", "yes", "y", "1" -> true;
        case "false", "f", "no", "n", "0" -> false;
        default ->
            throw Errors.data(
                what + ": " + Excerpt.of(text) + " is neither true nor false", "22018");
      };
    }
    if (value instanceof Double || value instanceof Float) {
      return ((Number) value).doubleValue() != 0; // NaN is no decimal, and not zero
    }
    return Numbers.decimal(value, what).signum() != 0;
  }

  byte[] bytes(Object value) {
    if (value instanceof ByteBuffer buffer) {
      byte[] bytes = new byte[buffer.remaining()];
      buffer.duplicate().get(bytes);
      return bytes;
    }
    if (value instanceof UUID uuid) {
      return CassportRowId.bytes(uuid);
    }
    return CqlText.of(value).getBytes(StandardCharsets.UTF_8);
  }

  /** Days by the calendar's rules; see {@link CalendarDates}. A null calendar is the JVM's. */
  Date date(Object value, Calendar calendar, String what) throws SQLException {
    return value instanceof Instant instant
        ? CalendarDates.dayOf(instant.toEpochMilli(), calendar)
        : CalendarDates.date(Temporals.date(value, calendar, what), calendar);
  }

  Time time(Object value, Calendar calendar, String what) throws SQLException {
    LocalTime time =
        value instanceof Instant instant
            ? CalendarDates.localTime(instant.toEpochMilli(), calendar)
            : Temporals.time(value, calendar, what);
    return CalendarDates.time(time, calendar);
  }

  /** A day is its first moment, a time of day that of 1970-01-01. */
  Timestamp timestamp(Object value, Calendar calendar, String what) throws SQLException {
    if (value instanceof LocalTime time) {
      return CalendarDates.timestamp(time, calendar);
    }
    return value instanceof LocalDate day
        ? new Timestamp(CalendarDates.date(day, calendar).getTime())
        : CalendarDates.timestamp(Temporals.instant(value, calendar, what));
  }

  Array array(Object value, DataType type, String what) throws SQLException {
    DataType elementType = elementType(type, what);
    List<Object> raw = JavaValues.elements(value);
    JdbcType jdbc = JdbcType.of(elementType, options);
    Object[] elements =
        (Object[]) java.lang.reflect.Array.newInstance(jdbc.javaClass(), raw.size());
    for (int i = 0; i < elements.length; i++) {
      elements[i] = raw.get(i) == null ? null : object(raw.get(i), elementType);
    }
    return new CassportArray(elementType, options, raw, elements);
  }

  /** What a list, set or vector is made of; 22018 for any other type. */
  static DataType elementType(DataType type, String what) throws SQLException {
    if (type instanceof ListType list) {
      return list.getElementType();
    }
    if (type instanceof SetType set) {
      return set.getElementType();
    }
    if (type instanceof VectorType vector) {
      return vector.getElementType();
    }
    throw Errors.data(what + ": it is no list, set or vector", "22018");
  }

  Struct struct(Object value, String what) throws SQLException {
    if (value instanceof UdtValue udt) {
      Object[] fields = new Object[udt.size()];
      for (int i = 0; i < fields.length; i++) {
        Object field = CqlText.field(udt, i);
        fields[i] = field == null ? null : object(field, udt.getType().getFieldTypes().get(i));
      }
      return new CassportStruct(JdbcType.name(udt.getType()), fields);
    }
    if (!(value instanceof TupleValue tuple)) {
      throw Errors.data(what + ": it is no user-defined type and no tuple", "22018");
    }
    Object[] fields = new Object[tuple.size()];
    for (int i = 0; i < fields.length; i++) {
      Object field = CqlText.field(tuple, i);
      fields[i] = field == null ? null : object(field, tuple.getType().getComponentTypes().get(i));
    }
    return new CassportStruct(JdbcType.name(tuple.getType()), fields);
  }
}
