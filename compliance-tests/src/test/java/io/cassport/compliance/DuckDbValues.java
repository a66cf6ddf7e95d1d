package io.cassport.compliance;

import io.cassport.compliance.CqlType.Duration;
import io.cassport.compliance.CqlType.ListOf;
import io.cassport.compliance.CqlType.MapOf;
import io.cassport.compliance.CqlType.Scalar;
import io.cassport.compliance.CqlType.SetOf;
import io.cassport.compliance.CqlType.VectorOf;
import java.sql.Array;
import java.sql.Blob;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBStruct;

/** What DuckDB's JDBC driver gives, in the model's terms. */
final class DuckDbValues {
  private DuckDbValues() {}

  static Object read(CqlType type, Object value) throws SQLException {
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
      return value instanceof Blob blob
          ? Leaves.floats(blob.getBytes(1, (int) blob.length()))
          : elements(type, vector.element(), value);
    }
    if (type instanceof MapOf map) {
      Map<Object, Object> entries = new LinkedHashMap<>();
      for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
        entries.put(read(map.key(), entry.getKey()), read(map.value(), entry.getValue()));
      }
      return entries;
    }
    Map<String, CqlType> fields = CqlType.fieldsOf(type);
    if (fields == null) {
      return scalar((Scalar) type, value);
    }
    Map<String, Object> given = ((DuckDBStruct) value).getMap();
    Map<String, Object> struct = new LinkedHashMap<>();
    for (Map.Entry<String, CqlType> field : fields.entrySet()) {
      struct.put(field.getKey(), read(field.getValue(), given.get(field.getKey())));
    }
    return struct;
  }

  private static Object elements(CqlType type, CqlType elementType, Object value)
      throws SQLException {
    List<Object> elements = new ArrayList<>();
    for (Object element : (Object[]) ((Array) value).getArray()) {
      elements.add(read(elementType, element));
    }
    return ModelRows.collection(type, elements);
  }

  private static Object scalar(Scalar type, Object value) throws SQLException {
    if (value instanceof String text) {
      return Leaves.ofText(type, text);
    }
    if (value instanceof Blob blob) {
      return Leaves.ofBytes(type, blob.getBytes(1, (int) blob.length()));
    }
    if (value instanceof OffsetDateTime moment) {
      return moment.toInstant();
    }
    if (value instanceof LocalDateTime moment) {
      return moment.toInstant(ZoneOffset.UTC); // TIMESTAMP_NS has no form with a time zone
    }
    if (value instanceof DuckDBStruct struct) {
      Map<String, Object> parts = struct.getMap();
      return new Duration(
          (Integer) parts.get("months"), (Integer) parts.get("days"), (Long) parts.get("nanos"));
    }
    return value instanceof Byte || value instanceof Short || value instanceof Integer
        ? (Object) ((Number) value).longValue()
        : value;
  }
}
