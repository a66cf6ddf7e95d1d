package io.cassport.parquet;

import com.datastax.oss.driver.api.core.ProtocolVersion;
import com.datastax.oss.driver.api.core.data.CqlDuration;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.datastax.oss.driver.api.core.type.ListType;
import com.datastax.oss.driver.api.core.type.MapType;
import com.datastax.oss.driver.api.core.type.SetType;
import com.datastax.oss.driver.api.core.type.TupleType;
import com.datastax.oss.driver.api.core.type.VectorType;
import com.datastax.oss.driver.api.core.type.codec.TypeCodecs;
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
          DataTypes.INET,
          DataTypes.DURATION);

  private static final int LARGEST = 1 << 16;

  private RandomValues() {}

  static DataType type(Random random, int depth) {
    int kind = depth == 0 ? 0 : random.nextInt(9);
    return switch (kind) {
      case 5 -> DataTypes.frozenListOf(type(random, depth - 1));
      case 6 -> DataTypes.frozenSetOf(type(random, depth - 1));
      case 7 -> DataTypes.frozenMapOf(type(random, depth - 1), type(random, depth - 1));
      case 8 ->
          random.nextBoolean()
              ? DataTypes.tupleOf(type(random, depth - 1), type(random, depth - 1))
              : DataTypes.vectorOf(type(random, depth - 1), 1 + random.nextInt(4));
      default -> SCALARS.get(random.nextInt(SCALARS.size()));
    };
  }

  static ByteBuffer bytes(Random random, DataType type) {
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

  private static ByteBuffer scalar(Random random, DataType type) {
    if (type.equals(DataTypes.TEXT)) {
      return ByteBuffer.wrap("äö😀xyz ".repeat(random.nextInt(4)).getBytes(StandardCharsets.UTF_8));
    }
    if (type.equals(DataTypes.ASCII)) {
      return ByteBuffer.wrap(
          Integer.toString(random.nextInt(50)).getBytes(StandardCharsets.US_ASCII));
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
    return any(random, length(random, type));
  }

  private static int length(Random random, DataType type) {
    if (type.equals(DataTypes.BLOB)) {
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
    return type.equals(DataTypes.UUID) ? 16 : 8;
  }

  private static ByteBuffer any(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return ByteBuffer.wrap(bytes);
  }
}
