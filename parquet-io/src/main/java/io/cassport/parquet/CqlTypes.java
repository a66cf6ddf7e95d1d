package io.cassport.parquet;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.datastax.oss.driver.internal.core.metadata.schema.parsing.DataTypeCqlNameParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cassport.format.ColumnSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.Float16LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntervalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UUIDLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;

/**
 * The CQL types that a file's columns have: as the exporting driver wrote them down, or inferred.
 */
final class CqlTypes {
  /** In the footer of every file we write: a JSON object of column name to CQL type. */
  static final String FOOTER_KEY = "cassport.schema";

  private static final ObjectMapper JSON = new ObjectMapper();

  private CqlTypes() {}

  static String describe(List<ColumnSchema> columns) {
    Map<String, String> types = new LinkedHashMap<>();
    columns.forEach(column -> types.put(column.name(), column.type().asCql(true, false)));
    try {
      return JSON.writeValueAsString(types);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("strings are always JSON", e);
    }
  }

  /** The types a footer names; a footer that is not ours, or damaged, names none. */
  static Map<String, String> read(Map<String, String> footer) {
    String written = footer.get(FOOTER_KEY);
    if (written == null) {
      return Map.of();
    }
    try {
      return JSON.readValue(written, new TypeReference<LinkedHashMap<String, String>>() {});
    } catch (JsonProcessingException e) {
      return Map.of();
    }
  }

  /** The type that CREATE_TABLE gives a column. */
  static Optional<DataType> of(Type type, Map<String, String> footerTypes) {
    String written = footerTypes.get(type.getName());
    if (written != null) {
      try {
        DataType parsed =
            new DataTypeCqlNameParser()
                .parse(CqlIdentifier.fromInternal("unknown"), written, null, null);
        // a counter's values can only be added to others; what is loaded is a plain number
        return Optional.of(parsed.equals(DataTypes.COUNTER) ? DataTypes.BIGINT : parsed);
      } catch (RuntimeException e) {
        return infer(type);
      }
    }
    return infer(type);
  }

  static Optional<DataType> infer(Type type) {
    if (type.isRepetition(Type.Repetition.REPEATED)) {
      return inferOnce(type).map(DataTypes::frozenListOf);
    }
    return inferOnce(type);
  }

  private static Optional<DataType> inferOnce(Type type) {
    if (type.isPrimitive()) {
      return primitive(type.asPrimitiveType());
    }
    GroupType group = type.asGroupType();
    if (Nesting.isDuration(group)) {
      return Optional.of(DataTypes.DURATION);
    }
    Optional<Nesting.MapParts> map = Nesting.map(group);
    if (map.isPresent()) {
      Optional<DataType> key = infer(map.get().key());
      Optional<DataType> value = infer(map.get().value());
      return key.isPresent() && value.isPresent()
          ? Optional.of(DataTypes.frozenMapOf(key.get(), value.get()))
          : Optional.empty();
    }
    return Nesting.list(group)
        .flatMap(list -> list.twoLevels() ? inferOnce(list.element()) : infer(list.element()))
        .map(DataTypes::frozenListOf);
  }

  private static Optional<DataType> primitive(PrimitiveType type) {
    LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
    if (logical instanceof StringLogicalTypeAnnotation
        || logical instanceof EnumLogicalTypeAnnotation
        || logical instanceof JsonLogicalTypeAnnotation) {
      return Optional.of(DataTypes.TEXT);
    }
    if (logical instanceof DecimalLogicalTypeAnnotation) {
      return Optional.of(DataTypes.DECIMAL);
    }
    if (logical instanceof DateLogicalTypeAnnotation) {
      return Optional.of(DataTypes.DATE);
    }
    if (logical instanceof TimeLogicalTypeAnnotation) {
      return Optional.of(DataTypes.TIME);
    }
    if (logical instanceof TimestampLogicalTypeAnnotation) {
      return Optional.of(DataTypes.TIMESTAMP);
    }
    if (logical instanceof UUIDLogicalTypeAnnotation) {
      return Optional.of(DataTypes.UUID);
    }
    if (logical instanceof IntervalLogicalTypeAnnotation) {
      return Optional.of(DataTypes.DURATION);
    }
    if (logical instanceof Float16LogicalTypeAnnotation) {
      return Optional.of(DataTypes.FLOAT);
    }
    if (logical instanceof IntLogicalTypeAnnotation integer) {
      return Optional.of(integer(integer));
    }
    return Optional.of(
        switch (type.getPrimitiveTypeName()) {
          case BOOLEAN -> DataTypes.BOOLEAN;
          case INT32 -> DataTypes.INT;
          case INT64 -> DataTypes.BIGINT;
          case INT96 -> DataTypes.TIMESTAMP;
          case FLOAT -> DataTypes.FLOAT;
          case DOUBLE -> DataTypes.DOUBLE;
          case BINARY, FIXED_LEN_BYTE_ARRAY -> DataTypes.BLOB;
        });
  }

  /** Unsigned integers take the next larger type. */
  private static DataType integer(IntLogicalTypeAnnotation type) {
    int bits = type.isSigned() ? type.getBitWidth() : type.getBitWidth() * 2;
    return switch (bits) {
      case 8 -> DataTypes.TINYINT;
      case 16 -> DataTypes.SMALLINT;
      case 32 -> DataTypes.INT;
      case 64 -> DataTypes.BIGINT;
      default -> DataTypes.VARINT;
    };
  }
}
