package io.cassport.parquet;

import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import io.cassport.format.values.BadValueException;
import io.cassport.format.values.Decimals;
import io.cassport.parquet.decoding.Conversion;
import io.cassport.parquet.decoding.CqlBytes;
import io.cassport.parquet.decoding.StoredValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.Float16LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** Conversions between numbers: every one is exact or refused. */
final class Numbers {
  private static final long EXACT_IN_DOUBLE = 1L << 53;
  private static final long EXACT_IN_FLOAT = 1L << 24;

  private Numbers() {}

  static Optional<Conversion> of(PrimitiveType source, DataType target) {
    if (target.equals(DataTypes.FLOAT) || target.equals(DataTypes.DOUBLE)) {
      return floating(source, target.equals(DataTypes.FLOAT));
    }
    if (target.equals(DataTypes.DECIMAL)) {
      return decimal(source)
          .map(number -> (column, out) -> out.put(Decimals.encode(number.apply(column))));
    }
    if (target.equals(DataTypes.VARINT)) {
      return decimal(source)
          .map(number -> (column, out) -> out.put(whole(number.apply(column)).toByteArray()));
    }
    return integer(source, target);
  }

  private static Optional<Conversion> integer(PrimitiveType source, DataType target) {
    Optional<ToLongFunction<StoredValue>> found = wholeNumber(source);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    ToLongFunction<StoredValue> number = found.get();
    if (isReversed(source, target)) {
      return Optional.of(new Conversion.Reversed(source.getPrimitiveTypeName()));
    }
    if (target.equals(DataTypes.BIGINT) || target.equals(DataTypes.COUNTER)) {
      return Optional.of((column, out) -> out.putLong(number.applyAsLong(column)));
    }
    if (target.equals(DataTypes.INT)) {
      return Optional.of(
          (column, out) ->
              out.putInt(
                  (int)
                      check(
                          number.applyAsLong(column),
                          Integer.MIN_VALUE,
                          Integer.MAX_VALUE,
                          "int")));
    }
    if (target.equals(DataTypes.SMALLINT)) {
      return Optional.of(
          (column, out) ->
              out.putShort(
                  (int)
                      check(
                          number.applyAsLong(column),
                          Short.MIN_VALUE,
                          Short.MAX_VALUE,
                          "smallint")));
    }
    if (target.equals(DataTypes.TINYINT)) {
      return Optional.of(
          (column, out) ->
              out.putByte(
                  (int)
                      check(
                          number.applyAsLong(column), Byte.MIN_VALUE, Byte.MAX_VALUE, "tinyint")));
    }
    return Optional.empty();
  }

  /** Numbers of the same bits. */
  private static boolean isReversed(PrimitiveType source, DataType target) {
    LogicalTypeAnnotation logical = source.getLogicalTypeAnnotation();
    boolean signed =
        logical == null || logical instanceof IntLogicalTypeAnnotation type && type.isSigned();
    return signed
        && (target.equals(DataTypes.INT)
            ? source.getPrimitiveTypeName() == PrimitiveTypeName.INT32
            : (target.equals(DataTypes.BIGINT) || target.equals(DataTypes.COUNTER))
                && source.getPrimitiveTypeName() == PrimitiveTypeName.INT64);
  }

  private static long check(long value, long least, long greatest, String type) {
    if (value < least || value > greatest) {
      throw BadValueException.range(
          value + " is out of range of " + type + ", which goes from " + least + " to " + greatest);
    }
    return value;
  }

  private static Optional<ToLongFunction<StoredValue>> wholeNumber(PrimitiveType source) {
    LogicalTypeAnnotation logical = source.getLogicalTypeAnnotation();
    if (logical instanceof DecimalLogicalTypeAnnotation) {
      return decimal(source).map(number -> column -> longValue(number.apply(column)));
    }
    if (logical != null && !(logical instanceof IntLogicalTypeAnnotation)) {
      return Optional.empty();
    }
    boolean unsigned = logical instanceof IntLogicalTypeAnnotation type && !type.isSigned();
    return switch (source.getPrimitiveTypeName()) {
      case INT32 ->
          Optional.of(
              unsigned
                  ? column -> Integer.toUnsignedLong(column.getInteger())
                  : StoredValue::getInteger);
      case INT64 ->
          Optional.of(unsigned ? column -> signed(column.getLong()) : StoredValue::getLong);
      default -> Optional.empty();
    };
  }

  private static long signed(long unsigned) {
    if (unsigned < 0) {
      throw BadValueException.range(
          Long.toUnsignedString(unsigned) + " is out of range of bigint; use varint");
    }
    return unsigned;
  }

  private static long longValue(BigDecimal value) {
    try {
      return value.longValueExact();
    } catch (ArithmeticException e) {
      throw BadValueException.range(value + " is no whole number in the range of bigint");
    }
  }

  private static BigInteger whole(BigDecimal value) {
    if (value.signum() == 0) {
      return BigInteger.ZERO;
    }
    if (value.precision() <= value.scale()) {
      // said before a scale of millions is divided by
      throw BadValueException.range(value + " is no whole number");
    }
    try {
      return value.toBigIntegerExact();
    } catch (ArithmeticException e) {
      throw BadValueException.range(value + " is no whole number");
    }
  }

  /** Whole numbers and decimals as decimals. */
  static Optional<Function<StoredValue, BigDecimal>> decimal(PrimitiveType source) {
    LogicalTypeAnnotation logical = source.getLogicalTypeAnnotation();
    if (logical instanceof DecimalLogicalTypeAnnotation type) {
      int scale = type.getScale();
      return Optional.of(
          switch (source.getPrimitiveTypeName()) {
            case INT32 -> column -> BigDecimal.valueOf(column.getInteger(), scale);
            case INT64 -> column -> BigDecimal.valueOf(column.getLong(), scale);
            default -> column -> new BigDecimal(unscaled(column), scale);
          });
    }
    if (logical instanceof IntLogicalTypeAnnotation type
        && !type.isSigned()
        && source.getPrimitiveTypeName() == PrimitiveTypeName.INT64) {
      return Optional.of(column -> new BigDecimal(Long.toUnsignedString(column.getLong())));
    }
    return wholeNumber(source)
        .map(number -> column -> BigDecimal.valueOf(number.applyAsLong(column)));
  }

  private static BigInteger unscaled(StoredValue column) {
    byte[] bytes = column.getBinary().getBytes();
    if (bytes.length == 0) {
      throw BadValueException.noLiteral("it is a decimal without any byte");
    }
    return new BigInteger(bytes);
  }

  private static Optional<Conversion> floating(PrimitiveType source, boolean single) {
    LogicalTypeAnnotation logical = source.getLogicalTypeAnnotation();
    if (logical instanceof Float16LogicalTypeAnnotation) {
      return Optional.of((column, out) -> put(HalfFloats.toFloat(column.getBinary()), single, out));
    }
    return switch (source.getPrimitiveTypeName()) {
      case FLOAT ->
          Optional.of(
              single
                  ? new Conversion.Reversed(PrimitiveTypeName.FLOAT)
                  : (column, out) -> out.putLong(Double.doubleToRawLongBits(column.getFloat())));
      case DOUBLE ->
          Optional.of(
              single
                  ? (column, out) -> narrow(column.getDouble(), out)
                  : new Conversion.Reversed(PrimitiveTypeName.DOUBLE));
      case INT32, INT64 ->
          logical instanceof DecimalLogicalTypeAnnotation
              ? Optional.empty()
              : wholeNumber(source)
                  .map(number -> (column, out) -> put(number.applyAsLong(column), single, out));
      default -> Optional.empty();
    };
  }

  private static void put(float value, boolean single, CqlBytes out) {
    if (single) {
      out.putInt(Float.floatToRawIntBits(value));
    } else {
      out.putLong(Double.doubleToRawLongBits(value));
    }
  }

  private static void put(long value, boolean single, CqlBytes out) {
    if (Math.abs(value) > (single ? EXACT_IN_FLOAT : EXACT_IN_DOUBLE) || value == Long.MIN_VALUE) {
      throw BadValueException.range(
          value + " has more digits than a " + (single ? "float" : "double") + " keeps");
    }
    if (single) {
      out.putInt(Float.floatToRawIntBits((float) value));
    } else {
      out.putLong(Double.doubleToRawLongBits((double) value));
    }
  }

  private static void narrow(double value, CqlBytes out) {
    float narrowed = (float) value;
    if (narrowed != value && !Double.isNaN(value)) {
      throw BadValueException.range(value + " has more digits than a float keeps");
    }
    out.putInt(Float.floatToRawIntBits(narrowed));
  }
}
