package io.cassport.text.json;

import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * Which values a column has, as far as it decides the type that CREATE_TABLE gives it: one that
 * takes each of them and loses nothing.
 *
 * @param kind what they all are
 * @param parts for lists and maps: what they hold
 * @param nullInside whether a list or a map has held a null, which CQL's cannot
 */
record ValueShape(Kind kind, ValueShape parts, boolean nullInside) {
  /** From the narrowest to the widest. */
  enum Kind {
    NOTHING,
    BOOLEAN,
    /** A whole number of 64 bits that a double holds, too. */
    SMALL_INTEGER,
    LONG_INTEGER,
    BIG_INTEGER,
    /** With a point or exponent, and all its digits in a double. */
    DOUBLE,
    DECIMAL,
    TEXT,
    LIST,
    MAP,
    /** What no one type can hold. */
    MIXED
  }

  /** No value, or only nulls. */
  static final ValueShape NOTHING = scalar(Kind.NOTHING);

  private static final ValueShape MIXED = scalar(Kind.MIXED);
  private static final BigDecimal LARGEST_LONG = BigDecimal.valueOf(Long.MAX_VALUE);
  private static final BigDecimal LEAST_LONG = BigDecimal.valueOf(Long.MIN_VALUE);
  private static final BigDecimal EXACT_IN_DOUBLE = BigDecimal.valueOf(1L << 53);
  private static final int MOST_DIGITS_OF_DOUBLE = 17;

  private static ValueShape scalar(Kind kind) {
    return new ValueShape(kind, null, false);
  }

  /** The shape of the value that a parser is at; it is left at the value's last token. */
  static ValueShape of(JsonParser in) throws IOException {
    return switch (in.currentToken()) {
      case VALUE_TRUE, VALUE_FALSE -> scalar(Kind.BOOLEAN);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> scalar(number(in.getText()));
      case VALUE_STRING -> scalar(Kind.TEXT);
      case START_ARRAY -> parts(in, Kind.LIST, JsonToken.END_ARRAY);
      case START_OBJECT -> parts(in, Kind.MAP, JsonToken.END_OBJECT);
      default -> NOTHING;
    };
  }

  private static ValueShape parts(JsonParser in, Kind kind, JsonToken end) throws IOException {
    ValueShape parts = NOTHING;
    boolean nullInside = false;
    for (JsonToken token = in.nextToken(); token != end; token = in.nextToken()) {
      if (token == JsonToken.FIELD_NAME) {
        continue;
      }
      nullInside |= token == JsonToken.VALUE_NULL;
      parts = parts.and(of(in));
    }
    return new ValueShape(kind, parts, nullInside);
  }

  private static Kind number(String text) {
    char last = text.charAt(text.length() - 1);
    if (last < '0' || last > '9') {
      return Kind.DOUBLE; // NaN, Infinity
    }
    BigDecimal number;
    try {
      number = new BigDecimal(text);
    } catch (NumberFormatException e) {
      return Kind.TEXT; // an exponent that no number has
    }
    boolean whole = text.indexOf('.') < 0 && text.indexOf('e') < 0 && text.indexOf('E') < 0;
    if (whole) {
      if (number.abs().compareTo(EXACT_IN_DOUBLE) <= 0) {
        return Kind.SMALL_INTEGER;
      }
      boolean fits = number.compareTo(LARGEST_LONG) <= 0 && number.compareTo(LEAST_LONG) >= 0;
      return fits ? Kind.LONG_INTEGER : Kind.BIG_INTEGER;
    }
    if (number.precision() > MOST_DIGITS_OF_DOUBLE + 1) {
      return Kind.DECIMAL;
    }
    double nearest = Double.parseDouble(text);
    boolean exact =
        !Double.isInfinite(nearest) && BigDecimal.valueOf(nearest).compareTo(number) == 0;
    return exact ? Kind.DOUBLE : Kind.DECIMAL;
  }

  /** The shape that holds the values of both. */
  ValueShape and(ValueShape other) {
    if (kind == Kind.NOTHING) {
      return other;
    }
    if (other.kind == Kind.NOTHING || equals(other)) {
      return this;
    }
    if (kind == other.kind && parts != null) {
      return new ValueShape(kind, parts.and(other.parts), nullInside || other.nullInside);
    }
    boolean scalars = kind.compareTo(Kind.TEXT) <= 0 && other.kind.compareTo(Kind.TEXT) <= 0;
    return scalars ? scalar(wider(kind, other.kind)) : MIXED;
  }

  private static Kind wider(Kind one, Kind two) {
    Kind narrow = one.compareTo(two) < 0 ? one : two;
    Kind wide = narrow == one ? two : one;
    if (narrow == wide) {
      return wide;
    }
    if (wide == Kind.TEXT || narrow == Kind.BOOLEAN) {
      return Kind.TEXT;
    }
    boolean beyondDouble =
        wide == Kind.DOUBLE && (narrow == Kind.LONG_INTEGER || narrow == Kind.BIG_INTEGER);
    return beyondDouble ? Kind.DECIMAL : wide;
  }

  /** The CQL type, or empty when there is none that takes all values. */
  Optional<DataType> cqlType() {
    return type(false);
  }

  private Optional<DataType> type(boolean inside) {
    if (nullInside) {
      return Optional.empty();
    }
    return switch (kind) {
      case BOOLEAN -> Optional.of(DataTypes.BOOLEAN);
      case SMALL_INTEGER, LONG_INTEGER -> Optional.of(DataTypes.BIGINT);
      case BIG_INTEGER -> Optional.of(DataTypes.VARINT);
      case DOUBLE -> Optional.of(DataTypes.DOUBLE);
      case DECIMAL -> Optional.of(DataTypes.DECIMAL);
      case NOTHING, TEXT -> Optional.of(DataTypes.TEXT);
      case LIST -> parts.type(true).map(element -> DataTypes.listOf(element, inside));
      case MAP -> parts.type(true).map(value -> DataTypes.mapOf(DataTypes.TEXT, value, inside));
      case MIXED -> Optional.empty();
    };
  }

  /** For messages. */
  String describe() {
    return switch (kind) {
      case BOOLEAN -> "booleans";
      case SMALL_INTEGER, LONG_INTEGER, BIG_INTEGER, DOUBLE, DECIMAL -> "numbers";
      case TEXT -> "text";
      case LIST -> nullInside ? "arrays with nulls" : "arrays";
      case MAP -> nullInside ? "objects with nulls" : "objects";
      case MIXED -> "values of several kinds";
      case NOTHING -> "JSON";
    };
  }
}
