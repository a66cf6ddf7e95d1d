package io.cassport.text.csv;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.ProtocolVersion;
import com.datastax.oss.driver.api.core.data.CqlDuration;
import com.datastax.oss.driver.api.core.type.CustomType;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.datastax.oss.driver.api.core.type.ListType;
import com.datastax.oss.driver.api.core.type.MapType;
import com.datastax.oss.driver.api.core.type.SetType;
import com.datastax.oss.driver.api.core.type.TupleType;
import com.datastax.oss.driver.api.core.type.UserDefinedType;
import com.datastax.oss.driver.api.core.type.VectorType;
import com.datastax.oss.driver.api.core.type.codec.TypeCodecs;
import com.datastax.oss.driver.internal.core.type.UserDefinedTypeBuilder;
import io.cassport.format.values.CqlSizes;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Random CQL types and values of them in CQL's own bytes, written without the code under test. */
final class RandomValues {
  private static final List<DataType> SCALARS =
      List.of(
          DataTypes.TEXT,
          DataTypes.ASCII,
          DataTypes.BLOB,
          DataTypes.BOOLEAN,
          DataTypes.TINYINT,
          DataTypes.SMALLINT,
          DataTypes.INT,
          DataTypes.BIGINT,
          DataTypes.FLOAT,
          DataTypes.DOUBLE,
          DataTypes.DECIMAL,
          DataTypes.VARINT,
          DataTypes.DATE,
          DataTypes.TIME,
          DataTypes.TIMESTAMP,
          DataTypes.UUID,
          DataTypes.TIMEUUID,
          DataTypes.custom("org.example.Opaque"),
          DataTypes.INET,
          DataTypes.DURATION);

  /** Everything that CSV or CQL gives a meaning; the first two are not ASCII. */
  private static final List<String> TEXTS =
      List.of(
          "ö", "😀", ",", ";", "\"", "'", "\\", "\n", "\r", "\r\n", " ", "\t", "#", "null", "NULL",
          "N/A", "True", "{", "}", "[", "]", "(", ")", ":", "::", "$$", "0x", "a", "\u0000", "||");

  private static final int LARGEST = 1 << 18;

  private RandomValues() {}

  static DataType type(Random random, int depth) {
    int kind = depth == 0 ? 0 : random.nextInt(10);
    return switch (kind) {
      case 5 -> DataTypes.frozenListOf(type(random, depth - 1));
      case 6 -> DataTypes.frozenSetOf(type(random, depth - 1));
      case 7 -> DataTypes.frozenMapOf(type(random, depth - 1), type(random, depth - 1));
      case 8 ->
          random.nextBoolean()
              ? DataTypes.tupleOf(type(random, depth - 1), type(random, depth - 1))
              : DataTypes.vectorOf(type(random, depth - 1), 1 + random.nextInt(4));
      case 9 -> udt(random, depth);
      default -> SCALARS.get(random.nextInt(SCALARS.size()));
    };
  }

  private static DataType udt(Random random, int depth) {
    UserDefinedTypeBuilder builder =
        new UserDefinedTypeBuilder(
            CqlIdentifier.fromInternal("ks"), CqlIdentifier.fromInternal("a type"));
    for (String field : List.of("plain", "Mixed Case", "quo\"ted: {,}", "ünicode")) {
      builder.withField(CqlIdentifier.fromInternal(field), type(random, depth - 1));
    }
    return builder.build();
  }

  static ByteBuffer bytes(Random random, DataType type) {
    if (type instanceof UserDefinedType udt) {
      ByteBuffer target = ByteBuffer.allocate(LARGEST);
      for (DataType field : udt.getFieldTypes()) {
        putSized(target, random.nextInt(4) == 0 ? null : bytes(random, field));
      }
      return exact(target);
    }
    if (type instanceof ListType list) {
      return collection(random, list.getElementType(), null);
    }
    if (type instanceof SetType set) {
      return collection(random, set.getElementType(), null);
    }
    if (type instanceof MapType map) {
      return collection(random, map.getKeyType(), map.getValueType());
    }
    if (type instanceof VectorType vector) {
      return vector(random, vector);
    }
    if (type instanceof TupleType tuple) {
      ByteBuffer target = ByteBuffer.allocate(LARGEST);
      for (DataType component : tuple.getComponentTypes()) {
        putSized(target, random.nextInt(4) == 0 ? null : bytes(random, component));
      }
      return exact(target);
    }
    return scalar(random, type);
  }

  private static ByteBuffer collection(Random random, DataType first, DataType second) {
    ByteBuffer target = ByteBuffer.allocate(LARGEST);
    int count = random.nextInt(4);
    target.putInt(count);
    for (int i = 0; i < count; i++) {
      putSized(target, bytes(random, first)); // the server takes no nulls inside
      if (second != null) {
        putSized(target, bytes(random, second));
      }
    }
    return exact(target);
  }

  private static ByteBuffer vector(Random random, VectorType vector) {
    ByteBuffer target = ByteBuffer.allocate(LARGEST);
    boolean fixed = CqlSizes.fixed(vector.getElementType()) >= 0;
    for (int i = 0; i < vector.getDimensions(); i++) {
      ByteBuffer element = bytes(random, vector.getElementType());
      if (!fixed) {
        putLength(target, element.remaining());
      }
      target.put(element);
    }
    return exact(target);
  }

  /** Cassandra's unsigned variable-length integer, bit by bit. */
  private static void putLength(ByteBuffer target, int length) {
    if (length < 0x80) {
      target.put((byte) length);
    } else if (length < 0x4000) {
      target.putShort((short) (0x8000 | length));
    } else {
      target.put((byte) (0xc0 | length >> 16)).putShort((short) length);
    }
  }

  private static void putSized(ByteBuffer target, ByteBuffer value) {
    if (value == null) {
      target.putInt(-1);
    } else {
      target.putInt(value.remaining()).put(value);
    }
  }

  private static ByteBuffer exact(ByteBuffer filled) {
    ByteBuffer source = filled.flip();
    return ByteBuffer.allocate(source.remaining()).put(source).flip();
  }

  private static String text(Random random, List<String> parts) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      text.append(parts.get(random.nextInt(parts.size())));
    }
    return text.toString();
  }

  private static ByteBuffer scalar(Random random, DataType type) {
    if (type.equals(DataTypes.TEXT)) {
      return ByteBuffer.wrap(text(random, TEXTS).getBytes(StandardCharsets.UTF_8));
    }
    if (type.equals(DataTypes.ASCII)) {
      return ByteBuffer.wrap(
          text(random, TEXTS.subList(2, TEXTS.size())).getBytes(StandardCharsets.US_ASCII));
    }
    if (type.equals(DataTypes.BOOLEAN)) {
      return ByteBuffer.wrap(new byte[] {(byte) random.nextInt(2)});
    }
    if (type.equals(DataTypes.DECIMAL)) {
      byte[] unscaled = new BigInteger(random.nextInt(150), random).negate().toByteArray();
      return ByteBuffer.allocate(4 + unscaled.length)
          .putInt(random.nextInt(2_000) - 1_000)
          .put(unscaled)
          .flip();
    }
    if (type.equals(DataTypes.VARINT)) {
      return ByteBuffer.wrap(
          new BigDecimal(new BigInteger(random.nextInt(200), random)).toBigInteger().toByteArray());
    }
    if (type.equals(DataTypes.TIME)) {
      return ByteBuffer.allocate(8)
          .putLong(Math.floorMod(random.nextLong(), 86_400_000_000_000L))
          .flip();
    }
    if (type.equals(DataTypes.DURATION)) {
      int sign = random.nextBoolean() ? 1 : -1;
      return TypeCodecs.DURATION.encode(
          CqlDuration.newInstance(
              sign * random.nextInt(Integer.MAX_VALUE),
              sign * random.nextInt(1_000),
              sign * (random.nextLong() & Long.MAX_VALUE)),
          ProtocolVersion.DEFAULT);
    }
    byte[] bytes = any(random, length(random, type));
    if (type.equals(DataTypes.TIMEUUID)) {
      bytes[6] = (byte) (0x10 | bytes[6] & 0xf);
    }
    return withoutOddNan(ByteBuffer.wrap(bytes), type);
  }

  /** A NaN with bits of its own has no text, and is refused. */
  private static ByteBuffer withoutOddNan(ByteBuffer bytes, DataType type) {
    if (type.equals(DataTypes.FLOAT)) {
      bytes.putInt(0, Float.floatToIntBits(bytes.getFloat(0)));
    }
    if (type.equals(DataTypes.DOUBLE)) {
      bytes.putLong(0, Double.doubleToLongBits(bytes.getDouble(0)));
    }
    return bytes;
  }

  private static int length(Random random, DataType type) {
    if (type.equals(DataTypes.BLOB) || type instanceof CustomType) {
      return random.nextInt(random.nextInt(10) == 0 ? 300 : 8);
    }
    if (type.equals(DataTypes.TINYINT)) {
      return 1;
    }
    if (type.equals(DataTypes.SMALLINT)) {
      return 2;
    }
    if (type.equals(DataTypes.INT) || type.equals(DataTypes.FLOAT) || type.equals(DataTypes.DATE)) {
      return 4;
    }
    if (type.equals(DataTypes.INET)) {
      return random.nextBoolean() ? 4 : 16;
    }
    return type.equals(DataTypes.UUID) || type.equals(DataTypes.TIMEUUID) ? 16 : 8;
  }

  private static byte[] any(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
