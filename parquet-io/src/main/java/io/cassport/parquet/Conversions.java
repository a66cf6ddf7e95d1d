package io.cassport.parquet;

import com.datastax.oss.driver.api.core.type.CustomType;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.datastax.oss.driver.api.core.type.VectorType;
import io.cassport.format.values.BadValueException;
import io.cassport.format.values.TextForm;
import io.cassport.format.values.Texts;
import io.cassport.format.values.Uuids;
import io.cassport.parquet.decoding.Conversion;
import java.math.BigDecimal;
import java.util.Optional;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntervalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UUIDLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UnknownLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * From one Parquet column to one CQL type: which conversions there are, each checked value by
 * value. What does not fit is a bad value, never another one.
 */
final class Conversions {
  /** Digits after the point from which a decimal is text with an exponent. */
  private static final int MOST_PLAIN_DIGITS = 10_000;

  private Conversions() {}

  /** The conversion, or nothing when values of the column can never be of the type. */
  static Optional<Conversion> of(PrimitiveType source, DataType target) {
    if (source.getLogicalTypeAnnotation() instanceof UnknownLogicalTypeAnnotation) {
      // a column of nulls, which every type has
      return Optional.of(
          (column, out) -> {
            throw BadValueException.noLiteral("it is a value of a type that only has nulls");
          });
    }
    // the driver's vectors are custom types too
    if (target instanceof VectorType vector) {
      return fixedVector(source, vector);
    }
    if (target instanceof CustomType || target.equals(DataTypes.BLOB)) {
      return isBinary(source)
          ? Optional.of(new Conversion.Copied(Conversion.Check.NONE))
          : Optional.empty();
    }
    if (target.equals(DataTypes.TEXT) || target.equals(DataTypes.ASCII)) {
      return text(source, target);
    }
    Optional<Conversion> own = ownForm(source, target);
    return own.isPresent() || !isText(source) ? own : parsed(target);
  }

  private static Optional<Conversion> ownForm(PrimitiveType source, DataType target) {
    if (target.equals(DataTypes.BOOLEAN)) {
      return source.getPrimitiveTypeName() == PrimitiveTypeName.BOOLEAN
          ? Optional.of(new Conversion.Booleans())
          : Optional.empty();
    }
    if (target.equals(DataTypes.DATE)) {
      return source.getLogicalTypeAnnotation() instanceof DateLogicalTypeAnnotation
          ? Optional.of(new Conversion.Reversed(PrimitiveTypeName.INT32, 0x8000_0000))
          : Optional.empty();
    }
    if (target.equals(DataTypes.TIME)) {
      return Times.time(source);
    }
    if (target.equals(DataTypes.TIMESTAMP)) {
      return Times.timestamp(source);
    }
    if (target.equals(DataTypes.UUID) || target.equals(DataTypes.TIMEUUID)) {
      return uuid(source, target.equals(DataTypes.TIMEUUID));
    }
    if (target.equals(DataTypes.DURATION)) {
      return source.getLogicalTypeAnnotation() instanceof IntervalLogicalTypeAnnotation
          ? Optional.of(Times::interval)
          : Optional.empty();
    }
    if (target.equals(DataTypes.INET)) {
      return inet(source);
    }
    return Numbers.of(source, target);
  }

  /** Addresses as numbers and as their bytes, which is how ClickHouse writes them. */
  private static Optional<Conversion> inet(PrimitiveType source) {
    LogicalTypeAnnotation logical = source.getLogicalTypeAnnotation();
    if (logical instanceof IntLogicalTypeAnnotation type
        && !type.isSigned()
        && type.getBitWidth() == 32) {
      return Optional.of(new Conversion.Reversed(PrimitiveTypeName.INT32));
    }
    boolean otherLength =
        source.getPrimitiveTypeName() == PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY
            && source.getTypeLength() != 4
            && source.getTypeLength() != 16;
    if (!isBinary(source) || logical != null || otherLength) {
      return Optional.empty();
    }
    return Optional.of(
        new Conversion.Copied(
            (data, offset, length) -> {
              if (length != 4 && length != 16) {
                throw BadValueException.noLiteral("an inet has 4 or 16 bytes, not " + length);
              }
            }));
  }

  /** Text that is read as the type; only for types whose text has one meaning. */
  private static Optional<Conversion> parsed(DataType target) {
    TextForm form = TextForm.of(target);
    if (form == null) {
      return Optional.empty();
    }
    String name = target.asCql(false, true);
    return Optional.of(
        (column, out) -> out.put(form.parse(column.getBinary().toStringUsingUTF8(), name)));
  }

  private static Optional<Conversion> text(PrimitiveType source, DataType target) {
    boolean ascii = target.equals(DataTypes.ASCII);
    // old writers did not say that their strings are strings, and some give them a fixed length
    boolean unnamed = isBinary(source) && source.getLogicalTypeAnnotation() == null;
    if (isText(source) || unnamed) {
      return Optional.of(new Conversion.Copied(ascii ? Texts::requireAscii : Texts::requireUtf8));
    }
    if (source.getLogicalTypeAnnotation() instanceof UUIDLogicalTypeAnnotation) {
      TextForm form = TextForm.of(DataTypes.UUID);
      return Optional.of(
          (c, out) -> out.put(Texts.bytes(form.print(c.getBinary().toByteBuffer().slice()))));
    }
    return Numbers.decimal(source)
        .map(
            number ->
                (column, out) -> {
                  BigDecimal value = number.apply(column);
                  boolean plain = value.scale() <= MOST_PLAIN_DIGITS;
                  out.put(Texts.bytes(plain ? value.toPlainString() : value.toString()));
                });
  }

  private static Optional<Conversion> uuid(PrimitiveType source, boolean timed) {
    boolean sixteen =
        source.getPrimitiveTypeName() == PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY
            && source.getTypeLength() == 16
            && (source.getLogicalTypeAnnotation() == null
                || source.getLogicalTypeAnnotation() instanceof UUIDLogicalTypeAnnotation);
    if (!sixteen) {
      return Optional.empty();
    }
    return Optional.of(
        new Conversion.Copied(
            timed
                ? (data, offset, length) -> Uuids.requireTimed(data, offset)
                : Conversion.Check.NONE));
  }

  private static Optional<Conversion> fixedVector(PrimitiveType source, VectorType vector) {
    if (source.getPrimitiveTypeName() != PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY
        || !vector.getElementType().equals(DataTypes.FLOAT)
        || source.getTypeLength() != 4L * vector.getDimensions()) {
      return Optional.empty();
    }
    return Optional.of(
        (column, out) -> {
          byte[] floats = column.getBinary().getBytes();
          for (int i = 0; i < floats.length; i += 4) {
            out.putInt(Integer.reverseBytes((int) LeafWriter.INTS.get(floats, i)));
          }
        });
  }

  private static boolean isBinary(PrimitiveType source) {
    return source.getPrimitiveTypeName() == PrimitiveTypeName.BINARY
        || source.getPrimitiveTypeName() == PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
  }

  static boolean isText(PrimitiveType source) {
    LogicalTypeAnnotation logical = source.getLogicalTypeAnnotation();
    return logical instanceof StringLogicalTypeAnnotation
        || logical instanceof EnumLogicalTypeAnnotation
        || logical instanceof JsonLogicalTypeAnnotation;
  }
}
