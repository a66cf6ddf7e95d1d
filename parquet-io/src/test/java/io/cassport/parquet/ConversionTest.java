package io.cassport.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.datastax.oss.driver.internal.core.metadata.schema.parsing.DataTypeCqlNameParser;
import io.cassport.format.ColumnSchema;
import io.cassport.format.ObjectReader;
import io.cassport.format.RowBatch;
import io.cassport.format.RowReader;
import io.cassport.format.RowSchema;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every conversion is exact, or the value is marked bad with a reason, or the types are refused.
 */
class ConversionTest {
  /** One value of one column, as a type: its literal, or the SQLSTATE and reason when it is bad. */
  private static Object convert(String parquetType, Object value, DataType target)
      throws Exception {
    byte[] file =
        RawFiles.write(
            RawFiles.message("required " + parquetType),
            1,
            (column, writer) -> put(writer, value, 0, 0));
    return first(Files.open(file), target);
  }

  private static void put(ColumnWriter writer, Object value, int repetition, int definition) {
    if (value instanceof Integer i) {
      writer.write(i, repetition, definition);
    } else if (value instanceof Long l) {
      writer.write(l, repetition, definition);
    } else if (value instanceof Float f) {
      writer.write(f, repetition, definition);
    } else if (value instanceof Double d) {
      writer.write(d, repetition, definition);
    } else if (value instanceof Boolean b) {
      writer.write(b, repetition, definition);
    } else {
      writer.write(Binary.fromConstantByteArray((byte[]) value), repetition, definition);
    }
  }

  private static Object first(ObjectReader reader, DataType target) throws SQLException {
    assertThat(reader.whyNotConvertible(0, target)).isEmpty();
    RowSchema schema = new RowSchema(List.of(new ColumnSchema("c", target)));
    try (RowReader rows = reader.read(0, new int[] {0}, schema, 0)) {
      RowBatch batch = new RowBatch(schema, 1);
      assertThat(rows.read(batch, 10)).isEqualTo(1);
      if (!batch.badCells().isEmpty()) {
        RowBatch.BadCell bad = batch.badCells().get(0);
        assertThat(batch.isNull(0, 0)).isTrue();
        return bad.sqlState() + " " + bad.reason();
      }
      return batch.buffer(0, 0);
    }
  }

  static DataType type(String cql) {
    return new DataTypeCqlNameParser().parse(CqlIdentifier.fromInternal("ks"), cql, null, null);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "int32 c                | int    | 7                    | bigint   | 7",
        "int64 c                | long   | 7                    | tinyint  | 7",
        "int64 c                | long   | 128                  | tinyint  | bad 22003",
        "int64 c                | long   | -32769               | smallint | bad 22003",
        "int64 c                | long   | 2147483648           | int      | bad 22003",
        "int64 c                | long   | -9223372036854775808 | counter  | -9223372036854775808",
        "int32 c (INTEGER(8,false))  | int | 255                | tinyint  | bad 22003",
        "int32 c (INTEGER(32,false)) | int | -1                 | bigint   | 4294967295",
        "int32 c (INTEGER(32,false)) | int | -1                 | int      | bad 22003",
        "int64 c (INTEGER(64,false)) | long | -1                | bigint   | bad 22003",
        "int64 c (INTEGER(64,false)) | long | -1                | varint   | 18446744073709551615",
        "int64 c (INTEGER(64,false)) | long | -1                | decimal  | 18446744073709551615",
        "int32 c                | int    | 16777216             | float    | 16777216.0",
        "int32 c                | int    | 16777217             | float    | bad 22003",
        "int64 c                | long   | 9007199254740993     | double   | bad 22003",
        "int64 c                | long   | -9223372036854775808 | double   | bad 22003",
        "float c                | float  | 1.5                  | double   | 1.5",
        "double c               | double | 1.5                  | float    | 1.5",
        "double c               | double | 0.1                  | float    | bad 22003",
        "double c               | double | NaN                  | float    | NaN",
        "double c               | double | 1e300                | float    | bad 22003",
        "int32 c (DECIMAL(9,2)) | int    | 123                  | decimal  | 1.23",
        "int64 c (DECIMAL(18,2))| long   | 12300                | int      | 123",
        "int64 c (DECIMAL(18,2))| long   | 12345                | int      | bad 22003",
        "int64 c (DECIMAL(18,2))| long   | 12345                | varint   | bad 22003",
        "int64 c (DECIMAL(18,2))| long   | 12345                | text     | '123.45'",
        "int32 c                | int    | -5                   | text     | '-5'",
        "int32 c (DATE)         | int    | -1                   | date     | '1969-12-31'",
        "int32 c (TIME(MILLIS,true))  | int  | 1               | time     | '00:00:00.001'",
        "int64 c (TIME(MICROS,true))  | long | 86400000000     | time     | bad 22003",
        "int64 c (TIME(NANOS,false))  | long | -1              | time     | bad 22003",
        "int64 c (TIMESTAMP(MILLIS,false)) | long | 5          | timestamp | 5",
        "int64 c (TIMESTAMP(MICROS,false)) | long | 5000       | timestamp | 5",
        "int64 c (TIMESTAMP(MICROS,true))  | long | 5001       | timestamp | bad 22003",
        "int64 c (TIMESTAMP(NANOS,true))   | long | -1000000   | timestamp | -1",
        "int64 c (TIMESTAMP(NANOS,true))   | long | 1000       | timestamp | bad 22003",
        "binary c (STRING)      | text   | 1.50                 | decimal  | 1.50",
        "binary c (STRING)      | text   | one                  | decimal  | bad 22018",
        "binary c (STRING)      | text   | 12                   | varint   | 12",
        "binary c (STRING)      | text   | ::1                  | inet     | '::1'",
        "binary c (STRING)      | text   | localhost            | inet     | bad 22018",
        "binary c (STRING)      | text   | 1.2                  | inet     | bad 22018",
        "binary c (STRING)      | text   | 2024-02-29           | date     | '2024-02-29'",
        "binary c (STRING)      | text   | 2023-02-29           | date     | bad 22007",
        "binary c (STRING)      | text   | 12:00:01             | time     | '12:00:01'",
        "binary c (STRING)      | text   | 1970-01-01T00:00:01Z | timestamp | 1000",
        "binary c (STRING)      | text   | 1970-01-01 02:00:01+02:00 | timestamp | 1000",
        "binary c (STRING)      | text   | 1970-01-01T00:00:00.0001Z | timestamp | bad 22003",
        "binary c (STRING)      | text   | yesterday            | timestamp | bad 22007",
        "binary c (STRING)      | text   | 123e4567-e89b-42d3-a456-426614174000 | uuid | 123e4567-e89b-42d3-a456-426614174000",
        "binary c (STRING)      | text   | 123e4567-e89b-42d3-a456-426614174000 | timeuuid | bad 22018",
        "binary c (STRING)      | text   | 1-2-3-4-5            | uuid     | bad 22018",
        "binary c (STRING)      | text   | Grüße                | ascii    | bad 22018",
        "binary c (ENUM)        | text   | RED                  | text     | 'RED'",
        "binary c (JSON)        | text   | {}                   | text     | '{}'",
        "binary c               | text   | old                  | text     | 'old'",
        "binary c (BSON)        | text   | A                    | blob     | 0x41",
        "fixed_len_byte_array(2) c (DECIMAL(4,2)) | hex | ff85 | decimal  | -1.23",
        "fixed_len_byte_array(2) c (FLOAT16) | hex | 003e      | float    | 1.5",
        "fixed_len_byte_array(2) c (FLOAT16) | hex | 0100      | double   | 5.9604644775390625E-8",
        "fixed_len_byte_array(2) c (FLOAT16) | hex | 00fc      | double   | -Infinity",
        "fixed_len_byte_array(12) c (INTERVAL) | hex | 010000000200000003000000 | duration | 1mo2d3ms",
        "fixed_len_byte_array(12) c (INTERVAL) | hex | ffffffff0200000003000000 | duration | bad 22003",
        "fixed_len_byte_array(12) c (INTERVAL) | hex | ffffff7fffffff7fffffffff | duration | 2147483647mo2147483647d4294967295ms",
        "fixed_len_byte_array(2) c (FLOAT16) | hex | 007e      | float    | NaN",
        "fixed_len_byte_array(2) c (FLOAT16) | hex | ff83      | double   | -6.097555160522461E-5",
        "fixed_len_byte_array(4) c | hex | 7f000001            | inet     | '127.0.0.1'",
        "binary c               | hex    | 7f0000               | inet     | bad 22018",
        "int32 c (INTEGER(32,false)) | int | -1                 | inet     | '255.255.255.255'",
        "int32 c (UNKNOWN)      | int    | 7                    | int      | bad 22018",
        "binary c (DECIMAL(9,2)) | hex   | ffffffffffff85       | decimal  | -1.23",
        "binary c (DECIMAL(2000000000,1999999999)) | hex | 7b  | varint   | bad 22003",
        "binary c (DECIMAL(2000000000,1999999999)) | hex | 7b  | bigint   | bad 22003",
        "binary c (DECIMAL(2000000000,1999999999)) | hex | 7b  | text     | '1.23E-1999999997'",
        "binary c (DECIMAL(2000000000,1999999999)) | hex | 00  | varint   | 0",
        "int96 c                | hex    | 40420f00000000008b3d2500 | timestamp | -86399999",
        "int96 c                | hex    | 41420f00000000008b3d2500 | timestamp | bad 22003",
        "binary c (STRING)      | hex    | ff                   | text     | bad 22018",
        "binary c               | hex    | c3                   | text     | bad 22018",
      })
  void valuesConvertExactlyOrAreMarkedBad(
      String parquetType, String kind, String written, String cqlType, String expected)
      throws Exception {
    Object value =
        switch (kind) {
          case "int" -> Integer.valueOf(written);
          case "long" -> Long.valueOf(written);
          case "float" -> Float.valueOf(written);
          case "double" -> Double.valueOf(written);
          case "hex" -> java.util.HexFormat.of().parseHex(written);
          default -> written.getBytes(StandardCharsets.UTF_8);
        };
    DataType target = type(cqlType);
    Object converted = convert(parquetType, value, target);
    if (expected.startsWith("bad ")) {
      assertThat(converted).asString().startsWith(expected.substring(4));
    } else {
      assertThat(converted).isEqualTo(RoundTripTest.encode(target, expected));
    }
  }

  @Test
  void int96IsATimestamp() throws Exception {
    byte[] value =
        ByteBuffer.allocate(12)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(5_000_000)
            .putInt(2_440_589)
            .array();
    assertThat(convert("int96 c", value, DataTypes.TIMESTAMP))
        .isEqualTo(ByteBuffer.allocate(8).putLong(86_400_005).flip());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "int32 c                      | boolean",
        "int32 c                      | timestamp",
        "boolean c                    | int",
        "boolean c                    | text",
        "double c                     | decimal",
        "double c                     | bigint",
        "binary c (STRING)            | int",
        "binary c (STRING)            | list<int>",
        "binary c                     | uuid",
        "int64 c (TIMESTAMP(MILLIS,true)) | date",
        "int32 c (DATE)               | timestamp",
        "int32 c (DATE)               | int",
        "fixed_len_byte_array(15) c   | uuid",
        "fixed_len_byte_array(15) c   | inet",
        "int32 c (INTEGER(32,true))   | inet",
        "binary c (BSON)              | text",
        "int64 c (TIMESTAMP(MILLIS,true)) | bigint",
        "float c                      | decimal",
        "fixed_len_byte_array(8) c    | vector<float, 3>",
        "group c { required int32 a; } | int",
        "group c { required int32 a; } | tuple<int, int>",
        "group c (LIST) { repeated group list { required int32 element; } } | map<int, int>",
        "group c (LIST) { repeated group list { required int32 element; } } | list<boolean>",
      })
  void typesThatCannotConvertSaySo(String parquetType, String cqlType) throws Exception {
    byte[] file = RawFiles.write(RawFiles.message("optional " + parquetType), 0, (c, w) -> {});
    assertThat(Files.open(file).whyNotConvertible(0, type(cqlType))).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "optional group c (LIST) { repeated int32 element; }                                  | 1 | 1",
        "optional group c (LIST) { repeated group array { required int32 x; } }               | 1 | 1",
        "optional group c (LIST) { repeated group c_tuple { required int32 x; } }             | 1 | 1",
        "optional group c (LIST) { repeated group bag { optional int32 array_element; } }     | 1 | 3",
        "required group c (LIST) { repeated group list { required int32 element; } }          | 1 | 1",
        "repeated int32 c                                                                    | 1 | 1",
      })
  void listsOfAllShapesAreRead(String field, int repeats, int definition) throws Exception {
    boolean optional = field.startsWith("optional");
    int full = optional ? Math.max(2, definition) : definition;
    byte[] file =
        RawFiles.write(
            RawFiles.message(field),
            1,
            (column, writer) -> {
              writer.write(7, 0, full);
              writer.write(8, repeats, full);
            });
    boolean ofGroups = field.contains("int32 x");
    DataType element = ofGroups ? DataTypes.tupleOf(DataTypes.INT) : DataTypes.INT;
    Object list = first(Files.open(file), DataTypes.listOf(element));
    ByteBuffer expected = ByteBuffer.allocate(ofGroups ? 28 : 20).putInt(2);
    for (int value : new int[] {7, 8}) {
      expected = ofGroups ? expected.putInt(8) : expected;
      expected.putInt(4).putInt(value);
    }
    assertThat(list).isEqualTo(expected.flip());
  }

  @Test
  void anOldMapIsRead() throws Exception {
    byte[] file =
        RawFiles.write(
            "message m { optional group c (MAP_KEY_VALUE) {"
                + " repeated group map { required int32 num; optional int32 str; } } }",
            1,
            (column, writer) -> writer.write(column + 1, 0, column == 0 ? 2 : 3));
    assertThat(first(Files.open(file), DataTypes.mapOf(DataTypes.INT, DataTypes.INT)))
        .isEqualTo(
            ByteBuffer.allocate(20).putInt(1).putInt(4).putInt(1).putInt(4).putInt(2).flip());
  }

  @Test
  void aListBecomesAVectorOnlyWithAsManyElements() throws Exception {
    byte[] file =
        RawFiles.write(
            "message m { optional group c (LIST) { repeated group list"
                + " { optional float element; } } }",
            1,
            (column, writer) -> {
              writer.write(1f, 0, 3);
              writer.write(2f, 1, 3);
            });
    assertThat(first(Files.open(file), DataTypes.vectorOf(DataTypes.FLOAT, 2)))
        .isEqualTo(ByteBuffer.allocate(8).putFloat(1).putFloat(2).flip());
    assertThat(first(Files.open(file), DataTypes.vectorOf(DataTypes.FLOAT, 3)))
        .asString()
        .startsWith("22018 it has 2 elements");
  }

  @Test
  void aBadValueInsideACollectionMakesTheCellBadAndTheNextRowsGood() throws Exception {
    byte[] file =
        RawFiles.write(
            "message m { optional group c (LIST) { repeated group list"
                + " { optional int64 element; } } }",
            2,
            (column, writer) -> {
              writer.write(1L << 40, 0, 3);
              writer.write(2L, 1, 3);
              writer.write(3L, 0, 3);
            });
    RowSchema schema =
        new RowSchema(List.of(new ColumnSchema("c", DataTypes.listOf(DataTypes.INT))));
    try (RowReader rows = Files.open(file).read(0, new int[] {0}, schema, 0)) {
      RowBatch batch = new RowBatch(schema, 1);
      assertThat(rows.read(batch, 10)).isEqualTo(2);
      assertThat(batch.badCells())
          .singleElement()
          .satisfies(bad -> assertThat(bad.reason()).contains("1099511627776"));
      assertThat(batch.buffer(0, 1))
          .isEqualTo(RoundTripTest.encode(DataTypes.listOf(DataTypes.INT), "[3]"));
    }
  }
}
