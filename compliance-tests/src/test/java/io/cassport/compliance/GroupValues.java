package io.cassport.compliance;

import io.cassport.compliance.CqlType.Duration;
import io.cassport.compliance.CqlType.ListOf;
import io.cassport.compliance.CqlType.MapOf;
import io.cassport.compliance.CqlType.Scalar;
import io.cassport.compliance.CqlType.SetOf;
import io.cassport.compliance.CqlType.VectorOf;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** What parquet-java's own Group holds, in the model's terms. */
final class GroupValues {
  private GroupValues() {}

  static Object read(CqlType type, Group parent, String name) {
    int field = parent.getType().getFieldIndex(name);
    if (parent.getFieldRepetitionCount(field) == 0) {
      return null;
    }
    if (parent.getType().getType(field).isPrimitive()) {
      return leaf(type, parent, field);
    }
    Group group = parent.getGroup(field, 0);
    if (type instanceof ListOf list) {
      return elements(type, list.element(), group);
    }
    if (type instanceof SetOf set) {
      return elements(type, set.element(), group);
    }
    if (type instanceof VectorOf vector) {
      return elements(type, vector.element(), group);
    }
    if (type instanceof MapOf map) {
      Map<Object, Object> entries = new LinkedHashMap<>();
      for (int i = 0; i < group.getFieldRepetitionCount("key_value"); i++) {
        Group entry = group.getGroup("key_value", i);
        entries.put(read(map.key(), entry, "key"), read(map.value(), entry, "value"));
      }
      return entries;
    }
    if (type == Scalar.DURATION) {
      return new Duration(
          group.getInteger("months", 0), group.getInteger("days", 0), group.getLong("nanos", 0));
    }
    Map<String, Object> struct = new LinkedHashMap<>();
    CqlType.fieldsOf(type).forEach((f, t) -> struct.put(f, read(t, group, f)));
    return struct;
  }

  private static Object elements(CqlType type, CqlType elementType, Group list) {
    List<Object> elements = new ArrayList<>();
    for (int i = 0; i < list.getFieldRepetitionCount("list"); i++) {
      elements.add(read(elementType, list.getGroup("list", i), "element"));
    }
    return ModelRows.collection(type, elements);
  }

  private static Object leaf(CqlType type, Group group, int field) {
    PrimitiveType stored = group.getType().getType(field).asPrimitiveType();
    LogicalTypeAnnotation logical = stored.getLogicalTypeAnnotation();
    return switch (stored.getPrimitiveTypeName()) {
      case BOOLEAN -> group.getBoolean(field, 0);
      case FLOAT -> group.getFloat(field, 0);
      case DOUBLE -> group.getDouble(field, 0);
      case INT32, INT64 -> {
        boolean narrow = stored.getPrimitiveTypeName() == PrimitiveTypeName.INT32;
        yield number(type, logical, narrow ? group.getInteger(field, 0) : group.getLong(field, 0));
      }
      case BINARY, FIXED_LEN_BYTE_ARRAY -> {
        byte[] bytes = group.getBinary(field, 0).getBytes();
        if (logical instanceof DecimalLogicalTypeAnnotation decimal) {
          yield new BigDecimal(new BigInteger(bytes), decimal.getScale());
        }
        if (type instanceof VectorOf) {
          yield Leaves.floats(bytes);
        }
        yield logical instanceof StringLogicalTypeAnnotation
            ? Leaves.ofText((Scalar) type, group.getString(field, 0))
            : Leaves.ofBytes((Scalar) type, bytes);
      }
      case INT96 -> throw new IllegalArgumentException("INT96 is never written");
    };
  }

  private static Object number(CqlType type, LogicalTypeAnnotation logical, long value) {
    if (type == Scalar.DATE) {
      return LocalDate.ofEpochDay(value);
    }
    if (logical instanceof TimeLogicalTypeAnnotation time) {
      return LocalTime.MIDNIGHT.plus(value, unit(time.getUnit()));
    }
    if (logical instanceof TimestampLogicalTypeAnnotation timestamp) {
      return Instant.EPOCH.plus(value, unit(timestamp.getUnit()));
    }
    return value;
  }

  static ChronoUnit unit(TimeUnit unit) {
    return switch (unit) {
      case MILLIS -> ChronoUnit.MILLIS;
      case MICROS -> ChronoUnit.MICROS;
      case NANOS -> ChronoUnit.NANOS;
    };
  }
}
