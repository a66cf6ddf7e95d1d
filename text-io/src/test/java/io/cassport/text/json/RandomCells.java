package io.cassport.text.json;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.ProtocolVersion;
import com.datastax.oss.driver.api.core.data.CqlDuration;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Random CQL types and values of them in CQL's own bytes, written without the code under test. */
final class RandomCells {
  static final List<DataType> SCALARS =
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
          DataTypes.INET,
          DataTypes.DURATION);

  private RandomCells() {}

  static DataType type(Random random, int depth) {
    int kind = depth == 0 ? 0 : random.nextInt(11);
    return switch (kind) {
      case 5 -> DataTypes.frozenListOf(type(random, depth - 1));
      case 6 -> DataTypes.frozenSetOf(type(random, depth - 1));
      case 7 -> DataTypes.frozenMapOf(type(random, depth - 1), type(random, depth - 1));
      case 8 -> DataTypes.tupleOf(type(random, depth - 1), type(random, depth - 1));
      case 9 -> DataTypes.vectorOf(type(random, depth - 1), 1 + random.nextInt(4));
      case 10 ->
          new UserDefinedTypeBuilder(
                  CqlIdentifier.fromInternal("k"), CqlIdentifier.fromInternal("u"))
              .withField(CqlIdentifier.fromInternal("a"), type(random, depth - 1))
              .withField(CqlIdentifier.fromInternal("B \"q\" ü"), type(random, depth - 1))
              .frozen()
              .build();
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
      return fields(random, tuple.getComponentTypes());
    }
    if (type instanceof UserDefinedType udt) {
      return fields(random, udt.getFieldTypes());
    }
    return scalar(random, type);
  }

  private static ByteBuffer fields(Random random, List<DataType> types) {
    ByteBuffer target = ByteBuffer.allocate(1 << 20);
    for (DataType type : types) {
      putSized(target, random.nextInt(4) == 0 ? null : bytes(random, type));
    }
    return exact(target);
  }

  private static ByteBuffer collection(Random random, DataType first, DataType second) {
    Set<ByteBuffer> elements = new LinkedHashSet<>(); // a map has each key once
    for (int i = random.nextInt(4); i > 0; i--) {
      elements.add(bytes(random, first));
    }
    ByteBuffer target = ByteBuffer.allocate(1 << 20).putInt(elements.size());
    for (ByteBuffer element : elements) {
      putSized(target, element);
      if (second != null) {
        putSized(target, bytes(random, second));
      }
    }
    return exact(target);
  }

  private static ByteBuffer vector(Random random, VectorType vector) {
    ByteBuffer target = ByteBuffer.allocate(1 << 20);
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
      target.putInt(value.remaining()).put(value.duplicate());
    }
  }

  private static ByteBuffer exact(ByteBuffer filled) {
    ByteBuffer source = filled.flip();
    return ByteBuffer.allocate(source.remaining()).put(source).flip();
  }

  private static ByteBuffer scalar(Random random, DataType type) {
    if (type.equals(DataTypes.TEXT)) {
      return ByteBuffer.wrap(text(random).getBytes(StandardCharsets.UTF_8));
    }
    if (type.equals(DataTypes.ASCII)) {
      byte[] ascii = new byte[random.nextInt(12)];
      for (int i = 0; i < ascii.length; i++) {
        ascii[i] = (byte) random.nextInt(128);
      }
      return ByteBuffer.wrap(ascii);
    }
    if (type.equals(DataTypes.BOOLEAN)) {
      return ByteBuffer.wrap(new byte[] {(byte) random.nextInt(2)});
    }
    if (type.equals(DataTypes.DECIMAL)) {
      byte[] unscaled = new BigInteger(random.nextInt(150), random).negate().toByteArray();
      int scale = random.nextBoolean() ? random.nextInt(40) - 20 : random.nextInt(2_000_000);
      return ByteBuffer.allocate(4 + unscaled.length).putInt(scale).put(unscaled).flip();
    }
    if (type.equals(DataTypes.VARINT)) {
      return ByteBuffer.wrap(
          new BigDecimal(new BigInteger(random.nextInt(400), random)).toBigInteger().toByteArray());
    }
    if (type.equals(DataTypes.TIME)) {
      return longBytes(Math.floorMod(random.nextLong(), 86_400_000_000_000L));
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
    if (type.equals(DataTypes.FLOAT)) {
      float any = Float.intBitsToFloat(random.nextInt());
      return ByteBuffer.allocate(4).putInt(Float.floatToIntBits(any)).flip();
    }
    if (type.equals(DataTypes.DOUBLE)) {
      return longBytes(Double.doubleToLongBits(Double.longBitsToDouble(random.nextLong())));
    }
    ByteBuffer bytes = any(random, length(random, type));
    if (type.equals(DataTypes.TIMEUUID)) {
      bytes.put(6, (byte) (bytes.get(6) & 0x0f | 0x10));
    }
    return bytes;
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      int code =
          switch (random.nextInt(4)) {
            case 0 -> random.nextInt(0x80);
            case 1 -> random.nextInt(0x800);
            case 2 -> random.nextInt(0xd800);
            default -> 0xe000 + random.nextInt(0x110000 - 0xe000);
          };
      text.appendCodePoint(code);
    }
    return text.toString();
  }

  private static ByteBuffer longBytes(long value) {
    return ByteBuffer.allocate(8).putLong(value).flip();
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
    if (type.equals(DataTypes.INT) || type.equals(DataTypes.DATE)) {
      return 4;
    }
    if (type.equals(DataTypes.INET)) {
      return random.nextBoolean() ? 4 : 16;
    }
    return type.equals(DataTypes.UUID) || type.equals(DataTypes.TIMEUUID) ? 16 : 8;
  }

  private static ByteBuffer any(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return ByteBuffer.wrap(bytes);
  }
}
