package io.cassport.jdbc;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.data.CqlDuration;
import com.datastax.oss.driver.api.core.data.CqlVector;
import com.datastax.oss.driver.api.core.data.TupleValue;
import com.datastax.oss.driver.api.core.data.UdtValue;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.ListType;
import com.datastax.oss.driver.api.core.type.MapType;
import com.datastax.oss.driver.api.core.type.SetType;
import com.datastax.oss.driver.api.core.type.TupleType;
import com.datastax.oss.driver.api.core.type.UserDefinedType;
import com.datastax.oss.driver.api.core.type.VectorType;
import com.datastax.oss.driver.api.core.type.codec.registry.CodecRegistry;
import com.datastax.oss.protocol.internal.ProtocolConstants;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Period;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Whatever a program sets, as the driver's Java value of the target's CQL type. Text is read for
 * every type, so that what getString gave can be set again.
 */
final class ParameterBinder {
  /** Only addresses: a name would be looked up in the network. */
  private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F:.]+(%\\w+)?");

  private final CodecRegistry codecs;
  private final CellReader cells = new CellReader(TypeOptions.DEFAULT);

  ParameterBinder(CodecRegistry codecs) {
    this.codecs = codecs;
  }

  /**
   * The value for a target; null stays null.
   *
   * @param what names the target for errors
   * @throws SQLException 22003, 22007 or 22018 when the type cannot hold it
   */
  Object convert(Object value, DataType type, String what) throws SQLException {
    if (value == null) {
      return null;
    }
    try {
      Object plain = plain(value);
      return isComposite(type) ? composite(plain, type, what) : scalar(plain, type, what);
    } catch (RuntimeException e) {
      throw Errors.data(
          what
              + ": "
              + value.getClass().getSimpleName()
              + " cannot become "
              + JdbcType.name(type)
              + ": "
              + e.getMessage(),
          "22018",
          e);
    }
  }

  /** A value whose target is not known: java.sql's classes become those of the Java driver. */
  static Object natural(Object value) throws SQLException {
    if (value instanceof Timestamp || value.getClass() == java.util.Date.class) {
      return Temporals.instant(value, ZoneId.systemDefault(), "the parameter");
    }
    if (value instanceof Date) {
      return Temporals.date(value, ZoneId.systemDefault(), "the parameter");
    }
    if (value instanceof Time) {
      return Temporals.time(value, ZoneId.systemDefault(), "the parameter");
    }
    Object plain = plain(value);
    return plain instanceof byte[] bytes ? ByteBuffer.wrap(bytes) : plain;
  }

  private static Object plain(Object value) throws SQLException {
    if (value instanceof Clob clob) {
      return clob.getSubString(1, Math.toIntExact(clob.length()));
    }
    if (value instanceof Blob blob) {
      return blob.getBytes(1, Math.toIntExact(blob.length()));
    }
    if (value instanceof RowId id) {
      return UUID.fromString(id.toString());
    }
    if (value instanceof Array array) {
      return array.getArray();
    }
    return value instanceof Character || value instanceof StringBuilder ? value.toString() : value;
  }

  private static boolean isComposite(DataType type) {
    return type instanceof ListType
        || type instanceof SetType
        || type instanceof MapType
        || type instanceof TupleType
        || type instanceof UserDefinedType
        || type instanceof VectorType;
  }

  private Object scalar(Object value, DataType type, String what) throws SQLException {
    return switch (type.getProtocolCode()) {
      case ProtocolConstants.DataType.ASCII, ProtocolConstants.DataType.VARCHAR ->
          text(value, what);
      case ProtocolConstants.DataType.TINYINT ->
          (byte) Numbers.whole(exact(value, what), Byte.MIN_VALUE, Byte.MAX_VALUE, what);
      case ProtocolConstants.DataType.SMALLINT ->
          (short) Numbers.whole(exact(value, what), Short.MIN_VALUE, Short.MAX_VALUE, what);
      case ProtocolConstants.DataType.INT ->
          (int) Numbers.whole(exact(value, what), Integer.MIN_VALUE, Integer.MAX_VALUE, what);
      case ProtocolConstants.DataType.BIGINT, ProtocolConstants.DataType.COUNTER ->
          Numbers.whole(exact(value, what), Long.MIN_VALUE, Long.MAX_VALUE, what);
      case ProtocolConstants.DataType.VARINT -> exact(value, what);
      case ProtocolConstants.DataType.DECIMAL -> Numbers.decimal(value, what);
      case ProtocolConstants.DataType.FLOAT -> single(value, what);
      case ProtocolConstants.DataType.DOUBLE -> Numbers.floating(value, what);
      case ProtocolConstants.DataType.BOOLEAN -> cells.bool(value, what);
      case ProtocolConstants.DataType.TIMESTAMP ->
          Temporals.instant(value, ZoneId.systemDefault(), what);
      case ProtocolConstants.DataType.DATE -> Temporals.date(value, ZoneId.systemDefault(), what);
      case ProtocolConstants.DataType.TIME -> Temporals.time(value, ZoneId.systemDefault(), what);
      case ProtocolConstants.DataType.UUID, ProtocolConstants.DataType.TIMEUUID ->
          uuid(value, type, what);
      case ProtocolConstants.DataType.BLOB -> blob(value, what);
      case ProtocolConstants.DataType.INET -> inet(value, what);
      case ProtocolConstants.DataType.DURATION -> duration(value, what);
      default -> throw wrongClass(value, type, what);
    };
  }

  /** A whole number of any size; digits after the point are an error here, not cut off. */
  private static BigInteger exact(Object value, String what) throws SQLException {
    if (value instanceof BigInteger big) {
      return big;
    }
    try {
      return Numbers.decimal(value, what).toBigIntegerExact();
    } catch (ArithmeticException e) {
      throw Errors.data(what + ": " + value + " is no whole number", "22003", e);
    }
  }

  private static float single(Object value, String what) throws SQLException {
    double wide = Numbers.floating(value, what);
    float narrow = (float) wide;
    if (Float.isInfinite(narrow) && !Double.isInfinite(wide)) {
      throw Errors.data(what + ": " + value + " does not fit into a float", "22003");
    }
    return narrow;
  }

  private static String text(Object value, String what) throws SQLException {
    if (value instanceof String text) {
      return text;
    }
    if (value instanceof byte[] || value.getClass().isArray()) {
      throw Errors.data(what + ": bytes are no text; use setString", "22018");
    }
    return CqlText.of(value);
  }

  private static UUID uuid(Object value, DataType type, String what) throws SQLException {
    UUID uuid;
    if (value instanceof UUID given) {
      uuid = given;
    } else if (value instanceof byte[] bytes && bytes.length == 16) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      uuid = new UUID(buffer.getLong(), buffer.getLong());
    } else if (value instanceof String text && text.strip().length() == 36) {
      uuid = UUID.fromString(text.strip());
    } else {
      throw wrongClass(value, type, what);
    }
    if (type.getProtocolCode() == ProtocolConstants.DataType.TIMEUUID && uuid.version() != 1) {
      throw Errors.data(what + ": " + uuid + " is no timeuuid (version 1)", "22018");
    }
    return uuid;
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
      return ByteBuffer.wrap(HexFormat.of().parseHex(text.substring(2)));
    }
    throw Errors.data(what + ": a blob is set with setBytes, or as text with 0x…", "22018");
  }

  private static InetAddress inet(Object value, String what) throws SQLException {
    if (value instanceof InetAddress address) {
      return address;
    }
    try {
      if (value instanceof byte[] bytes) {
        return InetAddress.getByAddress(bytes);
      }
      String text = value.toString().strip();
      boolean literal =
          ADDRESS.matcher(text).matches() && (text.indexOf(':') >= 0 || dots(text) == 3);
      if (literal) {
        return InetAddress.getByName(text);
      }
    } catch (UnknownHostException e) {
      throw Errors.data(what + ": '" + value + "' is no IP address", "22018", e);
    }
    throw Errors.data(what + ": '" + value + "' is no IP address", "22018");
  }

  private static long dots(String text) {
    return text.chars().filter(c -> c == '.').count();
  }

  private static CqlDuration duration(Object value, String what) throws SQLException {
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
    if (value instanceof String text) {
      return CqlDuration.from(text.strip());
    }
    throw Errors.data(what + ": a duration is set as text such as 1mo2d3h", "22018");
  }

  private Object composite(Object value, DataType type, String what) throws SQLException {
    if (value instanceof String text) {
      return CqlLiteral.parse(this, text, type, what);
    }
    if (type instanceof ListType list) {
      return all(value, list.getElementType(), type, what);
    }
    if (type instanceof SetType set) {
      return new LinkedHashSet<>(all(value, set.getElementType(), type, what));
    }
    if (type instanceof VectorType vector) {
      return CqlVector.newInstance(all(value, vector.getElementType(), type, what));
    }
    if (type instanceof MapType map) {
      return map(value, map, what);
    }
    if (type instanceof UserDefinedType udt) {
      return udt(value, udt, what);
    }
    return tuple(value, (TupleType) type, what);
  }

  private List<Object> all(Object value, DataType elementType, DataType type, String what)
      throws SQLException {
    List<Object> elements = new ArrayList<>();
    if (value instanceof Iterable<?> iterable) {
      for (Object element : iterable) {
        elements.add(convert(element, elementType, what));
      }
    } else if (value.getClass().isArray()) {
      for (int i = 0; i < java.lang.reflect.Array.getLength(value); i++) {
        elements.add(convert(java.lang.reflect.Array.get(value, i), elementType, what));
      }
    } else {
      throw wrongClass(value, type, what);
    }
    return elements;
  }

  private Map<Object, Object> map(Object value, MapType type, String what) throws SQLException {
    if (!(value instanceof Map<?, ?> given)) {
      throw wrongClass(value, type, what);
    }
    Map<Object, Object> map = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : given.entrySet()) {
      map.put(
          convert(entry.getKey(), type.getKeyType(), what),
          convert(entry.getValue(), type.getValueType(), what));
    }
    return map;
  }

  private UdtValue udt(Object value, UserDefinedType type, String what) throws SQLException {
    if (value instanceof UdtValue udt) {
      return udt;
    }
    UdtValue udt = type.newValue();
    List<CqlIdentifier> names = type.getFieldNames();
    Object[] fields = new Object[names.size()];
    if (value instanceof Map<?, ?> map) {
      for (Object key : map.keySet()) {
        int index = names.indexOf(CqlIdentifier.fromInternal(String.valueOf(key)));
        if (index < 0) {
          throw Errors.data(what + ": " + JdbcType.name(type) + " has no field " + key, "22018");
        }
        fields[index] = map.get(key);
      }
    } else {
      fields = attributes(value, type, fields.length, what);
    }
    for (int i = 0; i < fields.length; i++) {
      DataType fieldType = type.getFieldTypes().get(i);
      udt = udt.set(i, convert(fields[i], fieldType, what), codecs.codecFor(fieldType));
    }
    return udt;
  }

  private TupleValue tuple(Object value, TupleType type, String what) throws SQLException {
    if (value instanceof TupleValue tuple) {
      return tuple;
    }
    TupleValue tuple = type.newValue();
    List<DataType> types = type.getComponentTypes();
    Object[] fields = attributes(value, type, types.size(), what);
    for (int i = 0; i < fields.length; i++) {
      tuple = tuple.set(i, convert(fields[i], types.get(i), what), codecs.codecFor(types.get(i)));
    }
    return tuple;
  }

  private static Object[] attributes(Object value, DataType type, int count, String what)
      throws SQLException {
    Object[] fields;
    if (value instanceof Struct struct) {
      fields = struct.getAttributes();
    } else if (value instanceof List<?> list) {
      fields = list.toArray();
    } else if (value instanceof Object[] array) {
      fields = array;
    } else {
      throw wrongClass(value, type, what);
    }
    if (fields.length != count) {
      throw Errors.data(
          what + ": " + JdbcType.name(type) + " has " + count + " fields, not " + fields.length,
          "22018");
    }
    return fields;
  }

  private static SQLException wrongClass(Object value, DataType type, String what) {
    return Errors.data(
        what + ": " + value.getClass().getName() + " cannot become " + JdbcType.name(type),
        "22018");
  }
}
