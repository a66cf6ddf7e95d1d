package io.cassport.compliance;

import io.cassport.compliance.CqlType.Duration;
import io.cassport.compliance.CqlType.ListOf;
import io.cassport.compliance.CqlType.MapOf;
import io.cassport.compliance.CqlType.Scalar;
import io.cassport.compliance.CqlType.SetOf;
import io.cassport.compliance.CqlType.VectorOf;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.util.Text;

/** What Arrow's vectors hold, in the model's terms. */
final class ArrowValues {
  private ArrowValues() {}

  static Object read(CqlType type, FieldVector vector, int index) {
    if (vector.isNull(index)) {
      return null;
    }
    if (type instanceof MapOf map) {
      return entries(map, (MapVector) vector, index);
    }
    if (type instanceof ListOf list) {
      return elements(type, list.element(), vector, index);
    }
    if (type instanceof SetOf set) {
      return elements(type, set.element(), vector, index);
    }
    if (type instanceof VectorOf vectorType) {
      return vector instanceof FixedSizeBinaryVector bytes
          ? Leaves.floats(bytes.getObject(index))
          : elements(type, vectorType.element(), vector, index);
    }
    Map<String, CqlType> fields = CqlType.fieldsOf(type);
    if (fields != null) {
      Map<String, Object> struct = new LinkedHashMap<>();
      fields.forEach(
          (name, field) ->
              struct.put(name, read(field, ((StructVector) vector).getChild(name), index)));
      return struct;
    }
    if (type == Scalar.DURATION) {
      Map<String, ?> parts = ((StructVector) vector).getObject(index);
      return new Duration(
          (Integer) parts.get("months"), (Integer) parts.get("days"), (Long) parts.get("nanos"));
    }
    return scalar((Scalar) type, vector.getField().getType(), vector.getObject(index));
  }

  private static Object entries(MapOf type, MapVector vector, int index) {
    StructVector pairs = (StructVector) vector.getDataVector();
    Map<Object, Object> entries = new LinkedHashMap<>();
    for (int i = vector.getElementStartIndex(index); i < vector.getElementEndIndex(index); i++) {
      entries.put(
          read(type.key(), (FieldVector) pairs.getChildByOrdinal(0), i),
          read(type.value(), (FieldVector) pairs.getChildByOrdinal(1), i));
    }
    return entries;
  }

  private static Object elements(CqlType type, CqlType elementType, FieldVector vector, int index) {
    int start;
    int end;
    FieldVector data;
    if (vector instanceof FixedSizeListVector fixed) {
      start = fixed.getElementStartIndex(index);
      end = fixed.getElementEndIndex(index);
      data = fixed.getDataVector();
    } else {
      ListVector list = (ListVector) vector;
      start = list.getElementStartIndex(index);
      end = list.getElementEndIndex(index);
      data = list.getDataVector();
    }
    List<Object> elements = new ArrayList<>();
    for (int i = start; i < end; i++) {
      elements.add(read(elementType, data, i));
    }
    return ModelRows.collection(type, elements);
  }

  private static Object scalar(Scalar type, ArrowType stored, Object value) {
    if (value instanceof Text text) {
      return Leaves.ofText(type, text.toString());
    }
    if (value instanceof byte[] bytes) {
      return Leaves.ofBytes(type, bytes);
    }
    if (stored instanceof ArrowType.Date) {
      return LocalDate.ofEpochDay((Integer) value);
    }
    if (stored instanceof ArrowType.Timestamp timestamp) {
      return Instant.EPOCH.plus((Long) value, unit(timestamp.getUnit()));
    }
    if (stored instanceof ArrowType.Time time) {
      // a vector of milliseconds gives a LocalDateTime of 1970-01-01
      return value instanceof java.time.LocalDateTime moment
          ? moment.toLocalTime()
          : LocalTime.MIDNIGHT.plus((Long) value, unit(time.getUnit()));
    }
    return value instanceof Byte || value instanceof Short || value instanceof Integer
        ? (Object) ((Number) value).longValue()
        : value;
  }

  private static ChronoUnit unit(TimeUnit unit) {
    return switch (unit) {
      case SECOND -> ChronoUnit.SECONDS;
      case MILLISECOND -> ChronoUnit.MILLIS;
      case MICROSECOND -> ChronoUnit.MICROS;
      case NANOSECOND -> ChronoUnit.NANOS;
    };
  }
}
