package io.cassport.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.ProtocolVersion;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.datastax.oss.driver.api.core.type.codec.TypeCodec;
import com.datastax.oss.driver.api.core.type.codec.registry.CodecRegistry;
import com.datastax.oss.driver.internal.core.type.UserDefinedTypeBuilder;
import io.cassport.format.ColumnSchema;
import io.cassport.format.ObjectReader;
import io.cassport.format.RowSchema;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written and read again gives the same bytes in every cell. */
class RoundTripTest {
  static Stream<Arguments> types() {
    return Stream.of(
        values(DataTypes.ASCII, "'x'", "''", "'a b'"),
        values(DataTypes.TEXT, "'Grüße'", "''", "'''quoted'''"),
        values(DataTypes.BLOB, "0x", "0x00ff10"),
        values(DataTypes.BOOLEAN, "true", "false"),
        values(DataTypes.TINYINT, "-128", "0", "127"),
        values(DataTypes.SMALLINT, "-32768", "-1", "32767"),
        values(DataTypes.INT, "-2147483648", "0", "2147483647"),
        values(DataTypes.BIGINT, "-9223372036854775808", "0", "9223372036854775807"),
        values(DataTypes.FLOAT, "1.5", "-0.0", "NaN"),
        values(DataTypes.DOUBLE, "1.5", "-0.0", "NaN"),
        values(DataTypes.DECIMAL, "1", "1.00", "-1E+3", "0.000000000000000000000000000001"),
        values(DataTypes.VARINT, "0", "-1", "123456789012345678901234567890"),
        values(DataTypes.DATE, "'1970-01-01'", "'-0001-01-01'", "'9999-12-31'"),
        values(DataTypes.TIME, "'00:00:00'", "'23:59:59.999999999'"),
        values(DataTypes.TIMESTAMP, "0", "-1", "253402300799999"),
        values(DataTypes.UUID, "123e4567-e89b-42d3-a456-426614174000"),
        values(DataTypes.TIMEUUID, "123e4567-e89b-12d3-a456-426614174000"),
        values(DataTypes.INET, "'127.0.0.1'", "'::1'", "'2001:db8::ff00:42:8329'"),
        values(DataTypes.DURATION, "1mo2d3ns", "-1mo2d3ns", "12y"),
        values(DataTypes.listOf(DataTypes.INT), "[]", "[1,2,3]"),
        values(DataTypes.setOf(DataTypes.TEXT), "{}", "{'a','b'}"),
        values(DataTypes.mapOf(DataTypes.TEXT, DataTypes.BIGINT), "{}", "{'a':1,'b':2}"),
        values(
            DataTypes.mapOf(
                DataTypes.frozenListOf(DataTypes.INT), DataTypes.frozenSetOf(DataTypes.UUID)),
            "{}",
            "{[1,2]:{123e4567-e89b-42d3-a456-426614174000},[]:{}}"),
        values(
            DataTypes.listOf(DataTypes.listOf(DataTypes.listOf(DataTypes.TEXT))),
            "[[['a','b'],[]],[],[['c']]]",
            "[]",
            "[[]]"),
        values(
            DataTypes.tupleOf(DataTypes.INT, DataTypes.TEXT, DataTypes.listOf(DataTypes.DATE)),
            "(1,'a',['2024-01-02'])",
            "(NULL,NULL,[])",
            "(NULL,NULL,NULL)"),
        values(
            DataTypes.listOf(DataTypes.tupleOf(DataTypes.INT, DataTypes.DURATION)),
            "[(1,2d),(NULL,NULL),(3,1mo)]",
            "[]"),
        values(DataTypes.vectorOf(DataTypes.FLOAT, 3), "[1.0,2.0,3.5]"),
        values(DataTypes.vectorOf(DataTypes.TEXT, 2), "['','some text']"),
        values(DataTypes.vectorOf(DataTypes.vectorOf(DataTypes.INT, 2), 2), "[[1,2],[3,4]]"));
  }

  private static Arguments values(DataType type, String... literals) {
    return Arguments.of(type, List.of(literals));
  }

  @ParameterizedTest
  @MethodSource("types")
  void everyTypeComesBackByteForByte(DataType type, List<String> literals) throws SQLException {
    RowSchema schema = new RowSchema(List.of(new ColumnSchema("c", type)));
    List<List<ByteBuffer>> rows = new ArrayList<>();
    rows.add(java.util.Collections.singletonList(null));
    for (String literal : literals) {
      rows.add(List.of(encode(type, literal)));
      rows.add(java.util.Collections.singletonList(null));
    }
    ObjectReader reader = Files.open(Files.write(schema, rows));
    assertThat(Files.read(reader, schema)).isEqualTo(rows);
    assertThat(reader.columns().get(0).cqlType()).hasValue(type);
  }

  static ByteBuffer encode(DataType type, String literal) {
    TypeCodec<Object> codec = CodecRegistry.DEFAULT.codecFor(type);
    return codec.encode(codec.parse(literal), ProtocolVersion.DEFAULT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"SNAPPY", "GZIP", "ZSTD", "LZ4", "LZ4_RAW", "NONE"})
  void everyCompressionComesBack(String compression) throws SQLException {
    RowSchema schema =
        new RowSchema(
            List.of(
                new ColumnSchema("t", DataTypes.TEXT),
                new ColumnSchema("l", DataTypes.listOf(DataTypes.BIGINT))));
    List<List<ByteBuffer>> rows = randomRows(30_000);
    byte[] file = Files.write(schema, rows, "COMPRESSION", compression, "PAGE_SIZE", "8KB");
    assertThat(Files.read(Files.open(file), schema)).isEqualTo(rows);
  }

  private static List<List<ByteBuffer>> randomRows(int count) {
    Random random = new Random(7);
    List<List<ByteBuffer>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<ByteBuffer> row = new ArrayList<>();
      row.add(
          random.nextInt(10) == 0
              ? null
              : encode(DataTypes.TEXT, "'" + "x".repeat(random.nextInt(40)) + i % 100 + "'"));
      StringBuilder list = new StringBuilder();
      for (int j = random.nextInt(5); j > 0; j--) {
        list.append(list.isEmpty() ? "" : ",").append(random.nextLong());
      }
      row.add(
          random.nextInt(10) == 0
              ? null
              : encode(DataTypes.listOf(DataTypes.BIGINT), "[" + list + "]"));
      rows.add(row);
    }
    return rows;
  }

  @Test
  void chunkSizeIsTheNumberOfRowsInARowGroup() throws SQLException {
    RowSchema schema =
        new RowSchema(
            List.of(
                new ColumnSchema("t", DataTypes.TEXT),
                new ColumnSchema("l", DataTypes.listOf(DataTypes.BIGINT))));
    List<List<ByteBuffer>> rows = randomRows(2_500);
    ObjectReader reader = Files.open(Files.write(schema, rows, "CHUNKSIZE", "1K"));
    assertThat(reader.splits())
        .extracting(ObjectReader.Split::rowCount)
        .containsExactly(1_000L, 1_000L, 500L);
    assertThat(Files.read(reader, schema)).isEqualTo(rows);
  }

  @Test
  void anEmptyNumberIsRefusedBecauseItWouldNotComeBack() {
    RowSchema schema = new RowSchema(List.of(new ColumnSchema("i", DataTypes.INT)));
    List<List<ByteBuffer>> rows = List.of(List.of(ByteBuffer.allocate(0)));
    assertThatThrownBy(() -> Files.write(schema, rows))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("column i")
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo("22018");
  }

  @Test
  void optionsThatStoreTypesDifferentlyComeBackTheSame() throws SQLException {
    RowSchema schema =
        new RowSchema(
            List.of(
                new ColumnSchema("u", DataTypes.UUID),
                new ColumnSchema("d", DataTypes.DECIMAL),
                new ColumnSchema("t", DataTypes.TIME),
                new ColumnSchema("s", DataTypes.TIMESTAMP),
                new ColumnSchema("v", DataTypes.vectorOf(DataTypes.FLOAT, 2))));
    List<List<ByteBuffer>> rows =
        List.of(
            List.of(
                encode(DataTypes.UUID, "123e4567-e89b-42d3-a456-426614174000"),
                encode(DataTypes.DECIMAL, "-12.50"),
                encode(DataTypes.TIME, "'12:34:56.789'"),
                encode(DataTypes.TIMESTAMP, "1700000000123"),
                encode(DataTypes.vectorOf(DataTypes.FLOAT, 2), "[1.5,-2.0]")));
    for (String uuid : List.of("UUID", "STRING", "BINARY")) {
      for (String unit : List.of("MILLIS", "MICROS", "NANOS")) {
        byte[] file =
            Files.write(
                schema,
                rows,
                "UUID_TYPE",
                uuid,
                "DECIMAL_TYPE",
                "10,2",
                "TIME_UNIT",
                unit,
                "TIMESTAMP_UNIT",
                unit,
                "VECTOR_TYPE",
                "FIXED");
        assertThat(hex(Files.read(Files.open(file), schema)))
            .as(uuid + " " + unit)
            .isEqualTo(hex(rows));
      }
    }
  }

  private static List<List<String>> hex(List<List<ByteBuffer>> rows) {
    return rows.stream()
        .map(
            row ->
                row.stream()
                    .map(com.datastax.oss.protocol.internal.util.Bytes::toHexString)
                    .toList())
        .toList();
  }

  @Test
  void aDecimalThatDoesNotFitItsTypeIsAnErrorAndNoRounding() {
    RowSchema schema = new RowSchema(List.of(new ColumnSchema("d", DataTypes.DECIMAL)));
    List<List<ByteBuffer>> rows = List.of(List.of(encode(DataTypes.DECIMAL, "1.234")));
    assertThatThrownBy(() -> Files.write(schema, rows, "DECIMAL_TYPE", "10,2"))
        .hasMessageContaining("1.234")
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo("22003");
  }

  @Test
  void aUserDefinedTypeComesBackAndFieldsAddedLaterAreNull() throws SQLException {
    DataType type =
        new UserDefinedTypeBuilder(
                CqlIdentifier.fromInternal("ks"), CqlIdentifier.fromInternal("address"))
            .withField(CqlIdentifier.fromInternal("street"), DataTypes.TEXT)
            .withField(CqlIdentifier.fromInternal("Numbers"), DataTypes.frozenListOf(DataTypes.INT))
            .build();
    RowSchema schema = new RowSchema(List.of(new ColumnSchema("u", type)));
    ByteBuffer list = encode(DataTypes.listOf(DataTypes.INT), "[1,2]");
    ByteBuffer whole =
        ByteBuffer.allocate(29).putInt(1).put((byte) 'a').putInt(20).put(list).flip();
    ByteBuffer nulls = ByteBuffer.allocate(8).putInt(-1).putInt(-1).flip();
    ByteBuffer completed = ByteBuffer.allocate(9).putInt(1).put((byte) 'a').putInt(-1).flip();
    ByteBuffer older = ByteBuffer.allocate(5).putInt(1).put((byte) 'a').flip();
    List<List<ByteBuffer>> rows = List.of(List.of(whole), List.of(nulls), List.of(older));
    assertThat(Files.read(Files.open(Files.write(schema, rows)), schema))
        .isEqualTo(List.of(List.of(whole), List.of(nulls), List.of(completed)));
  }

  @Test
  void everyBitOfFloatingPointNumbersComesBack() throws SQLException {
    RowSchema schema =
        new RowSchema(
            List.of(
                new ColumnSchema("f", DataTypes.FLOAT), new ColumnSchema("d", DataTypes.DOUBLE)));
    List<List<ByteBuffer>> rows = new ArrayList<>();
    for (long bits : new long[] {0x7ff8000000000001L, 0xfff8000000000000L, 0x8000000000000000L}) {
      rows.add(
          List.of(
              ByteBuffer.allocate(4).putInt((int) (bits >> 32) | 0x7fc00000).flip(),
              ByteBuffer.allocate(8).putLong(bits).flip()));
    }
    for (String dictionary : List.of("TRUE", "FALSE")) {
      byte[] file = Files.write(schema, rows, "DICTIONARY", dictionary);
      assertThat(Files.read(Files.open(file), schema)).isEqualTo(rows);
    }
  }

  @Test
  void decimalsWhoseScaleHasNoTextAreRefused() throws SQLException {
    RowSchema schema = new RowSchema(List.of(new ColumnSchema("d", DataTypes.DECIMAL)));
    ByteBuffer large = ByteBuffer.allocate(5).putInt(1_900_000_000).put((byte) 7).flip();
    List<List<ByteBuffer>> rows = List.of(List.of(large));
    assertThat(Files.read(Files.open(Files.write(schema, rows)), schema)).isEqualTo(rows);
    ByteBuffer extreme = ByteBuffer.allocate(5).putInt(Integer.MIN_VALUE).put((byte) 7).flip();
    assertThatThrownBy(() -> Files.write(schema, List.of(List.of(extreme))))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("scale");
  }
}
