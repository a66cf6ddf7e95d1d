package io.cassport.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.data.CqlDuration;
import com.datastax.oss.driver.api.core.data.CqlVector;
import com.datastax.oss.driver.api.core.data.TupleValue;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.datastax.oss.driver.api.core.type.TupleType;
import com.datastax.oss.driver.api.core.type.codec.registry.CodecRegistry;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URL;
import java.nio.ByteBuffer;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** getObject(column, Class) and setObject, class by class. */
final class JavaClassesTest {
  private static final ParameterBinder BINDER = new ParameterBinder(CodecRegistry.DEFAULT);
  private static final Instant MOMENT = Instant.parse("2024-01-31T12:30:00.123Z");
  private static final LocalDate DAY = LocalDate.of(2024, 2, 29);
  private static final LocalTime TIME = LocalTime.of(23, 59, 58, 123_000_000);
  private static final UUID ID = UUID.fromString("5132b130-ae79-11e4-ab27-0800200c9a66");

  static Stream<Arguments> pairs() throws Exception {
    Calendar calendar = new GregorianCalendar();
    calendar.setTimeInMillis(MOMENT.toEpochMilli());
    return Stream.of(
        Arguments.of(DataTypes.TIMESTAMP, MOMENT, MOMENT),
        Arguments.of(DataTypes.TIMESTAMP, MOMENT, OffsetDateTime.ofInstant(MOMENT, ZoneOffset.UTC)),
        Arguments.of(DataTypes.TIMESTAMP, MOMENT, ZonedDateTime.ofInstant(MOMENT, ZoneOffset.UTC)),
        Arguments.of(
            DataTypes.TIMESTAMP, MOMENT, LocalDateTime.ofInstant(MOMENT, ZoneId.systemDefault())),
        Arguments.of(DataTypes.TIMESTAMP, MOMENT, Timestamp.from(MOMENT)),
        Arguments.of(DataTypes.TIMESTAMP, MOMENT, java.util.Date.from(MOMENT)),
        Arguments.of(DataTypes.TIMESTAMP, MOMENT, calendar),
        Arguments.of(DataTypes.DATE, DAY, DAY),
        Arguments.of(DataTypes.DATE, DAY, Date.valueOf(DAY)),
        Arguments.of(DataTypes.DATE, DAY, DAY.atStartOfDay()),
        Arguments.of(DataTypes.TIME, TIME, TIME),
        Arguments.of(DataTypes.TIME, TIME, TIME.atOffset(ZoneOffset.UTC)),
        Arguments.of(DataTypes.UUID, ID, ID),
        Arguments.of(DataTypes.UUID, ID, ID.toString()),
        Arguments.of(DataTypes.TIMEUUID, ID, ID),
        Arguments.of(DataTypes.VARINT, BigInteger.TEN, BigInteger.TEN),
        Arguments.of(DataTypes.VARINT, BigInteger.TEN, BigDecimal.TEN),
        Arguments.of(DataTypes.DECIMAL, new BigDecimal("1.50"), new BigDecimal("1.50")),
        Arguments.of(DataTypes.INET, inet(), inet()),
        Arguments.of(DataTypes.BLOB, bytes(), bytes()),
        Arguments.of(DataTypes.BIGINT, 5L, 5L),
        Arguments.of(DataTypes.INT, 5, 5),
        Arguments.of(DataTypes.INT, 5, (short) 5),
        Arguments.of(DataTypes.INT, 5, (byte) 5),
        Arguments.of(DataTypes.SMALLINT, (short) 5, 5L),
        Arguments.of(DataTypes.TINYINT, (byte) 1, true),
        Arguments.of(DataTypes.DOUBLE, 0.5, 0.5f),
        Arguments.of(DataTypes.FLOAT, 0.5f, 0.5),
        Arguments.of(DataTypes.BOOLEAN, true, true),
        Arguments.of(DataTypes.TEXT, "x", 'x'),
        Arguments.of(DataTypes.TEXT, "MONDAY", DayOfWeek.MONDAY),
        Arguments.of(DataTypes.TEXT, "5", 5),
        Arguments.of(DataTypes.TEXT, ID.toString(), ID),
        Arguments.of(DataTypes.DURATION, CqlDuration.newInstance(0, 0, 90), Duration.ofNanos(90)),
        Arguments.of(DataTypes.DURATION, CqlDuration.newInstance(14, 3, 0), Period.of(1, 2, 3)),
        Arguments.of(DataTypes.listOf(DataTypes.INT), List.of(1, 2), List.of(1, 2)),
        Arguments.of(
            DataTypes.setOf(DataTypes.TEXT), new LinkedHashSet<>(List.of("a")), Set.of("a")),
        Arguments.of(
            DataTypes.mapOf(DataTypes.TEXT, DataTypes.DATE), Map.of("k", DAY), Map.of("k", DAY)));
  }

  private static InetAddress inet() throws Exception {
    return InetAddress.getByName("2001:db8::1");
  }

  private static ByteBuffer bytes() {
    return ByteBuffer.wrap(new byte[] {1, 2});
  }

  private static CassportResultSet cell(DataType type, Object value) throws SQLException {
    CassportResultSet rows =
        MemoryRows.resultSet(List.of(ResultColumn.of("c", type)), List.of(Arrays.asList(value)));
    rows.next();
    return rows;
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void everyClassIsReadAndSet(DataType type, Object cell, Object java) throws SQLException {
    Class<?> wanted = java.getClass();
    for (Class<?> known :
        List.of(List.class, Set.class, Map.class, InetAddress.class, ByteBuffer.class)) {
      wanted = known.isInstance(java) ? known : wanted;
    }
    assertThat((Object) cell(type, cell).getObject(1, wanted)).isEqualTo(java);
    assertThat(BINDER.convert(java, type, "p")).isEqualTo(cell);
  }

  @Test
  void arraysAreReadFromListsAndVectorsAndPrimitivesAreTheirBoxes() throws SQLException {
    CassportResultSet vector =
        cell(DataTypes.vectorOf(DataTypes.FLOAT, 2), CqlVector.newInstance(1f, 0.5f));
    assertThat(vector.getObject(1, float[].class)).containsExactly(1f, 0.5f);
    assertThat(vector.getObject(1, double[].class)).containsExactly(1, 0.5);
    assertThat(vector.getObject(1, Float[].class)).containsExactly(1f, 0.5f);
    assertThat((Object) vector.getObject(1, List.class)).isEqualTo(List.of(1f, 0.5f));
    CassportResultSet list = cell(DataTypes.listOf(DataTypes.DATE), List.of(DAY));
    assertThat(list.getObject(1, String[].class)).containsExactly("2024-02-29");
    assertThat(list.getObject(1, LocalDate[].class)).containsExactly(DAY);
    assertThat((Object[]) list.getArray(1).getArray()).isInstanceOf(Date[].class);
    assertThat(cell(DataTypes.INT, 5).getObject(1, int.class)).isEqualTo(5);
    assertThat(cell(DataTypes.TEXT, "http://a/b").getObject(1, URL.class))
        .hasToString("http://a/b");
  }

  @Test
  void collectionsAreTheJdksAllTheWayDown() throws SQLException {
    TupleType tuple = DataTypes.tupleOf(DataTypes.INT, DataTypes.DURATION);
    TupleValue value = tuple.newValue(1, CqlDuration.newInstance(1, 2, 0));
    DataType type = DataTypes.listOf(DataTypes.mapOf(DataTypes.TEXT, tuple));
    CassportResultSet rows = cell(type, List.of(Map.of("k", value)));
    List<?> plain = rows.getObject(1, List.class);
    assertThat(plain).isEqualTo(List.of(Map.of("k", List.of(1, "1mo2d"))));
    assertThat(BINDER.convert(plain, type, "p")).isEqualTo(List.of(Map.of("k", value)));
  }

  @ParameterizedTest
  @CsvSource({
    "1.5, getInt, 22003",
    "1.5, getLong, 22003",
    "300, getByte, 22003",
    "40000, getShort, 22003",
    "3000000000, getInt, 22003",
    "1E999999999, getLong, 22003",
    "1E999999999, getDouble, 22003",
    "1E-999999999, getDouble, 22003",
    "1E40, getFloat, 22003",
    "1E-60, getFloat, 22003",
    "1, getDate, 22018",
    "1, getArray, 22018",
  })
  void aGetterNeverLosesDigits(String decimal, String getter, String state) throws SQLException {
    CassportResultSet rows = cell(DataTypes.DECIMAL, new BigDecimal(decimal));
    assertThatThrownBy(
            () -> {
              switch (getter) {
                case "getInt" -> rows.getInt(1);
                case "getLong" -> rows.getLong(1);
                case "getByte" -> rows.getByte(1);
                case "getShort" -> rows.getShort(1);
                case "getDouble" -> rows.getDouble(1);
                case "getFloat" -> rows.getFloat(1);
                case "getDate" -> rows.getDate(1);
                case "getArray" -> rows.getArray(1);
                default -> throw new AssertionError(getter);
              }
            })
        .hasMessageContaining("column c (decimal)")
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(state));
  }

  static Stream<Arguments> widest() throws Exception {
    return Stream.of(
        Arguments.of(DataTypes.TINYINT, Byte.MIN_VALUE),
        Arguments.of(DataTypes.SMALLINT, Short.MIN_VALUE),
        Arguments.of(DataTypes.INT, Integer.MIN_VALUE),
        Arguments.of(DataTypes.BIGINT, Long.MIN_VALUE),
        Arguments.of(DataTypes.FLOAT, -Float.MAX_VALUE),
        Arguments.of(DataTypes.FLOAT, -Float.MIN_NORMAL),
        Arguments.of(DataTypes.DOUBLE, -Double.MAX_VALUE),
        Arguments.of(DataTypes.DOUBLE, -Double.MIN_NORMAL),
        Arguments.of(DataTypes.BOOLEAN, false),
        Arguments.of(DataTypes.TIMESTAMP, MOMENT),
        Arguments.of(DataTypes.DATE, DAY),
        Arguments.of(DataTypes.TIME, LocalTime.MAX),
        Arguments.of(DataTypes.UUID, ID),
        Arguments.of(
            DataTypes.INET, InetAddress.getByName("1111:2222:3333:4444:5555:6666:7777:8888")));
  }

  @ParameterizedTest
  @MethodSource("widest")
  void theDisplaySizeHasRoomForEveryUsualValue(DataType type, Object cell) throws SQLException {
    CassportResultSet rows = cell(type, cell);
    assertThat(rows.getString(1))
        .hasSizeLessThanOrEqualTo(rows.getMetaData().getColumnDisplaySize(1));
  }

  @Test
  void notANumberAndInfinityAreOnlyFloatAndDouble() throws SQLException {
    CassportResultSet nan = cell(DataTypes.DOUBLE, Double.NaN);
    assertThat(nan.getDouble(1)).isNaN();
    assertThat(nan.getFloat(1)).isNaN();
    assertThat(nan.getString(1)).isEqualTo("NaN");
    assertState(() -> nan.getInt(1), "22003");
    assertState(() -> nan.getBigDecimal(1), "22003");
    assertThat(BINDER.convert("-infinity", DataTypes.FLOAT, "p"))
        .isEqualTo(Float.NEGATIVE_INFINITY);
    assertThat(BINDER.convert(Double.NaN, DataTypes.FLOAT, "p")).isEqualTo(Float.NaN);
    assertState(() -> BINDER.convert(Double.NaN, DataTypes.DECIMAL, "p"), "22003");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "int | abc | 22018",
        "int | 1.5 | 22003",
        "int | '' | 22018",
        "varint | 1e999999999 | 22003",
        "float | 1e39 | 22003",
        "double | 0x1p3 | 22018",
        "double | 1d | 22018",
        "boolean | maybe | 22018",
        "uuid | 1234 | 22018",
        "uuid | zzzzzzzz-ae79-11e4-ab27-0800200c9a66 | 22018",
        "timeuuid | 00000000-0000-4000-8000-000000000000 | 22018",
        "inet | localhost | 22018",
        "inet | 1.2.3.999 | 22018",
        "blob | abc | 22018",
        "blob | 0xabc | 22018",
        "duration | long | 22018",
        "date | yesterday | 22007",
        "date | +9999999-01-01 | 22003",
        "time | 25:00:00 | 22007",
        "timestamp | soon | 22007",
        "timestamp | +999999999-01-01 | 22003",
        "ascii | ü | 22018",
      })
  void textThatIsNoLiteralOfTheTypeIsToldWithTheText(String type, String text, String state) {
    assertThatThrownBy(() -> BINDER.convert(text, scalar(type), "parameter 1 (c " + type + ")"))
        .hasMessageStartingWith("parameter 1 (c " + type + "): ")
        .hasMessageContaining(text)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(state));
  }

  private static DataType scalar(String name) {
    return Stream.of(
            DataTypes.INT,
            DataTypes.VARINT,
            DataTypes.FLOAT,
            DataTypes.DOUBLE,
            DataTypes.BOOLEAN,
            DataTypes.UUID,
            DataTypes.TIMEUUID,
            DataTypes.INET,
            DataTypes.BLOB,
            DataTypes.DURATION,
            DataTypes.DATE,
            DataTypes.TIME,
            DataTypes.TIMESTAMP,
            DataTypes.ASCII)
        .filter(type -> JdbcType.name(type).equals(name))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "[1, 2 | should be ']'",
        "{1} | should be '['",
        "[1, null] | cannot hold null",
        "[1, x] | 'x' is no number",
        "[1] more | should be the end",
      })
  void aBrokenLiteralIsToldWhere(String text, String message) {
    assertThatThrownBy(() -> BINDER.convert(text, DataTypes.listOf(DataTypes.INT), "parameter 1"))
        .hasMessageContaining(message)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("22018"));
  }

  @Test
  void literalsMayBePastedWithTheirQuotesAndDollars() throws SQLException {
    assertThat(BINDER.convert("'2024-02-29'", DataTypes.DATE, "p")).isEqualTo(DAY);
    assertThat(BINDER.convert("[$$it's$$, 'x']", DataTypes.listOf(DataTypes.TEXT), "p"))
        .isEqualTo(List.of("it's", "x"));
    assertThat(BINDER.convert("'x'", DataTypes.TEXT, "p")).isEqualTo("'x'");
  }

  @Test
  void aVectorOfAnotherLengthAndNullsInCollectionsAreRefused() {
    assertState(
        () -> BINDER.convert(new float[3], DataTypes.vectorOf(DataTypes.FLOAT, 2), "p"), "22018");
    assertState(
        () -> BINDER.convert(Arrays.asList(1, null), DataTypes.listOf(DataTypes.INT), "p"),
        "22018");
    assertState(() -> BINDER.convert(LocalDate.MAX, DataTypes.DATE, "p"), "22003");
    assertState(() -> BINDER.convert(Instant.MAX, DataTypes.TIMESTAMP, "p"), "22003");
    assertState(() -> BINDER.convert(new Object(), DataTypes.INT, "p"), "22018");
    assertState(() -> BINDER.convert(new Time(0), DataTypes.INT, "p"), "22018");
  }

  /** A call that is to fail. */
  private interface Call {
    void run() throws Exception;
  }

  private static void assertState(Call call, String state) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(state));
  }
}
