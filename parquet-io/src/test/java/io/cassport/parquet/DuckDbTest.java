package io.cassport.parquet;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** DuckDB, a strict reader and writer that is not ours, sees the same values as we do. */
class DuckDbTest {
  private static final String UUID = "123e4567-e89b-42d3-a456-426614174000";

  private static final DataType ADDRESS =
      new UserDefinedTypeBuilder(
              CqlIdentifier.fromInternal("ks"), CqlIdentifier.fromInternal("address"))
          .withField(CqlIdentifier.fromInternal("street"), DataTypes.TEXT)
          .withField(CqlIdentifier.fromInternal("number"), DataTypes.INT)
          .build();

  @TempDir Path directory;

  static Stream<Arguments> ours() {
    return Stream.of(
        ours(DataTypes.ASCII, "'x'", "x"),
        ours(DataTypes.TEXT, "'Grüße'", "Grüße"),
        ours(DataTypes.BLOB, "0x00ff41", "\\x00\\xFFA"),
        ours(DataTypes.BOOLEAN, "true", "true"),
        ours(DataTypes.TINYINT, "-128", "-128"),
        ours(DataTypes.SMALLINT, "-32768", "-32768"),
        ours(DataTypes.INT, "-2147483648", "-2147483648"),
        ours(DataTypes.BIGINT, "-9223372036854775808", "-9223372036854775808"),
        ours(DataTypes.COUNTER, "9223372036854775807", "9223372036854775807"),
        ours(DataTypes.FLOAT, "1.5", "1.5"),
        ours(DataTypes.DOUBLE, "-1.0E300", "-1e+300"),
        ours(DataTypes.DECIMAL, "12.3400", "12.3400"),
        ours(DataTypes.VARINT, "123456789012345678901234567890", "123456789012345678901234567890"),
        ours(DataTypes.DATE, "'1969-12-31'", "1969-12-31"),
        ours(DataTypes.TIME, "'23:59:59.123456'", "23:59:59.123456"),
        ours(DataTypes.UUID, UUID, UUID),
        ours(DataTypes.INET, "'127.0.0.1'", "127.0.0.1"),
        ours(DataTypes.DURATION, "1mo2d3ns", "{'months': 1, 'days': 2, 'nanos': 3}"),
        ours(DataTypes.listOf(DataTypes.INT), "[1,2,3]", "[1, 2, 3]"),
        ours(DataTypes.listOf(DataTypes.listOf(DataTypes.INT)), "[[],[1]]", "[[], [1]]"),
        ours(DataTypes.setOf(DataTypes.TEXT), "{'a','b'}", "[a, b]"),
        ours(DataTypes.mapOf(DataTypes.TEXT, DataTypes.BIGINT), "{'a':1,'b':2}", "{a=1, b=2}"),
        ours(DataTypes.tupleOf(DataTypes.INT, DataTypes.TEXT), "(1,'a')", "{'_0': 1, '_1': a}"),
        ours(ADDRESS, "{street:'Main',number:7}", "{'street': Main, 'number': 7}"),
        ours(DataTypes.vectorOf(DataTypes.FLOAT, 2), "[1.0,2.5]", "[1.0, 2.5]"));
  }

  private static Arguments ours(DataType type, String literal, String seen) {
    return Arguments.of(type, literal, seen);
  }

  @ParameterizedTest
  @MethodSource("ours")
  void duckDbReadsWhatWeWrite(DataType type, String literal, String seen) throws Exception {
    RowSchema schema = new RowSchema(List.of(new ColumnSchema("c", type)));
    TypeCodec<Object> codec = CodecRegistry.DEFAULT.codecFor(type);
    ByteBuffer value = codec.encode(codec.parse(literal), ProtocolVersion.DEFAULT);
    byte[] file = Files.write(schema, List.of(List.of(value), Collections.singletonList(null)));
    assertThat(query("SELECT c::VARCHAR FROM '" + save(file) + "'")).containsExactly(seen, null);
  }

  @Test
  void duckDbReadsTimestampsAsInstants() throws Exception {
    RowSchema schema = new RowSchema(List.of(new ColumnSchema("c", DataTypes.TIMESTAMP)));
    List<List<ByteBuffer>> rows =
        List.of(List.of(RoundTripTest.encode(DataTypes.TIMESTAMP, "1700000000123")));
    for (String unit : List.of("MILLIS", "MICROS", "NANOS")) {
      Path file = save(Files.write(schema, rows, "TIMESTAMP_UNIT", unit));
      assertThat(query("SELECT epoch_ms(c)::VARCHAR FROM '" + file + "'"))
          .containsExactly("1700000000123");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"SNAPPY", "GZIP", "ZSTD", "LZ4", "BROTLI", "NONE"})
  void duckDbReadsEveryCompressionInBothPageVersions(String compression) throws Exception {
    RowSchema schema =
        new RowSchema(
            List.of(
                new ColumnSchema("i", DataTypes.INT),
                new ColumnSchema("t", DataTypes.TEXT),
                new ColumnSchema("l", DataTypes.listOf(DataTypes.INT))));
    List<List<ByteBuffer>> rows = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      rows.add(
          List.of(
              ByteBuffer.allocate(4).putInt(i).flip(),
              RoundTripTest.encode(DataTypes.TEXT, "'value " + i % 7 + "'"),
              RoundTripTest.encode(DataTypes.listOf(DataTypes.INT), "[" + i + ",1]")));
    }
    for (String version : List.of("V1", "V2")) {
      byte[] file =
          Files.write(
              schema,
              rows,
              "COMPRESSION",
              compression,
              "PARQUET_VERSION",
              version,
              "CHUNKSIZE",
              "2K",
              "PAGE_SIZE",
              "2KB",
              "BLOOM_FILTER",
              "TRUE");
      assertThat(
              query(
                  "SELECT count(*) || ' ' || sum(i) || ' ' || sum(l[1]) || ' ' ||"
                      + " count(DISTINCT t) FROM '"
                      + save(file)
                      + "' WHERE i >= 0"))
          .containsExactly("5000 12497500 12497500 7");
      assertThat(Files.read(Files.open(file), schema)).isEqualTo(rows);
    }
  }

  static Stream<Arguments> theirs() {
    return Stream.of(
        theirs("true", DataTypes.BOOLEAN, "true"),
        theirs("(-128)::TINYINT", DataTypes.TINYINT, "-128"),
        theirs("(-32768)::SMALLINT", DataTypes.SMALLINT, "-32768"),
        theirs("(-2147483648)::INTEGER", DataTypes.INT, "-2147483648"),
        theirs("(-9223372036854775808)::BIGINT", DataTypes.BIGINT, "-9223372036854775808"),
        theirs("255::UTINYINT", DataTypes.SMALLINT, "255"),
        theirs("65535::USMALLINT", DataTypes.INT, "65535"),
        theirs("4294967295::UINTEGER", DataTypes.BIGINT, "4294967295"),
        theirs("18446744073709551615::UBIGINT", DataTypes.VARINT, "18446744073709551615"),
        theirs("1.5::FLOAT", DataTypes.FLOAT, "1.5"),
        theirs("(-1e300)::DOUBLE", DataTypes.DOUBLE, "-1.0E300"),
        theirs("(-1.23)::DECIMAL(4,2)", DataTypes.DECIMAL, "-1.23"),
        theirs("12345678.90::DECIMAL(12,2)", DataTypes.DECIMAL, "12345678.90"),
        theirs("(-99999999999999999999.5)::DECIMAL(38,3)", DataTypes.DECIMAL, null),
        theirs("'text'", DataTypes.TEXT, "'text'"),
        theirs("'\\x00\\xFF'::BLOB", DataTypes.BLOB, "0x00ff"),
        theirs("DATE '1582-10-15'", DataTypes.DATE, "'1582-10-15'"),
        theirs("TIME '23:59:59.999999'", DataTypes.TIME, "'23:59:59.999999'"),
        theirs("TIMESTAMP '2023-11-14 22:13:20.123'", DataTypes.TIMESTAMP, "1700000000123"),
        theirs("TIMESTAMPTZ '2023-11-14 22:13:20.123+00'", DataTypes.TIMESTAMP, "1700000000123"),
        theirs("'2023-11-14 22:13:20.123'::TIMESTAMP_MS", DataTypes.TIMESTAMP, "1700000000123"),
        theirs("'2023-11-14 22:13:20'::TIMESTAMP_S", DataTypes.TIMESTAMP, "1700000000000"),
        theirs("'2023-11-14 22:13:20.123'::TIMESTAMP_NS", DataTypes.TIMESTAMP, "1700000000123"),
        theirs("'" + UUID + "'::UUID", DataTypes.UUID, UUID),
        theirs("INTERVAL '14 months 3 days 4 seconds'", DataTypes.DURATION, "14mo3d4s"),
        theirs("'b'::ENUM('a','b')", DataTypes.TEXT, "'b'"),
        theirs("[1,2,3]", DataTypes.frozenListOf(DataTypes.INT), "[1,2,3]"),
        theirs(
            "[[1],[],[2,3]]",
            DataTypes.frozenListOf(DataTypes.frozenListOf(DataTypes.INT)),
            "[[1],[],[2,3]]"),
        theirs(
            "MAP {'a': 1, 'b': 2}",
            DataTypes.frozenMapOf(DataTypes.TEXT, DataTypes.INT),
            "{'a':1,'b':2}"));
  }

  private static Arguments theirs(String expression, DataType inferred, String literal) {
    return Arguments.of(expression, inferred, literal);
  }

  @ParameterizedTest
  @MethodSource("theirs")
  void weReadWhatDuckDbWrites(String expression, DataType inferred, String literal)
      throws Exception {
    Path file = directory.resolve("theirs.parquet");
    run("COPY (SELECT " + expression + " AS c UNION ALL SELECT NULL) TO '" + file + "'");
    ObjectReader reader = Files.open(file);
    assertThat(reader.columns().get(0).cqlType()).hasValue(inferred);
    assertThat(reader.whyNotConvertible(0, inferred)).isEmpty();
    RowSchema schema = new RowSchema(List.of(new ColumnSchema("c", inferred)));
    List<List<ByteBuffer>> rows = Files.read(reader, schema);
    assertThat(rows).hasSize(2);
    assertThat(rows.get(1).get(0)).isNull();
    if (literal != null) {
      assertThat(rows.get(0).get(0)).isEqualTo(RoundTripTest.encode(inferred, literal));
    }
  }

  @Test
  void aGroupOfDuckDbBecomesAUserDefinedTypeByName() throws Exception {
    Path file = directory.resolve("theirs.parquet");
    run("COPY (SELECT {'number': 7, 'street': 'Main'} AS c) TO '" + file + "'");
    ObjectReader reader = Files.open(file);
    assertThat(reader.columns().get(0).cqlType()).isEmpty();
    RowSchema schema = new RowSchema(List.of(new ColumnSchema("c", ADDRESS)));
    assertThat(Files.read(reader, schema))
        .isEqualTo(List.of(List.of(RoundTripTest.encode(ADDRESS, "{street:'Main',number:7}"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"uncompressed", "snappy", "gzip", "zstd", "lz4_raw", "brotli"})
  void weReadEveryCompressionOfDuckDbInBothVersions(String codec) throws Exception {
    RowSchema schema =
        new RowSchema(
            List.of(
                new ColumnSchema("i", DataTypes.INT),
                new ColumnSchema("t", DataTypes.TEXT),
                new ColumnSchema("l", DataTypes.listOf(DataTypes.BIGINT))));
    for (String version : List.of("V1", "V2")) {
      Path file = directory.resolve(codec + version + ".parquet");
      run(
          "COPY (SELECT range::INT AS i, 'text ' || range % 50 AS t, [range, -range] AS l"
              + " FROM range(20000)) TO '"
              + file
              + "' (FORMAT parquet, CODEC '"
              + codec
              + "', PARQUET_VERSION "
              + version
              + ", ROW_GROUP_SIZE 8192)");
      List<List<ByteBuffer>> rows = Files.read(Files.open(file), schema);
      assertThat(rows).hasSize(20_000);
      assertThat(rows.get(12_345))
          .isEqualTo(
              List.of(
                  ByteBuffer.allocate(4).putInt(12_345).flip(),
                  RoundTripTest.encode(DataTypes.TEXT, "'text 45'"),
                  RoundTripTest.encode(DataTypes.listOf(DataTypes.BIGINT), "[12345,-12345]")));
    }
  }

  private Path save(byte[] file) throws IOException {
    return java.nio.file.Files.write(directory.resolve("ours.parquet"), file);
  }

  private static void run(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static List<String> query(String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        values.add(result.getString(1));
      }
    }
    return values;
  }
}
