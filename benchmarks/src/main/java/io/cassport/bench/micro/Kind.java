package io.cassport.bench.micro;

import com.datastax.oss.driver.api.core.ProtocolVersion;
import com.datastax.oss.driver.api.core.data.CqlDuration;
import com.datastax.oss.driver.api.core.data.CqlVector;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.datastax.oss.driver.api.core.type.codec.registry.CodecRegistry;
import io.cassport.format.ColumnSchema;
import io.cassport.format.RowBatch;
import io.cassport.format.RowSchema;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;

/** A kind of column: its type, and what its cells are. */
@SuppressWarnings("ImmutableEnumChecker") // the driver's types and these functions do not change
public enum Kind {
  /** True or false. */
  BOOLEAN(DataTypes.BOOLEAN, random -> random.nextInt(2) == 0),
  /** All different. */
  INT(DataTypes.INT, SplittableRandom::nextInt),
  /** One of a hundred, so that a dictionary pays. */
  INT_FEW(DataTypes.INT, random -> random.nextInt(100)),
  /** All different. */
  BIGINT(DataTypes.BIGINT, SplittableRandom::nextLong),
  /** All different. */
  FLOAT(DataTypes.FLOAT, random -> (float) random.nextDouble()),
  /** All different. */
  DOUBLE(DataTypes.DOUBLE, SplittableRandom::nextDouble),
  /** All different, 20 characters. */
  TEXT(DataTypes.TEXT, random -> "%020d".formatted(random.nextLong(Long.MAX_VALUE))),
  /** One of a hundred, so that a dictionary pays. */
  TEXT_FEW(DataTypes.TEXT, random -> "a word, number " + random.nextInt(100)),
  /** 100 bytes. */
  BLOB(DataTypes.BLOB, Kind::blob),
  /** Milliseconds of some years. */
  TIMESTAMP(DataTypes.TIMESTAMP, random -> Instant.ofEpochMilli(random.nextLong(1L << 41))),
  /** Days of a century. */
  DATE(DataTypes.DATE, random -> LocalDate.ofEpochDay(random.nextInt(36_500))),
  /** Nanoseconds of a day. */
  TIME(DataTypes.TIME, random -> LocalTime.ofNanoOfDay(random.nextLong(86_400_000_000_000L))),
  /** Random ones. */
  UUID(DataTypes.UUID, random -> new UUID(random.nextLong(), random.nextLong())),
  /** Ten digits, two of them after the point. */
  DECIMAL(DataTypes.DECIMAL, random -> BigDecimal.valueOf(random.nextLong(10_000_000_000L), 2)),
  /** Of eight bytes. */
  VARINT(DataTypes.VARINT, random -> BigInteger.valueOf(random.nextLong())),
  /** Version 4. */
  INET(DataTypes.INET, Kind::address),
  /** Months, days and nanoseconds. */
  DURATION(
      DataTypes.DURATION,
      random ->
          CqlDuration.newInstance(
              random.nextInt(100), random.nextInt(30), random.nextLong(1L << 40))),
  /** Ten ints. */
  LIST(
      DataTypes.listOf(DataTypes.INT),
      random -> IntStream.range(0, 10).mapToObj(i -> random.nextInt()).toList()),
  /** Three texts. */
  SET(
      DataTypes.setOf(DataTypes.TEXT),
      random -> Set.of("first", "second", "third " + random.nextInt(1_000))),
  /** Two entries of text. */
  MAP(
      DataTypes.mapOf(DataTypes.TEXT, DataTypes.TEXT),
      random -> Map.of("site", "north", "firmware", "v" + random.nextInt(1_000))),
  /** 128 floats. */
  VECTOR(
      DataTypes.vectorOf(DataTypes.FLOAT, 128),
      random ->
          CqlVector.newInstance(
              IntStream.range(0, 128).mapToObj(i -> (float) random.nextDouble()).toList()));

  private static final long SEED = 20_261_121;

  private final DataType type;
  private final Function<SplittableRandom, Object> value;

  Kind(DataType type, Function<SplittableRandom, Object> value) {
    this.type = type;
    this.value = value;
  }

  DataType type() {
    return type;
  }

  RowSchema schema() {
    return new RowSchema(List.of(new ColumnSchema("c", type)));
  }

  /** So many cells, the same each time. */
  List<ByteBuffer> cells(int count) {
    SplittableRandom random = new SplittableRandom(SEED);
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                CodecRegistry.DEFAULT
                    .codecFor(type)
                    .encode(value.apply(random), ProtocolVersion.V5))
        .toList();
  }

  /** A batch with these cells as its one column. */
  RowBatch batch(int rows) {
    RowBatch batch = new RowBatch(schema(), rows);
    batch.setRowCount(rows);
    List<ByteBuffer> cells = cells(rows);
    for (int row = 0; row < rows; row++) {
      batch.setBytes(0, row, cells.get(row));
    }
    return batch;
  }

  private static ByteBuffer blob(SplittableRandom random) {
    byte[] bytes = new byte[100];
    random.nextBytes(bytes);
    return ByteBuffer.wrap(bytes);
  }

  private static InetAddress address(SplittableRandom random) {
    byte[] bytes = new byte[4];
    random.nextBytes(bytes);
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }
}
