package io.cassport.format.values;

import com.datastax.oss.driver.api.core.ProtocolVersion;
import com.datastax.oss.driver.api.core.data.CqlDuration;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.datastax.oss.driver.api.core.type.codec.TypeCodecs;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * A CQL type as text and back: what one prints the other reads to the same bytes.
 *
 * @param printer CQL bytes to text
 * @param parser text to CQL bytes; throws IllegalArgumentException or DateTimeParseException
 */
public record TextForm(Function<ByteBuffer, String> printer, Function<String, ByteBuffer> parser) {
  private static final int LARGEST_EXPONENT = 2_000_000_000;

  /** Of a number with an exponent; without one it is as long as its text. */
  private static final int MOST_WHOLE_DIGITS = 10_000;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.nnnnnnnnn", Locale.ROOT);

  private static final Map<DataType, TextForm> FORMS =
      Map.of(
          DataTypes.UUID, new TextForm(TextForm::printUuid, TextForm::parseUuid),
          DataTypes.TIMEUUID, new TextForm(TextForm::printUuid, TextForm::parseTimeUuid),
          DataTypes.DECIMAL, new TextForm(TextForm::printDecimal, TextForm::parseDecimal),
          DataTypes.VARINT, new TextForm(TextForm::printVarint, TextForm::parseVarint),
          DataTypes.INET, new TextForm(TextForm::printInet, TextForm::parseInet),
          DataTypes.DURATION, new TextForm(TextForm::printDuration, TextForm::parseDuration),
          DataTypes.DATE, new TextForm(null, TextForm::parseDate),
          DataTypes.TIME, new TextForm(TextForm::printTime, TextForm::parseTime),
          DataTypes.TIMESTAMP, new TextForm(null, TextForm::parseTimestamp));

  /** The form of a type, or null when it has none of its own. */
  public static TextForm of(DataType type) {
    return FORMS.get(type);
  }

  /**
   * CQL bytes to text.
   *
   * @throws BadValueException when they are no value of the type
   */
  public String print(ByteBuffer bytes) {
    return printer.apply(bytes);
  }

  /** Text to bytes; what is no value of the type is a bad value that shows the text. */
  public ByteBuffer parse(String text, String type) {
    try {
      return parser.apply(text.strip());
    } catch (DateTimeParseException e) {
      throw new BadValueException(
          "'" + text + "' is no " + type + "; write it as in ISO 8601", "22007");
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw BadValueException.noLiteral("'" + text + "' is no " + type);
    }
  }

  private static String printUuid(ByteBuffer bytes) {
    BadValueException.requireLength(bytes.remaining(), 16, "uuid");
    return new UUID(bytes.getLong(0), bytes.getLong(8)).toString();
  }

  private static ByteBuffer parseUuid(String text) {
    if (text.length() != 36) {
      throw new IllegalArgumentException(text); // Java's own parser takes shorter ones
    }
    UUID uuid = UUID.fromString(text);
    return ByteBuffer.allocate(16)
        .putLong(uuid.getMostSignificantBits())
        .putLong(uuid.getLeastSignificantBits())
        .flip();
  }

  private static ByteBuffer parseTimeUuid(String text) {
    ByteBuffer uuid = parseUuid(text);
    Uuids.requireTimed(uuid.array(), uuid.arrayOffset() + uuid.position());
    return uuid;
  }

  private static String printDecimal(ByteBuffer bytes) {
    BigDecimal value =
        Decimals.decode(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
    // Java prints exponents that it cannot read again
    if (Math.abs((long) value.scale()) + value.precision() > LARGEST_EXPONENT) {
      throw BadValueException.range(
          "it is a decimal of scale " + value.scale() + ", which has no text form");
    }
    return value.toString();
  }

  private static ByteBuffer parseDecimal(String text) {
    return Decimals.encode(new BigDecimal(text));
  }

  private static String printVarint(ByteBuffer bytes) {
    return Decimals.number(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining())
        .toString();
  }

  private static ByteBuffer parseVarint(String text) {
    boolean plain = text.chars().noneMatch(c -> c == '.' || c == 'e' || c == 'E');
    BigInteger number = plain ? new BigInteger(text) : whole(new BigDecimal(text), text);
    return ByteBuffer.wrap(number.toByteArray());
  }

  /** 1.0 and 1e3 are whole; what they are not is said before an exponent fills the memory. */
  private static BigInteger whole(BigDecimal number, String text) {
    if (number.signum() == 0) {
      return BigInteger.ZERO;
    }
    long digits = (long) number.precision() - number.scale();
    if (digits <= 0 || digits <= MOST_WHOLE_DIGITS && number.stripTrailingZeros().scale() > 0) {
      throw BadValueException.range("'" + text + "' is not whole, as a varint is");
    }
    if (digits > MOST_WHOLE_DIGITS) {
      throw BadValueException.range("'" + text + "' has too many digits for a varint");
    }
    return number.toBigIntegerExact();
  }

  private static String printInet(ByteBuffer bytes) {
    byte[] address = new byte[bytes.remaining()];
    bytes.get(bytes.position(), address);
    try {
      return address.length == 16
          ? Inet6Address.getByAddress(null, address, -1).getHostAddress()
          : InetAddress.getByAddress(address).getHostAddress();
    } catch (UnknownHostException e) {
      throw BadValueException.noLiteral("an inet has 4 or 16 bytes, not " + address.length);
    }
  }

  private static ByteBuffer parseInet(String text) {
    return ByteBuffer.wrap(
        InetText.parse(text).orElseThrow(() -> new IllegalArgumentException(text)));
  }

  private static String printDuration(ByteBuffer bytes) {
    if (!bytes.hasRemaining()) {
      throw BadValueException.noLiteral("it is an empty duration, which only CQL knows");
    }
    CqlDuration duration = TypeCodecs.DURATION.decode(bytes.duplicate(), ProtocolVersion.DEFAULT);
    String text = duration.toString();
    text = text.isEmpty() ? "0ns" : text;
    // the most negative number of months has no text that is read back, nor has an odd encoding
    if (!isDuration(text, bytes)) {
      throw BadValueException.range("it is a duration that has no text form");
    }
    return text;
  }

  private static boolean isDuration(String text, ByteBuffer bytes) {
    try {
      return parseDuration(text).equals(bytes);
    } catch (IllegalArgumentException | ArithmeticException e) {
      return false;
    }
  }

  private static ByteBuffer parseDuration(String text) {
    return TypeCodecs.DURATION.encode(CqlDuration.from(text), ProtocolVersion.DEFAULT);
  }

  private static ByteBuffer parseDate(String text) {
    int days = Math.toIntExact(LocalDate.parse(text).toEpochDay());
    return ByteBuffer.allocate(4).putInt(days ^ 0x8000_0000).flip();
  }

  /** All digits always, so that text is ordered as time is. */
  private static String printTime(ByteBuffer bytes) {
    BadValueException.requireLength(bytes.remaining(), 8, "time");
    long nanos = bytes.getLong(0);
    try {
      return TIME.format(LocalTime.ofNanoOfDay(nanos));
    } catch (DateTimeException e) {
      throw BadValueException.range("time " + nanos + " ns is not within a day");
    }
  }

  private static ByteBuffer parseTime(String text) {
    return ByteBuffer.allocate(8).putLong(LocalTime.parse(text).toNanoOfDay()).flip();
  }

  private static ByteBuffer parseTimestamp(String text) {
    String iso = text.replaceFirst("^(\\S+) (\\d)", "$1T$2");
    Instant instant =
        iso.matches(".*(Z|[+-]\\d\\d(:?\\d\\d)?)") && iso.contains("T")
            ? OffsetDateTime.parse(iso).toInstant()
            : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
    if (!Instant.ofEpochMilli(instant.toEpochMilli()).equals(instant)) {
      throw BadValueException.range("'" + text + "' has finer digits than a timestamp keeps");
    }
    return ByteBuffer.allocate(8).putLong(instant.toEpochMilli()).flip();
  }
}
