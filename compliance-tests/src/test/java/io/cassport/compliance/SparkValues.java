package io.cassport.compliance;

import io.cassport.compliance.CqlType.Duration;
import io.cassport.compliance.CqlType.ListOf;
import io.cassport.compliance.CqlType.MapOf;
import io.cassport.compliance.CqlType.Scalar;
import io.cassport.compliance.CqlType.SetOf;
import io.cassport.compliance.CqlType.VectorOf;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@link SparkChild} hands on, in the model's terms. */
final class SparkValues {
  private SparkValues() {}

  static Object read(CqlType type, Object value) {
    if (value == null) {
      return null;
    }
    if (type instanceof ListOf list) {
      return elements(type, list.element(), value);
    }
    if (type instanceof SetOf set) {
      return elements(type, set.element(), value);
    }
    if (type instanceof VectorOf vector) {
      return value instanceof byte[] bytes
          ? Leaves.floats(bytes)
          : elements(type, vector.element(), value);
    }
    Map<Object, Object> read = new LinkedHashMap<>();
    if (type instanceof MapOf map && value instanceof List<?> entries) {
      for (Object entry : entries) {
        Map<?, ?> pair = (Map<?, ?>) entry;
        read.put(read(map.key(), pair.get("key")), read(map.value(), pair.get("value")));
      }
      return read;
    }
    if (type instanceof MapOf map) {
      ((Map<?, ?>) value).forEach((k, v) -> read.put(read(map.key(), k), read(map.value(), v)));
      return read;
    }
    Map<String, CqlType> fields = CqlType.fieldsOf(type);
    if (fields == null) {
      return scalar((Scalar) type, value);
    }
    fields.forEach((name, field) -> read.put(name, read(field, ((Map<?, ?>) value).get(name))));
    return read;
  }

  private static Object elements(CqlType type, CqlType elementType, Object value) {
    List<Object> elements = new ArrayList<>();
    ((List<?>) value).forEach(element -> elements.add(read(elementType, element)));
    return ModelRows.collection(type, elements);
  }

  private static Object scalar(Scalar type, Object value) {
    if (value instanceof String text) {
      return Leaves.ofText(type, text);
    }
    if (value instanceof byte[] bytes) {
      return Leaves.ofBytes(type, bytes);
    }
    if (value instanceof Map<?, ?> parts) {
      return new Duration(
          (Integer) parts.get("months"), (Integer) parts.get("days"), (Long) parts.get("nanos"));
    }
    return value instanceof Byte || value instanceof Short || value instanceof Integer
        ? (Object) ((Number) value).longValue()
        : value;
  }
}
