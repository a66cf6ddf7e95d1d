package io.cassport.jdbc;

import com.datastax.oss.driver.api.core.CqlIdentifier;
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
import java.io.InputStream;
import java.io.Reader;
import java.net.URI;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.Struct;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * Whatever a program sets, as the driver's Java value of the target's CQL type. Text is read for
 * every type, so that what getString gave can be set again.
 */
final class ParameterBinder {
  private final CodecRegistry codecs;

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
      return isComposite(type) ? composite(plain, type, what) : CqlScalars.of(plain, type, what);
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
    return CqlScalars.natural(plain(value));
  }

  private static Object plain(Object value) throws SQLException {
    if (value instanceof Clob clob) {
      return clob.getSubString(1, Positions.asInt(clob.length()));
    }
    if (value instanceof Blob blob) {
      return blob.getBytes(1, Positions.asInt(blob.length()));
    }
    if (value instanceof RowId id) {
      return id.toString();
    }
    if (value instanceof CassportArray array) {
      return array.elements();
    }
    if (value instanceof Array array) {
      return array.getArray();
    }
    if (value instanceof InputStream stream) {
      return Streams.bytes(stream, Streams.ALL);
    }
    if (value instanceof Reader reader) {
      return Streams.text(reader, Streams.ALL);
    }
    if (value instanceof Enum<?> constant) {
      return constant.name();
    }
    boolean isText =
        value instanceof CharSequence
            || value instanceof Character
            || value instanceof URL
            || value instanceof URI;
    return isText ? value.toString() : value;
  }

  private static boolean isComposite(DataType type) {
    return type instanceof ListType
        || type instanceof SetType
        || type instanceof MapType
        || type instanceof TupleType
        || type instanceof UserDefinedType
        || type instanceof VectorType;
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
      return vector(value, vector, what);
    }
    if (type instanceof MapType map) {
      return map(value, map, what);
    }
    if (type instanceof UserDefinedType udt) {
      return udt(value, udt, what);
    }
    return tuple(value, (TupleType) type, what);
  }

  private CqlVector<Object> vector(Object value, VectorType type, String what) throws SQLException {
    List<Object> elements = all(value, type.getElementType(), type, what);
    if (elements.size() != type.getDimensions()) {
      throw Errors.data(
          what + ": " + JdbcType.name(type) + " cannot hold " + elements.size() + " elements",
          "22018");
    }
    return CqlVector.newInstance(elements);
  }

  /** A part of a collection, which Cassandra wants to be there. */
  private Object part(Object value, DataType type, String what) throws SQLException {
    if (value == null) {
      throw Errors.data(what + ": a collection cannot hold null", "22018");
    }
    return convert(value, type, what);
  }

  private List<Object> all(Object value, DataType elementType, DataType type, String what)
      throws SQLException {
    List<Object> elements = new ArrayList<>();
    if (value instanceof Iterable<?> iterable) {
      for (Object element : iterable) {
        elements.add(part(element, elementType, what));
      }
    } else if (value.getClass().isArray()) {
      for (int i = 0; i < java.lang.reflect.Array.getLength(value); i++) {
        elements.add(part(java.lang.reflect.Array.get(value, i), elementType, what));
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
          part(entry.getKey(), type.getKeyType(), what),
          part(entry.getValue(), type.getValueType(), what));
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
