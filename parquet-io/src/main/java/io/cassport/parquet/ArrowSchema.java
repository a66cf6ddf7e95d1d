package io.cassport.parquet;

import com.google.flatbuffers.FlatBufferBuilder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.IdentityHashMap;
import java.util.List;
import org.apache.arrow.flatbuf.Binary;
import org.apache.arrow.flatbuf.Bool;
import org.apache.arrow.flatbuf.Date;
import org.apache.arrow.flatbuf.DateUnit;
import org.apache.arrow.flatbuf.Decimal;
import org.apache.arrow.flatbuf.Endianness;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.FixedSizeBinary;
import org.apache.arrow.flatbuf.FixedSizeList;
import org.apache.arrow.flatbuf.FloatingPoint;
import org.apache.arrow.flatbuf.Int;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.apache.arrow.flatbuf.Precision;
import org.apache.arrow.flatbuf.Schema;
import org.apache.arrow.flatbuf.Struct_;
import org.apache.arrow.flatbuf.Time;
import org.apache.arrow.flatbuf.TimeUnit;
import org.apache.arrow.flatbuf.Timestamp;
import org.apache.arrow.flatbuf.Utf8;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;

/**
 * The schema of a file that we write in Arrow's terms, as Arrow's own writers leave it in the
 * footer: an IPC schema message in Base64. It says what Parquet has no type for, the size of lists
 * that are all equally long; everything else is what Arrow would infer.
 */
final class ArrowSchema {
  static final String FOOTER_KEY = "ARROW:schema";

  private static final int CONTINUATION = -1;
  private static final int PREFIX_BYTES = 8;
  private static final int MESSAGE_ALIGNMENT = 8;

  private final FlatBufferBuilder builder = new FlatBufferBuilder();
  private final IdentityHashMap<Type, Integer> fixedSizes;

  private ArrowSchema(IdentityHashMap<Type, Integer> fixedSizes) {
    this.fixedSizes = fixedSizes;
  }

  /**
   * The value for the footer.
   *
   * @param fixedSizes by identity the lists of the schema that are all of one size, and that size
   */
  static String encode(MessageType schema, IdentityHashMap<Type, Integer> fixedSizes) {
    return new ArrowSchema(fixedSizes).message(schema);
  }

  private String message(MessageType schema) {
    int fields = Schema.createFieldsVector(builder, fields(schema.getFields()));
    int header = Schema.createSchema(builder, Endianness.Little, fields, 0, 0);
    builder.finish(
        Message.createMessage(builder, MetadataVersion.V5, MessageHeader.Schema, header, 0, 0));
    byte[] message = builder.sizedByteArray();
    int padded = (message.length + MESSAGE_ALIGNMENT - 1) / MESSAGE_ALIGNMENT * MESSAGE_ALIGNMENT;
    ByteBuffer encapsulated =
        ByteBuffer.allocate(PREFIX_BYTES + padded)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(CONTINUATION)
            .putInt(padded)
            .put(message);
    return Base64.getEncoder().encodeToString(encapsulated.array());
  }

  private int[] fields(List<Type> types) {
    return types.stream().mapToInt(this::field).toArray();
  }

  /** What a flatbuffer points to has to be written before it: name, children, type, field. */
  private int field(Type type) {
    int[] children = fields(children(type));
    int name = builder.createString(type.getName());
    int childVector = Field.createChildrenVector(builder, children);
    boolean nullable = type.isRepetition(Type.Repetition.OPTIONAL);
    byte kind;
    int details;
    if (type.isPrimitive()) {
      kind = kind(type.asPrimitiveType());
      details = details(type.asPrimitiveType());
    } else {
      kind = kind(type.asGroupType());
      details = details(kind, type);
    }
    return Field.createField(builder, name, nullable, kind, details, 0, childVector, 0);
  }

  /** A list's element stands in a repeated group of its own, which Arrow has not. */
  private static List<Type> children(Type type) {
    if (type.isPrimitive()) {
      return List.of();
    }
    GroupType group = type.asGroupType();
    return group.getLogicalTypeAnnotation() instanceof ListLogicalTypeAnnotation
        ? group.getType(0).asGroupType().getFields()
        : group.getFields();
  }

  private byte kind(GroupType group) {
    LogicalTypeAnnotation logical = group.getLogicalTypeAnnotation();
    if (logical instanceof ListLogicalTypeAnnotation) {
      return fixedSizes.containsKey(group)
          ? org.apache.arrow.flatbuf.Type.FixedSizeList
          : org.apache.arrow.flatbuf.Type.List;
    }
    return logical instanceof MapLogicalTypeAnnotation
        ? org.apache.arrow.flatbuf.Type.Map
        : org.apache.arrow.flatbuf.Type.Struct_;
  }

  private int details(byte kind, Type group) {
    return switch (kind) {
      case org.apache.arrow.flatbuf.Type.FixedSizeList ->
          FixedSizeList.createFixedSizeList(builder, fixedSizes.get(group));
      case org.apache.arrow.flatbuf.Type.Map ->
          org.apache.arrow.flatbuf.Map.createMap(builder, false);
      case org.apache.arrow.flatbuf.Type.List -> {
        org.apache.arrow.flatbuf.List.startList(builder);
        yield org.apache.arrow.flatbuf.List.endList(builder);
      }
      default -> {
        Struct_.startStruct_(builder);
        yield Struct_.endStruct_(builder);
      }
    };
  }

  private static byte kind(PrimitiveType type) {
    LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
    if (logical instanceof DateLogicalTypeAnnotation) {
      return org.apache.arrow.flatbuf.Type.Date;
    }
    if (logical instanceof TimeLogicalTypeAnnotation) {
      return org.apache.arrow.flatbuf.Type.Time;
    }
    if (logical instanceof TimestampLogicalTypeAnnotation) {
      return org.apache.arrow.flatbuf.Type.Timestamp;
    }
    return switch (type.getPrimitiveTypeName()) {
      case BOOLEAN -> org.apache.arrow.flatbuf.Type.Bool;
      case INT32, INT64 -> org.apache.arrow.flatbuf.Type.Int;
      case FLOAT, DOUBLE -> org.apache.arrow.flatbuf.Type.FloatingPoint;
      case BINARY ->
          logical instanceof StringLogicalTypeAnnotation
              ? org.apache.arrow.flatbuf.Type.Utf8
              : org.apache.arrow.flatbuf.Type.Binary;
      case FIXED_LEN_BYTE_ARRAY ->
          logical instanceof DecimalLogicalTypeAnnotation
              ? org.apache.arrow.flatbuf.Type.Decimal
              : org.apache.arrow.flatbuf.Type.FixedSizeBinary;
      case INT96 -> throw new IllegalArgumentException("INT96 is never written");
    };
  }

  private int details(PrimitiveType type) {
    LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
    boolean wide = type.getPrimitiveTypeName() == PrimitiveType.PrimitiveTypeName.INT64;
    if (logical instanceof DateLogicalTypeAnnotation) {
      return Date.createDate(builder, DateUnit.DAY);
    }
    if (logical instanceof TimeLogicalTypeAnnotation time) {
      return Time.createTime(builder, unit(time.getUnit()), wide ? 64 : 32);
    }
    if (logical instanceof TimestampLogicalTypeAnnotation timestamp) {
      int zone = builder.createString("UTC");
      return Timestamp.createTimestamp(builder, unit(timestamp.getUnit()), zone);
    }
    return switch (type.getPrimitiveTypeName()) {
      case BOOLEAN -> {
        Bool.startBool(builder);
        yield Bool.endBool(builder);
      }
      case INT32, INT64 -> {
        int bits = logical instanceof IntLogicalTypeAnnotation n ? n.getBitWidth() : wide ? 64 : 32;
        yield Int.createInt(builder, bits, true);
      }
      case FLOAT -> FloatingPoint.createFloatingPoint(builder, Precision.SINGLE);
      case DOUBLE -> FloatingPoint.createFloatingPoint(builder, Precision.DOUBLE);
      case BINARY -> {
        if (logical instanceof StringLogicalTypeAnnotation) {
          Utf8.startUtf8(builder);
          yield Utf8.endUtf8(builder);
        }
        Binary.startBinary(builder);
        yield Binary.endBinary(builder);
      }
      default ->
          logical instanceof DecimalLogicalTypeAnnotation decimal
              ? Decimal.createDecimal(builder, decimal.getPrecision(), decimal.getScale(), 128)
              : FixedSizeBinary.createFixedSizeBinary(builder, type.getTypeLength());
    };
  }

  private static short unit(LogicalTypeAnnotation.TimeUnit unit) {
    return switch (unit) {
      case MILLIS -> TimeUnit.MILLISECOND;
      case MICROS -> TimeUnit.MICROSECOND;
      case NANOS -> TimeUnit.NANOSECOND;
    };
  }
}
