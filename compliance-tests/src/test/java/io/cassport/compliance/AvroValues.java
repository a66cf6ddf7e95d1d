package io.cassport.compliance;

import io.cassport.compliance.CqlType.Duration;
import io.cassport.compliance.CqlType.ListOf;
import io.cassport.compliance.CqlType.MapOf;
import io.cassport.compliance.CqlType.Scalar;
import io.cassport.compliance.CqlType.SetOf;
import io.cassport.compliance.CqlType.VectorOf;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.GenericRecord;

/** What parquet-avro gives, in the model's terms. */
final class AvroValues {
  private AvroValues() {}

  static Object read(CqlType type, Schema nullable, Object value) {
    if (value == null) {
      return null;
    }
    Schema schema = notNull(nullable);
    if (type instanceof ListOf list) {
      return elements(type, list.element(), schema, value);
    }
    if (type instanceof SetOf set) {
      return elements(type, set.element(), schema, value);
    }
    if (type instanceof VectorOf vector) {
      return value instanceof GenericFixed fixed
          ? Leaves.floats(fixed.bytes())
          : elements(type, vector.element(), schema, value);
    }
    if (type instanceof MapOf map) {
      Map<Object, Object> entries = new LinkedHashMap<>();
      ((Map<?, ?>) value)
          .forEach(
              (k, v) ->
                  entries.put(
                      Leaves.ofText((Scalar) map.key(), k.toString()),
                      read(map.value(), schema.getValueType(), v)));
      return entries;
    }
    Map<String, CqlType> fields = CqlType.fieldsOf(type);
    if (fields == null) {
      return scalar((Scalar) type, schema, value);
    }
    GenericRecord given = (GenericRecord) value;
    Map<String, Object> struct = new LinkedHashMap<>();
    fields.forEach(
        (name, field) ->
            struct.put(name, read(field, schema.getField(name).schema(), given.get(name))));
    return struct;
  }

  private static Schema notNull(Schema schema) {
    return schema.isUnion()
        ? schema.getTypes().stream()
            .filter(one -> one.getType() != Schema.Type.NULL)
            .findFirst()
            .orElseThrow()
        : schema;
  }

  /** Elements that may be null are records of one field when Avro's old rules apply. */
  private static Object elements(CqlType type, CqlType elementType, Schema schema, Object value) {
    Schema elementSchema = notNull(schema.getElementType());
    boolean wrapped =
        elementSchema.getType() == Schema.Type.RECORD
            && elementSchema.getName().equals("list")
            && elementSchema.getField("element") != null;
    List<Object> elements = new ArrayList<>();
    for (Object element : (Collection<?>) value) {
      elements.add(
          wrapped
              ? read(
                  elementType,
                  elementSchema.getField("element").schema(),
                  ((GenericRecord) element).get("element"))
              : read(elementType, elementSchema, element));
    }
    return ModelRows.collection(type, elements);
  }

  private static Object scalar(Scalar type, Schema schema, Object value) {
    if (value instanceof CharSequence text) {
      return Leaves.ofText(type, text.toString());
    }
    if (value instanceof ByteBuffer bytes) {
      return bytes;
    }
    if (value instanceof GenericFixed fixed) {
      return schema.getLogicalType() instanceof LogicalTypes.Decimal decimal
          ? new BigDecimal(new BigInteger(fixed.bytes()), decimal.getScale())
          : Leaves.ofBytes(type, fixed.bytes());
    }
    if (value instanceof GenericRecord parts) {
      return new Duration(
          (Integer) parts.get("months"), (Integer) parts.get("days"), (Long) parts.get("nanos"));
    }
    if (!(value instanceof Integer) && !(value instanceof Long)) {
      return value;
    }
    long number = ((Number) value).longValue();
    return switch (type) {
      case DATE -> LocalDate.ofEpochDay(number);
      case TIME -> LocalTime.MIDNIGHT.plus(number, unit(schema));
      case TIMESTAMP -> Instant.EPOCH.plus(number, unit(schema));
      default -> number;
    };
  }

  /** Avro knows no nanoseconds: what has no unit is those. */
  private static ChronoUnit unit(Schema schema) {
    if (schema.getLogicalType() == null) {
      return ChronoUnit.NANOS;
    }
    return schema.getLogicalType().getName().endsWith("-millis")
        ? ChronoUnit.MILLIS
        : ChronoUnit.MICROS;
  }
}
