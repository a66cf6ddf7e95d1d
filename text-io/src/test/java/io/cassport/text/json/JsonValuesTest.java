package io.cassport.text.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.ProtocolVersion;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.datastax.oss.driver.api.core.type.UserDefinedType;
import com.datastax.oss.driver.api.core.type.codec.TypeCodec;
import com.datastax.oss.driver.api.core.type.codec.registry.CodecRegistry;
import com.datastax.oss.driver.internal.core.type.UserDefinedTypeBuilder;
import com.datastax.oss.protocol.internal.util.Bytes;
import io.cassport.format.ColumnSchema;
import io.cassport.format.FormatOptions;
import io.cassport.format.RowBatch;
import io.cassport.format.RowEncoder;
import io.cassport.format.RowSchema;
import io.cassport.format.RowWriter;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What JSON values become, and how values are written. */
class JsonValuesTest {
  private static final UserDefinedType ADDRESS =
      new UserDefinedTypeBuilder(
              CqlIdentifier.fromInternal("k"), CqlIdentifier.fromInternal("addr"))
          .withField(CqlIdentifier.fromInternal("street"), DataTypes.TEXT)
          .withField(CqlIdentifier.fromInternal("Zip"), DataTypes.INT)
          .frozen()
          .build();

  private static RowSchema schema(DataType type) {
    return new RowSchema(List.of(new ColumnSchema("v", type)));
  }

  private static RowBatch read(DataType type, String json, String... options) throws SQLException {
    byte[] file = ("{\"v\":" + json + "}\n").getBytes(StandardCharsets.UTF_8);
    List<RowBatch> batches =
        JsonFiles.batches(JsonFiles.open(file, schema(type), options), schema(type));
    assertThat(batches).hasSize(1);
    return batches.get(0);
  }

  private static String hex(ByteBuffer bytes) {
    return bytes == null ? "null" : Bytes.toHexString(bytes);
  }

  /** The bytes of a CQL literal, by the driver's codecs. */
  private static ByteBuffer literal(DataType type, String literal) {
    TypeCodec<Object> codec = CodecRegistry.DEFAULT.codecFor(type);
    return codec.encode(codec.parse(literal), ProtocolVersion.DEFAULT);
  }

  private static Arguments[] all(DataType type, String... jsonAndLiterals) {
    Arguments[] all = new Arguments[jsonAndLiterals.length / 2];
    for (int i = 0; i < all.length; i++) {
      all[i] = arguments(type, jsonAndLiterals[2 * i], jsonAndLiterals[2 * i + 1]);
    }
    return all;
  }

  static Stream<Arguments> taken() {
    return Stream.of(
            all(DataTypes.INT, "12", "12", "-0", "0", "\"12\"", "12", "1.0", "1", "1e3", "1000"),
            all(DataTypes.TINYINT, "-128", "-128", "\" 7 \"", "7"),
            all(DataTypes.BIGINT, "-9223372036854775808", "-9223372036854775808"),
            all(DataTypes.COUNTER, "5", "5"),
            all(
                DataTypes.VARINT,
                "123456789012345678901234567890",
                "123456789012345678901234567890"),
            all(DataTypes.VARINT, "\"-5\"", "-5", "1.50e1", "15", "0.0", "0", "1e2", "100"),
            all(DataTypes.DECIMAL, "1.10", "1.10", "1E+3", "1E+3", "\"0.00\"", "0.00", "7", "7"),
            all(DataTypes.FLOAT, "1.5", "1.5", "16777217", "16777216", "\"0.1\"", "0.1"),
            all(DataTypes.DOUBLE, "0.1", "0.1", "-0.0", "-0.0", "1e-400", "0.0", "NaN", "NaN"),
            all(DataTypes.DOUBLE, "\"NaN\"", "NaN", "\"-Infinity\"", "-Infinity", "3", "3"),
            all(DataTypes.BOOLEAN, "true", "true", "false", "false", "\"True\"", "true"),
            all(DataTypes.TEXT, "\"a\\u00e4\\ud83d\\ude00\\n\"", "'aä😀\n'", "\"\"", "''"),
            all(DataTypes.TEXT, "12.50", "'12.50'", "true", "'true'"),
            all(DataTypes.BLOB, "\"0x00FF\"", "0x00ff", "\"0x\"", "0x"),
            all(
                DataTypes.UUID,
                "\"123E4567-e89b-42d3-a456-426614174000\"",
                "123e4567-e89b-42d3-a456-426614174000"),
            all(DataTypes.INET, "\"::1\"", "'::1'", "\"10.0.0.1\"", "'10.0.0.1'"),
            all(DataTypes.DATE, "\"2024-02-29\"", "'2024-02-29'"),
            all(DataTypes.TIME, "\"12:34:56.789000001\"", "'12:34:56.789000001'"),
            all(DataTypes.TIMESTAMP, "\"2024-02-29T12:34:56.789Z\"", "'2024-02-29T12:34:56.789Z'"),
            all(DataTypes.TIMESTAMP, "\"2024-02-29 12:34:56.789Z\"", "'2024-02-29T12:34:56.789Z'"),
            all(DataTypes.TIMESTAMP, "\"2024-02-29 13:34+0100\"", "'2024-02-29T12:34:00Z'"),
            all(DataTypes.TIMESTAMP, "\"2024-02-29\"", "'2024-02-29T00:00:00Z'"),
            all(DataTypes.TIMESTAMP, "1709210096789", "'2024-02-29T12:34:56.789Z'"),
            all(DataTypes.TIMESTAMP, "\"-1\"", "'1969-12-31T23:59:59.999Z'"),
            all(DataTypes.DURATION, "\"1mo2d3ns\"", "1mo2d3ns"),
            all(
                DataTypes.listOf(DataTypes.INT),
                "[1, \"2\"]",
                "[1,2]",
                "[]",
                "[]",
                "\"[3]\"",
                "[3]"),
            all(DataTypes.setOf(DataTypes.TEXT), "[\"b\", \"a\"]", "{'b','a'}"),
            all(DataTypes.mapOf(DataTypes.TEXT, DataTypes.INT), "{\"a\": 1}", "{'a':1}"),
            all(DataTypes.mapOf(DataTypes.INT, DataTypes.BOOLEAN), "{\"1\": true}", "{1:true}"),
            all(
                DataTypes.mapOf(DataTypes.frozenListOf(DataTypes.TEXT), DataTypes.INT),
                "{\"[\\\"a\\\"]\": 1}",
                "{['a']:1}"),
            all(DataTypes.tupleOf(DataTypes.INT, DataTypes.TEXT), "[1, null]", "(1,NULL)"),
            all(DataTypes.vectorOf(DataTypes.FLOAT, 2), "[1, 2.5]", "[1.0,2.5]"))
        .flatMap(Stream::of);
  }

  @ParameterizedTest
  @MethodSource("taken")
  void takesWhatInsertJsonTakes(DataType type, String json, String literal) throws SQLException {
    RowBatch batch = read(type, json);
    assertThat(batch.badCells()).isEmpty();
    assertThat(hex(batch.buffer(0, 0))).isEqualTo(hex(literal(type, literal)));
  }

  private static Arguments[] refusals(
      DataType type, String sqlState, String reason, String... values) {
    return Stream.of(values)
        .map(json -> arguments(type, json, sqlState, reason))
        .toArray(Arguments[]::new);
  }

  static Stream<Arguments> refused() {
    DataType map = DataTypes.mapOf(DataTypes.INT, DataTypes.INT);
    DataType tuple = DataTypes.tupleOf(DataTypes.INT, DataTypes.TEXT);
    return Stream.of(
            refusals(DataTypes.INT, "22003", "2147483648", "2147483648", "\"2147483648\""),
            refusals(DataTypes.INT, "22003", "1.5", "1.5"),
            refusals(DataTypes.INT, "22018", "is no int", "\"abc\"", "\"\"", "\"0x1\""),
            refusals(DataTypes.INT, "22018", "it is an object", "{\"a\": [1]}"),
            refusals(DataTypes.INT, "22018", "it is an array", "[1]"),
            refusals(DataTypes.INT, "22018", "it is a boolean", "true"),
            refusals(DataTypes.BIGINT, "22003", "9223372036854775808", "9223372036854775808"),
            refusals(DataTypes.VARINT, "22003", "whole", "1.5", "1e-2000000000"),
            refusals(DataTypes.VARINT, "22003", "digits", "1e2000000000"),
            refusals(DataTypes.FLOAT, "22003", "range", "1e39"),
            refusals(DataTypes.DOUBLE, "22003", "range", "1e400", "\"-1e400\""),
            refusals(DataTypes.DOUBLE, "22018", "is no double", "\"1d\"", "\"0x1p3\"", "\"\""),
            refusals(DataTypes.DECIMAL, "22018", "is no decimal", "\"one\"", "NaN"),
            refusals(DataTypes.BOOLEAN, "22018", "it is a number", "1"),
            refusals(DataTypes.TEXT, "22018", "surrogate", "\"a\\ud800b\""),
            refusals(DataTypes.TEXT, "22018", "it is an object", "{}"),
            refusals(DataTypes.ASCII, "22018", "ascii", "\"ä\""),
            refusals(DataTypes.BLOB, "22018", "0x", "\"00ff\"", "\"0x0\""),
            refusals(DataTypes.BLOB, "22018", "it is a number", "12"),
            refusals(DataTypes.UUID, "22018", "is no uuid", "\"1-2-3-4-5\""),
            refusals(
                DataTypes.TIMEUUID,
                "22018",
                "version 4",
                "\"123e4567-e89b-42d3-a456-426614174000\""),
            refusals(DataTypes.INET, "22018", "is no inet", "\"localhost\""),
            refusals(DataTypes.TIMESTAMP, "22003", "finer", "\"2024-02-29T12:34:56.7891Z\""),
            refusals(DataTypes.listOf(DataTypes.INT), "22018", "null", "[1, null]"),
            refusals(
                DataTypes.listOf(DataTypes.INT), "22018", "JSON list<int>", "\"[1\"", "\"[1] 2\""),
            refusals(map, "22018", "twice", "{\"1\": 1, \"01\": 2}"),
            refusals(map, "22018", "null", "{\"1\": null}"),
            refusals(map, "22018", "'x' is no int", "{\"x\": 1}"),
            refusals(tuple, "22018", "1 elements", "[1]"),
            refusals(tuple, "22018", "more elements", "[1, \"a\", 2]"),
            refusals(DataTypes.vectorOf(DataTypes.INT, 2), "22018", "takes 2", "[1]", "[1, 2, 3]"),
            refusals(ADDRESS, "22018", "has no field city", "{\"city\": \"x\"}"),
            refusals(ADDRESS, "22018", "twice", "{\"street\": \"x\", \"street\": null}"))
        .flatMap(Stream::of);
  }

  @ParameterizedTest
  @MethodSource("refused")
  void refusesWhatDoesNotFit(DataType type, String json, String sqlState, String reason)
      throws SQLException {
    RowBatch batch = read(type, json);
    assertThat(batch.badCells()).hasSize(1);
    RowBatch.BadCell bad = batch.badCells().get(0);
    assertThat(bad.reason()).contains(reason).contains("$.v").endsWith("(line 1)");
    assertThat(bad.sqlState()).isEqualTo(sqlState);
  }

  @Test
  void fieldsOfAUdtMayComeInAnyOrderAndBeMissing() throws SQLException {
    ByteBuffer both = read(ADDRESS, "{\"street\":\"s\",\"Zip\":5}").buffer(0, 0);
    assertThat(hex(both)).isEqualTo("0x0000000173" + "0000000400000005");
    assertThat(read(ADDRESS, "{\"\\\"Zip\\\"\":5, \"street\":\"s\"}").buffer(0, 0)).isEqualTo(both);
    assertThat(hex(read(ADDRESS, "{\"Zip\": 5}").buffer(0, 0)))
        .isEqualTo("0xffffffff" + "0000000400000005");
    assertThat(hex(read(ADDRESS, "{\"Zip\": null}").buffer(0, 0))).isEqualTo("0xffffffffffffffff");
    assertThat(hex(read(ADDRESS, "{}").buffer(0, 0))).isEqualTo("0xffffffffffffffff");
  }

  @Test
  void thePathOfABadValueIsTold() throws SQLException {
    DataType type = DataTypes.listOf(ADDRESS);
    RowBatch batch = read(type, "[{\"street\": \"s\"}, {\"street\": \"t\", \"Zip\": \"x\"}]");
    assertThat(batch.badCells())
        .singleElement()
        .satisfies(
            bad -> assertThat(bad.reason()).isEqualTo("'x' is no int at $.v[1].Zip (line 1)"));
  }

  @Test
  void nullAndMissingAreNotTheSameUnlessNullsAreStripped() throws SQLException {
    assertThat(read(DataTypes.INT, "null").length(0, 0)).isEqualTo(RowBatch.NULL);
    assertThat(read(DataTypes.INT, "null", "STRIP_NULL_VALUES", "TRUE").length(0, 0))
        .isEqualTo(RowBatch.UNSET);
    DataType list = DataTypes.listOf(DataTypes.INT);
    assertThat(read(list, "[1, null, 2]", "STRIP_NULL_VALUES", "TRUE").buffer(0, 0))
        .isEqualTo(literal(list, "[1,2]"));
    DataType map = DataTypes.mapOf(DataTypes.TEXT, DataTypes.INT);
    assertThat(read(map, "{\"a\": null, \"b\": 2}", "STRIP_NULL_VALUES", "TRUE").buffer(0, 0))
        .isEqualTo(literal(map, "{'b':2}"));
  }

  static Stream<Arguments> written() {
    return Stream.of(
            all(DataTypes.INT, "-7", "-7"),
            all(
                DataTypes.VARINT,
                "123456789012345678901234567890",
                "123456789012345678901234567890"),
            all(DataTypes.DECIMAL, "1.10", "1.10", "1E+3", "1E+3", "0E-10", "0E-10"),
            all(DataTypes.DOUBLE, "1.5", "1.5", "\"NaN\"", "NaN", "\"-Infinity\"", "-Infinity"),
            all(DataTypes.FLOAT, "-0.0", "-0.0", "1.0E10", "1E10"),
            all(DataTypes.BOOLEAN, "true", "true"),
            all(
                DataTypes.TEXT,
                "\"\\\"\\\\\\b\\t\\n\\f\\r\\u0000\\u001fä😀\u007f\"",
                "'\"\\\b\t\n\f\r\u0000\u001fä😀\u007f'"),
            all(DataTypes.BLOB, "\"0x00ff\"", "0x00ff"),
            all(DataTypes.TIMESTAMP, "\"2024-02-29T12:34:56.000Z\"", "'2024-02-29T12:34:56Z'"),
            all(DataTypes.DATE, "\"2024-02-29\"", "'2024-02-29'"),
            all(DataTypes.TIME, "\"12:34:56.700000000\"", "'12:34:56.7'"),
            all(DataTypes.INET, "\"10.0.0.1\"", "'10.0.0.1'"),
            all(DataTypes.DURATION, "\"1mo2d3ns\"", "1mo2d3ns"),
            all(DataTypes.mapOf(DataTypes.INT, DataTypes.INT), "{\"1\":2}", "{1:2}", "{}", "{}"),
            all(
                DataTypes.mapOf(DataTypes.frozenListOf(DataTypes.TEXT), DataTypes.INT),
                "{\"[\\\"a\\\"]\":1}",
                "{['a']:1}"),
            all(ADDRESS, "{\"street\":\"s\",\"Zip\":null}", "{street:'s'}"))
        .flatMap(Stream::of);
  }

  @ParameterizedTest
  @MethodSource("written")
  void writesEachTypeAsItIs(DataType type, String json, String literal) throws SQLException {
    assertThat(write(type, literal(type, literal))).isEqualTo("{\"v\":" + json + "}\n");
    assertThat(hex(read(type, json).buffer(0, 0))).isEqualTo(hex(literal(type, literal)));
  }

  private static String write(DataType type, ByteBuffer value, String... options)
      throws SQLException {
    byte[] file = JsonFiles.write(schema(type), List.of(List.of(value)), options);
    return new String(file, StandardCharsets.UTF_8);
  }

  @Test
  void nullFieldsAreLeftOutOfUdtsButNotOfTuples() throws SQLException {
    DataType tuple = DataTypes.tupleOf(DataTypes.INT, ADDRESS);
    ByteBuffer value = literal(tuple, "(NULL,{street:'s'})");
    assertThat(write(tuple, value)).contains("[null,{\"street\":\"s\",\"Zip\":null}]");
    assertThat(write(tuple, value, "STRIP_NULL_VALUES", "TRUE"))
        .contains("[null,{\"street\":\"s\"}]");
  }

  @Test
  void aValueThatJsonCannotHoldIsRefusedWithItsRow() {
    RowSchema schema =
        new RowSchema(
            List.of(new ColumnSchema("id", DataTypes.INT), new ColumnSchema("t", DataTypes.TEXT)));
    List<List<ByteBuffer>> rows =
        List.of(List.of(literal(DataTypes.INT, "7"), ByteBuffer.wrap(new byte[] {(byte) 0xff})));
    assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> JsonFiles.write(schema, rows)))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("column t")
        .hasMessageContaining("id is 7")
        .hasMessageContaining("UTF-8");
  }

  @Test
  void rowsOfOtherColumnsFollowInOneObject() throws SQLException {
    for (String style : List.of("LINES", "ARRAY")) {
      ByteArrayOutputStream sink = new ByteArrayOutputStream();
      RowSchema first = schema(DataTypes.INT);
      RowSchema other = new RowSchema(List.of(new ColumnSchema("other column", DataTypes.BOOLEAN)));
      FormatOptions options = JsonFiles.options("JSON_STYLE", style);
      try (RowWriter writer = JsonFiles.FORMAT.openWriter(sink, "x.json", first, options)) {
        write(writer.newEncoder(), first, literal(DataTypes.INT, "5"));
        write(writer.newEncoder(other), other, literal(DataTypes.BOOLEAN, "true"));
        writer.finish();
      }
      assertThat(sink.toString(StandardCharsets.UTF_8))
          .isEqualTo(
              style.equals("LINES")
                  ? "{\"v\":5}\n{\"other column\":true}\n"
                  : "[\n{\"v\":5},\n{\"other column\":true}\n]\n");
    }
  }

  private static void write(RowEncoder encoder, RowSchema schema, ByteBuffer value)
      throws SQLException {
    encoder.write(JsonFiles.batch(schema, List.of(List.of(value))), new int[] {0}, 0, 1);
    encoder.flush();
    encoder.close();
  }
}
