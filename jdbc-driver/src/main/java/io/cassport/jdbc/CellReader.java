package io.cassport.jdbc;

import com.datastax.oss.driver.api.core.data.CqlVector;
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
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
      case Types.TIMESTAMP -> Timestamp.from((Instant) value);
      case Types.DATE -> date(value, ZoneId.systemDefault(), "the cell");
      case Types.TIME -> time(value, ZoneId.systemDefault(), "the cell");
      case Types.ARRAY -> array(value, type);
      case Types.STRUCT -> struct(value);
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
        default -> throw Errors.data(what + ": '" + text + "' is neither true nor false", "22018");
      };
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

  Date date(Object value, ZoneId zone, String what) throws SQLException {
    LocalDate date = Temporals.date(value, zone, what);
    return new Date(date.atStartOfDay(zone).toInstant().toEpochMilli());
  }

  Time time(Object value, ZoneId zone, String what) throws SQLException {
    LocalTime time = Temporals.time(value, zone, what);
    return new Time(time.atDate(LocalDate.EPOCH).atZone(zone).toInstant().toEpochMilli());
  }

  Timestamp timestamp(Object value, ZoneId zone, String what) throws SQLException {
    if (value instanceof LocalTime time) {
      return Timestamp.from(time.atDate(LocalDate.EPOCH).atZone(zone).toInstant());
    }
    return Timestamp.from(Temporals.instant(value, zone, what));
  }

  Array array(Object value, DataType type) throws SQLException {
    List<Object> raw = new ArrayList<>();
    for (Object element : (Iterable<?>) value) {
      raw.add(element);
    }
    DataType elementType = elementType(type);
    Object[] elements = new Object[raw.size()];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = raw.get(i) == null ? null : object(raw.get(i), elementType);
    }
    return new CassportArray(elementType, JdbcType.of(elementType, options).code(), raw, elements);
  }

  private static DataType elementType(DataType type) throws SQLException {
    if (type instanceof ListType list) {
      return list.getElementType();
    }
    if (type instanceof SetType set) {
      return set.getElementType();
    }
    if (type instanceof VectorType vector) {
      return vector.getElementType();
    }
    throw Errors.data(JdbcType.name(type) + " is no list, set or vector", "22018");
  }

  Struct struct(Object value) throws SQLException {
    if (value instanceof UdtValue udt) {
      Object[] fields = new Object[udt.size()];
      for (int i = 0; i < fields.length; i++) {
        Object field = CqlText.field(udt, i);
        fields[i] = field == null ? null : object(field, udt.getType().getFieldTypes().get(i));
      }
      return new CassportStruct(JdbcType.name(udt.getType()), fields);
    }
    TupleValue tuple = (TupleValue) value;
    Object[] fields = new Object[tuple.size()];
    for (int i = 0; i < fields.length; i++) {
      Object field = CqlText.field(tuple, i);
      fields[i] = field == null ? null : object(field, tuple.getType().getComponentTypes().get(i));
    }
    return new CassportStruct(JdbcType.name(tuple.getType()), fields);
  }

  /** A list, set or vector as a List; 22018 for anything else. */
  static List<Object> list(Object value, String what) throws SQLException {
    if (value instanceof Collection<?> collection) {
      return Collections.unmodifiableList(new ArrayList<>(collection));
    }
    if (value instanceof CqlVector<?> vector) {
      List<Object> list = new ArrayList<>();
      vector.forEach(list::add);
      return list;
    }
    if (value instanceof TupleValue tuple) {
      List<Object> list = new ArrayList<>();
      for (int i = 0; i < tuple.size(); i++) {
        list.add(CqlText.field(tuple, i));
      }
      return list;
    }
    throw Errors.data(what + ": it is no list, set, vector or tuple", "22018");
  }

  /** A map, or a user-defined type by field name, as a Map; 22018 for anything else. */
  static Map<?, ?> map(Object value, String what) throws SQLException {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    if (value instanceof UdtValue udt) {
      Map<String, Object> map = new LinkedHashMap<>();
      for (int i = 0; i < udt.size(); i++) {
        map.put(udt.getType().getFieldNames().get(i).asInternal(), CqlText.field(udt, i));
      }
      return map;
    }
    throw Errors.data(what + ": it is no map and no user-defined type", "22018");
  }
}
