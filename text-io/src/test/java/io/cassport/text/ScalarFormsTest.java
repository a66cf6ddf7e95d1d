package io.cassport.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.ProtocolVersion;
import com.datastax.oss.driver.api.core.data.CqlDuration;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.datastax.oss.driver.api.core.type.codec.TypeCodecs;
import io.cassport.format.values.BadValueException;
import io.cassport.format.values.Decimals;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScalarFormsTest {
  private static final HexFormat HEX = HexFormat.of();

  private static ScalarForm form(DataType type) {
    return ScalarForms.of(type, ScalarForms.Binary.HEX, false);
  }

  private static String print(ScalarForm form, byte[] bytes) {
    // not at the beginning of an array, as cells never are
    byte[] shifted = new byte[bytes.length + 5];
    System.arraycopy(bytes, 0, shifted, 3, bytes.length);
    ByteBuilder out = new ByteBuilder(0);
    form.print(shifted, 3, bytes.length, out);
    return out.toString();
  }

  private static byte[] parse(ScalarForm form, String text) {
    ByteBuilder out = new ByteBuilder(0);
    form.parse(text, out);
    return out.toBytes();
  }

  private static void comesBack(DataType type, byte[] bytes) {
    for (ScalarForms.Binary binary : ScalarForms.Binary.values()) {
      for (boolean iso : new boolean[] {true, false}) {
        ScalarForm form = ScalarForms.of(type, binary, iso);
        assertThat(parse(form, print(form, bytes))).as(print(form, bytes)).isEqualTo(bytes);
      }
    }
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  private static byte[] bytes(int value) {
    return ByteBuffer.allocate(4).putInt(value).array();
  }

  private static byte[] bytes(long value) {
    return ByteBuffer.allocate(8).putLong(value).array();
  }

  @Property
  void wholeNumbersComeBack(@ForAll long value, @ForAll int narrow, @ForAll short two) {
    comesBack(DataTypes.BIGINT, bytes(value));
    comesBack(DataTypes.COUNTER, bytes(value));
    comesBack(DataTypes.INT, bytes(narrow));
    comesBack(DataTypes.SMALLINT, new byte[] {(byte) (two >> 8), (byte) two});
    comesBack(DataTypes.TINYINT, new byte[] {(byte) two});
    assertThat(print(form(DataTypes.BIGINT), bytes(value))).isEqualTo(Long.toString(value));
    assertThat(print(form(DataTypes.INT), bytes(narrow))).isEqualTo(Integer.toString(narrow));
  }

  @Property
  void floatingNumbersComeBackToTheBit(@ForAll long bits, @ForAll int narrow) {
    if (!Double.isNaN(Double.longBitsToDouble(bits))) {
      comesBack(DataTypes.DOUBLE, bytes(bits));
    }
    if (!Float.isNaN(Float.intBitsToFloat(narrow))) {
      comesBack(DataTypes.FLOAT, bytes(narrow));
    }
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {0.0, -0.0, Double.NaN, Double.MAX_VALUE, Double.MIN_VALUE, 1e300, -1 / 0.0})
  void specialFloatingNumbersComeBack(double value) {
    comesBack(DataTypes.DOUBLE, bytes(Double.doubleToRawLongBits(value)));
    comesBack(DataTypes.FLOAT, bytes(Float.floatToRawIntBits((float) value)));
  }

  @Test
  void aNanWithBitsOfItsOwnIsRefusedBecauseTextLosesThem() {
    assertThatThrownBy(() -> print(form(DataTypes.FLOAT), bytes(0x7fc00001)))
        .isInstanceOf(BadValueException.class)
        .hasMessageContaining("NaN");
    assertThatThrownBy(() -> print(form(DataTypes.DOUBLE), bytes(0xfff8000000000000L)))
        .isInstanceOf(BadValueException.class);
  }

  @Property
  void momentsComeBackAndAreThoseOfJava(@ForAll long millis) {
    comesBack(DataTypes.TIMESTAMP, bytes(millis));
    ScalarForm iso = ScalarForms.of(DataTypes.TIMESTAMP, ScalarForms.Binary.HEX, true);
    assertThat(parse(iso, Instant.ofEpochMilli(millis).toString())).isEqualTo(bytes(millis));
  }

  @Property
  void momentsOfOurTimeArePrintedAsCqlshDoes(
      @ForAll @LongRange(min = -62_135_596_800_000L, max = 253_402_300_799_999L) long millis) {
    String iso = Instant.ofEpochMilli(millis).toString();
    String expected = iso.substring(0, 10) + " " + iso.substring(11, 19);
    assertThat(print(form(DataTypes.TIMESTAMP), bytes(millis)))
        .startsWith(expected)
        .endsWith("+0000")
        .hasSize(28);
    comesBack(DataTypes.TIMESTAMP, bytes(millis));
  }

  @Property
  void datesComeBackAndAreThoseOfJava(@ForAll int days) {
    comesBack(DataTypes.DATE, bytes(days ^ 0x8000_0000));
    assertThat(parse(form(DataTypes.DATE), LocalDate.ofEpochDay(days).toString()))
        .isEqualTo(bytes(days ^ 0x8000_0000));
  }

  @Property
  void timesUuidsBytesDecimalsAndVarintsComeBack(
      @ForAll @LongRange(min = 0, max = 86_399_999_999_999L) long nanos,
      @ForAll @Size(16) byte[] sixteen,
      @ForAll byte[] any,
      @ForAll BigInteger number,
      @ForAll int scale) {
    comesBack(DataTypes.TIME, bytes(nanos));
    comesBack(DataTypes.UUID, sixteen);
    comesBack(DataTypes.INET, sixteen);
    comesBack(DataTypes.BLOB, any);
    comesBack(DataTypes.custom("org.example.Type"), any);
    comesBack(DataTypes.VARINT, number.toByteArray());
    ByteBuffer decimal = Decimals.encode(new BigDecimal(number, scale % 1_000_000));
    comesBack(DataTypes.DECIMAL, bytes(decimal));
  }

  @Property
  void textAndDurationsComeBack(@ForAll String text, @ForAll int months, @ForAll int days) {
    if (text.codePoints().noneMatch(c -> c >= 0xd800 && c < 0xe000)) {
      comesBack(DataTypes.TEXT, text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    int sign = months < 0 ? -1 : 1;
    CqlDuration duration =
        CqlDuration.newInstance(
            sign * Math.max(0, Math.abs(months)),
            sign * Math.max(0, Math.abs(days)),
            sign * Math.abs((long) months * days));
    comesBack(
        DataTypes.DURATION, bytes(TypeCodecs.DURATION.encode(duration, ProtocolVersion.DEFAULT)));
  }

  @Test
  void aDurationOfNothingHasAText() {
    byte[] none =
        bytes(
            TypeCodecs.DURATION.encode(CqlDuration.newInstance(0, 0, 0), ProtocolVersion.DEFAULT));
    assertThat(print(form(DataTypes.DURATION), none)).isEqualTo("0ns");
    comesBack(DataTypes.DURATION, none);
  }

  @Test
  void mappedAddressesOfVersion4StayOfVersion6() {
    comesBack(DataTypes.INET, HEX.parseHex("00000000000000000000ffff7f000001"));
    comesBack(DataTypes.INET, HEX.parseHex("7f000001"));
  }

  @Test
  void booleansAreReadInEveryUsualForm() {
    comesBack(DataTypes.BOOLEAN, new byte[] {0});
    comesBack(DataTypes.BOOLEAN, new byte[] {1});
    for (String yes : List.of("true", "True", "TRUE", " t", "1", "yes")) {
      assertThat(parse(form(DataTypes.BOOLEAN), yes)).containsExactly(1);
    }
    assertThatThrownBy(() -> print(form(DataTypes.BOOLEAN), new byte[] {2}))
        .isInstanceOf(BadValueException.class);
  }

  @Test
  void emptyValuesThatAreNoTextAreRefused() {
    for (DataType type :
        List.of(
            DataTypes.INT,
            DataTypes.BIGINT,
            DataTypes.BOOLEAN,
            DataTypes.DOUBLE,
            DataTypes.TIMESTAMP,
            DataTypes.DATE,
            DataTypes.TIME,
            DataTypes.UUID,
            DataTypes.INET,
            DataTypes.DECIMAL,
            DataTypes.VARINT,
            DataTypes.DURATION)) {
      assertThatThrownBy(() -> print(form(type), new byte[0]))
          .as(type.toString())
          .isInstanceOf(BadValueException.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2024-02-29,1709164800000",
    "2024-02-29+0100,1709161200000",
    "2024-02-29T12:34Z,1709210040000",
    "2024-02-29 12:34:56,1709210096000",
    "2024-02-29 12:34:56.7,1709210096700",
    "2024-02-29 12:34:56.789000000+0000,1709210096789",
    "2024-02-29 12:34:56.789 +01:30,1709204696789",
    "2024-02-29T12:34:56-08,1709238896000",
    "2024-02-29 12:34:56 UTC,1709210096000",
    "1709210096789,1709210096789",
    "-1,-1",
    "+10000-01-01T00:00:00Z,253402300800000"
  })
  void everyFormOfAMomentIsRead(String text, long millis) {
    assertThat(parse(form(DataTypes.TIMESTAMP), text)).isEqualTo(bytes(millis));
  }

  @ParameterizedTest
  @CsvSource({
    "timestamp,2024-02-30,22007",
    "timestamp,2023-02-29 00:00,22007",
    "timestamp,2024-02-29 24:00,22007",
    "timestamp,2024-02-29 12:34:56.7891,22003",
    "timestamp,99999999999999999999,22003",
    "timestamp,yesterday,22007",
    "date,2024-2-1,22007",
    "date,+999999999-01-01,22003",
    "time,25:00,22007",
    "time,12:00:00.1234567890,22007",
    "int,2147483648,22003",
    "int,1.5,22003",
    "int,abc,22018",
    "int,'',22018",
    "int,-,22018",
    "tinyint,128,22003",
    "bigint,9223372036854775808,22003",
    "bigint,1E999999999,22003",
    "float,1e39,22003",
    "double,1f,22018",
    "double,0x1p3,22018",
    "double,'',22018",
    "boolean,maybe,22018",
    "uuid,123e4567,22018",
    "timeuuid,123e4567-e89b-42d3-a456-426614174000,22018",
    "blob,00ff,22018",
    "blob,0x0,22018",
    "blob,0xzz,22018",
    "inet,localhost,22018",
    "decimal,1.2.3,22018",
    "ascii,ü,22018"
  })
  void whatIsNoValueIsRefusedWithItsState(String type, String text, String state) {
    DataType cql =
        List.of(
                DataTypes.TIMESTAMP,
                DataTypes.DATE,
                DataTypes.TIME,
                DataTypes.INT,
                DataTypes.TINYINT,
                DataTypes.BIGINT,
                DataTypes.FLOAT,
                DataTypes.DOUBLE,
                DataTypes.BOOLEAN,
                DataTypes.UUID,
                DataTypes.TIMEUUID,
                DataTypes.BLOB,
                DataTypes.INET,
                DataTypes.DECIMAL,
                DataTypes.ASCII)
            .stream()
            .filter(candidate -> candidate.asCql(false, false).equals(type))
            .findFirst()
            .orElseThrow();
    assertThatThrownBy(() -> parse(form(cql), text))
        .isInstanceOfSatisfying(
            BadValueException.class, bad -> assertThat(bad.sqlState()).isEqualTo(state));
  }

  @ParameterizedTest
  @CsvSource({"12.0,12", "1E3,1000", "+7,7", "' 7 ',7", "-0,0", "0000000000000000000007,7"})
  void wholeNumbersMayBeWrittenInOtherWays(String text, int value) {
    assertThat(parse(form(DataTypes.INT), text)).isEqualTo(bytes(value));
  }
}
