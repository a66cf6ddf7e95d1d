package io.cassport.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.data.CqlDuration;
import com.datastax.oss.driver.api.core.data.CqlVector;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.datastax.oss.driver.api.core.type.TupleType;
import com.datastax.oss.driver.api.core.type.UserDefinedType;
import com.datastax.oss.driver.api.core.type.codec.registry.CodecRegistry;
import com.datastax.oss.driver.internal.core.type.UserDefinedTypeBuilder;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Values to text, to JDBC's classes and back, without a server. */
final class ValuesTest {
  private static final UUID ID = UUID.fromString("5132b130-ae79-11e4-ab27-0800200c9a66");
  private static final ParameterBinder BINDER = new ParameterBinder(CodecRegistry.DEFAULT);

  private static final UserDefinedType UDT =
      new UserDefinedTypeBuilder(CqlIdentifier.fromInternal("ks"), CqlIdentifier.fromInternal("u"))
          .withField("street", DataTypes.TEXT)
          .withField("\"Nr\"", DataTypes.INT)
          .build();
  private static final TupleType TUPLE = DataTypes.tupleOf(DataTypes.INT, DataTypes.TEXT);

  static Stream<Arguments> values() throws Exception {
    return Stream.of(
        Arguments.of(DataTypes.TEXT, "it's", "it's"),
        Arguments.of(DataTypes.ASCII, "a", "a"),
        Arguments.of(DataTypes.TINYINT, (byte) -128, "-128"),
        Arguments.of(DataTypes.SMALLINT, (short) 32767, "32767"),
        Arguments.of(DataTypes.INT, Integer.MIN_VALUE, "-2147483648"),
        Arguments.of(DataTypes.BIGINT, Long.MAX_VALUE, "9223372036854775807"),
        Arguments.of(DataTypes.VARINT, BigInteger.ONE.shiftLeft(80), "1208925819614629174706176"),
        Arguments.of(DataTypes.DECIMAL, new BigDecimal("-1.500"), "-1.500"),
        Arguments.of(DataTypes.FLOAT, 0.1f, "0.1"),
        Arguments.of(DataTypes.DOUBLE, 1e300, "1.0E300"),
        Arguments.of(DataTypes.BOOLEAN, true, "true"),
        Arguments.of(DataTypes.BLOB, ByteBuffer.wrap(new byte[] {1, -1}), "0x01ff"),
        Arguments.of(
            DataTypes.TIMESTAMP,
            Instant.ofEpochMilli(1_700_000_000_123L),
            "2023-11-14T22:13:20.123Z"),
        Arguments.of(DataTypes.DATE, LocalDate.of(1582, 10, 4), "1582-10-04"),
        Arguments.of(DataTypes.TIME, LocalTime.of(1, 2, 3, 4_000), "01:02:03.000004"),
        Arguments.of(DataTypes.TIME, LocalTime.MIDNIGHT, "00:00:00"),
        Arguments.of(DataTypes.UUID, ID, ID.toString()),
        Arguments.of(DataTypes.TIMEUUID, ID, ID.toString()),
        Arguments.of(DataTypes.INET, InetAddress.getByName("10.0.0.1"), "10.0.0.1"),
        Arguments.of(DataTypes.DURATION, CqlDuration.newInstance(1, 2, 3), "1mo2d3ns"),
        Arguments.of(DataTypes.listOf(DataTypes.TEXT), List.of("a", "b'c"), "['a', 'b''c']"),
        Arguments.of(DataTypes.setOf(DataTypes.INT), new LinkedHashSet<>(List.of(1, 2)), "{1, 2}"),
        Arguments.of(
            DataTypes.mapOf(DataTypes.TEXT, DataTypes.listOf(DataTypes.TIMESTAMP)),
            Map.of("k", List.of(Instant.EPOCH)),
            "{'k': ['1970-01-01T00:00:00Z']}"),
        Arguments.of(
            DataTypes.vectorOf(DataTypes.FLOAT, 2), CqlVector.newInstance(1f, 0.5f), "[1.0, 0.5]"),
        Arguments.of(UDT, UDT.newValue("x", 7), "{street: 'x', \"Nr\": 7}"),
        Arguments.of(UDT, UDT.newValue("x", null), "{street: 'x', \"Nr\": NULL}"),
        Arguments.of(TUPLE, TUPLE.newValue(1, "y"), "(1, 'y')"));
  }

  @ParameterizedTest
  @MethodSource("values")
  void textOfAValueSetsTheSameValueAgain(DataType type, Object value, String text)
      throws SQLException {
    assertThat(CqlText.of(value)).isEqualTo(text);
    assertThat(BINDER.convert(text, type, "p")).isEqualTo(value);
    assertThat(BINDER.convert(value, type, "p")).isEqualTo(value);
  }

  @ParameterizedTest
  @MethodSource("values")
  void getObjectGivesTheClassThatTheMetadataNames(DataType type, Object value, String text)
      throws Exception {
    for (TypeOptions options : optionCombinations()) {
      try (CassportResultSet rows = rows(options, type, value)) {
        ResultSetMetaData metadata = rows.getMetaData();
        assertThat(rows.getObject(1))
            .as("%s with %s", type, options)
            .isInstanceOf(Class.forName(metadata.getColumnClassName(1)));
        assertThat(metadata.getPrecision(1)).isNotNegative();
        assertThat(metadata.getScale(1)).isNotNegative();
        assertThat(rows.getString("C")).isEqualTo(text);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("values")
  void whatGetObjectGivesCanBeSetAgain(DataType type, Object value, String text)
      throws SQLException {
    boolean losesDigits = type.equals(DataTypes.TIME);
    for (TypeOptions options : optionCombinations()) {
      try (CassportResultSet rows = rows(options, type, value)) {
        Object object = rows.getObject(1);
        if (!losesDigits) {
          assertThat(BINDER.convert(object, type, "p")).as("%s", options).isEqualTo(value);
        }
        assertThat(text).isNotEmpty();
      }
    }
  }

  private static List<TypeOptions> optionCombinations() {
    List<TypeOptions> all = new ArrayList<>();
    for (TypeOptions.UuidType uuid : TypeOptions.UuidType.values()) {
      for (TypeOptions.ComplexType complex : TypeOptions.ComplexType.values()) {
        for (TypeOptions.ListType list : TypeOptions.ListType.values()) {
          all.add(new TypeOptions(uuid, complex, list));
        }
      }
    }
    return all;
  }

  private static CassportResultSet rows(TypeOptions options, DataType type, Object value)
      throws SQLException {
    CassportResultSet rows =
        new CassportResultSet(
            null,
            MemoryRows.of(List.of(ResultColumn.of("c", type)), List.of(Arrays.asList(value))),
            options);
    rows.next();
    return rows;
  }

  @ParameterizedTest
  @CsvSource({
    "128, 22003",
    "-129, 22003",
    "1.5, 22003",
    "abc, 22018",
    "'', 22018",
  })
  void aTinyintRefusesWhatDoesNotFit(String text, String sqlState) {
    assertThatThrownBy(() -> BINDER.convert(text, DataTypes.TINYINT, "parameter 1"))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(sqlState))
        .hasMessageContaining("parameter 1");
  }

  @Test
  void gettersNarrowOnlyWhatFits() throws SQLException {
    try (CassportResultSet rows = rows(TypeOptions.DEFAULT, DataTypes.BIGINT, 300L)) {
      assertThat(rows.getShort(1)).isEqualTo((short) 300);
      assertThatThrownBy(() -> rows.getByte(1))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("22003"));
    }
  }

  @Test
  void aNullIsTheGettersZeroAndWasNull() throws SQLException {
    try (CassportResultSet rows = rows(TypeOptions.DEFAULT, DataTypes.INT, null)) {
      assertThat(rows.getInt(1)).isZero();
      assertThat(rows.wasNull()).isTrue();
      assertThat(rows.getObject(1)).isNull();
      assertThat(rows.getObject(1, Integer.class)).isNull();
      assertThat(rows.getBigDecimal("c")).isNull();
    }
  }

  @Test
  void gettersOutsideARowAreSqlExceptions() throws SQLException {
    ResultSet rows =
        MemoryRows.resultSet(List.of(ResultColumn.of("c", DataTypes.INT)), List.of(List.of(1)));
    assertThatThrownBy(() -> rows.getInt(1)).isInstanceOf(SQLException.class);
    assertThat(rows.next()).isTrue();
    assertThat(rows.isFirst()).isTrue();
    assertThat(rows.isLast()).isTrue();
    assertThatThrownBy(() -> rows.getInt("x")).hasMessageContaining("there are c");
    assertThatThrownBy(() -> rows.getInt(0)).isInstanceOf(SQLException.class);
    assertThat(rows.next()).isFalse();
    assertThat(rows.isAfterLast()).isTrue();
    assertThatThrownBy(() -> rows.getInt(1)).isInstanceOf(SQLException.class);
    rows.close();
    assertThatThrownBy(rows::next).isInstanceOf(SQLException.class);
  }

  @Test
  void textOfAMomentIsReadInManyForms() throws SQLException {
    Instant moment = Instant.parse("2024-01-31T12:30:00Z");
    for (String text :
        List.of(
            "2024-01-31T12:30:00Z",
            "2024-01-31 12:30:00",
            "2024-01-31 12:30",
            "2024-01-31 12:30:00.000000+0000",
            "2024-01-31T13:30:00.0+01:00",
            "1706704200000")) {
      assertThat(BINDER.convert(text, DataTypes.TIMESTAMP, "p")).as(text).isEqualTo(moment);
    }
    assertThat(BINDER.convert("2024-01-31", DataTypes.TIMESTAMP, "p"))
        .isEqualTo(Instant.parse("2024-01-31T00:00:00Z"));
    assertThat(BINDER.convert(Timestamp.from(moment), DataTypes.TIMESTAMP, "p")).isEqualTo(moment);
    assertThatThrownBy(() -> BINDER.convert("soon", DataTypes.TIMESTAMP, "p"))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("22007"));
  }

  @Test
  void aHostNameIsNoAddress() {
    assertThatThrownBy(() -> BINDER.convert("localhost", DataTypes.INET, "p"))
        .hasMessageContaining("no IP address");
  }

  @Test
  void arraysAndStructsKnowTheirParts() throws SQLException {
    try (CassportResultSet rows =
        rows(TypeOptions.DEFAULT, DataTypes.listOf(DataTypes.UUID), List.of(ID, ID))) {
      Array array = rows.getArray(1);
      assertThat(array.getBaseTypeName()).isEqualTo("uuid");
      assertThat(array.getBaseType()).isEqualTo(Types.VARCHAR);
      assertThat((Object[]) array.getArray()).containsExactly(ID.toString(), ID.toString());
      assertThat((Object[]) array.getArray(2, 1)).hasSize(1);
      try (ResultSet elements = array.getResultSet()) {
        assertThat(elements.next()).isTrue();
        assertThat(elements.getInt(1)).isEqualTo(1);
        assertThat(elements.getObject(2, UUID.class)).isEqualTo(ID);
      }
    }
    TypeOptions nativeTypes =
        new TypeOptions(
            TypeOptions.UuidType.VARCHAR,
            TypeOptions.ComplexType.NATIVE,
            TypeOptions.ListType.ARRAY);
    try (CassportResultSet rows = rows(nativeTypes, UDT, UDT.newValue("x", 7))) {
      assertThat(((Struct) rows.getObject(1)).getAttributes()).containsExactly("x", 7);
      Map<?, ?> fields = rows.getObject(1, Map.class);
      assertThat(fields.get("street")).isEqualTo("x");
      assertThat(fields.get("Nr")).isEqualTo(7);
    }
  }

  @ParameterizedTest
  @EnumSource(TypeOptions.UuidType.class)
  void aUuidCanAlwaysBeReadAsUuid(TypeOptions.UuidType uuidType) throws SQLException {
    TypeOptions options =
        new TypeOptions(uuidType, TypeOptions.ComplexType.VARCHAR, TypeOptions.ListType.ARRAY);
    try (CassportResultSet rows = rows(options, DataTypes.UUID, ID)) {
      assertThat(rows.getObject(1, UUID.class)).isEqualTo(ID);
      assertThat(rows.getString(1)).isEqualTo(ID.toString());
      assertThat(rows.getBytes(1)).hasSize(16);
    }
  }

  @Test
  void vectorsTakeFloatArraysAndArrays() throws SQLException {
    DataType type = DataTypes.vectorOf(DataTypes.FLOAT, 2);
    CqlVector<Float> vector = CqlVector.newInstance(1f, 2f);
    assertThat(BINDER.convert(new float[] {1, 2}, type, "p")).isEqualTo(vector);
    assertThat(BINDER.convert(List.of(1, 2), type, "p")).isEqualTo(vector);
    assertThat(BINDER.convert(new CassportArray("float", new Object[] {"1", 2.0}), type, "p"))
        .isEqualTo(vector);
  }
}
