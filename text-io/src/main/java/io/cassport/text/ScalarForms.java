package io.cassport.text;

import com.datastax.oss.driver.api.core.type.CustomType;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.datastax.oss.driver.api.core.type.VectorType;
import com.datastax.oss.protocol.internal.ProtocolConstants;
import io.cassport.format.values.BadValueException;
import io.cassport.format.values.TextForm;
import io.cassport.format.values.Texts;
import io.cassport.format.values.Uuids;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;

/** The text form of every type without parts. */
public final class ScalarForms {
  private ScalarForms() {}

  /** How bytes are written. */
  public enum Binary {
    /** 0x and two digits for each byte, as CQL writes a blob. */
    HEX,
    /** Base64 with padding, RFC 4648. */
    BASE64
  }

  /**
   * The form of a type, or null when it has parts or no form.
   *
   * @param binary how blobs, and types that only the server knows, are written and read
   * @param isoTimestamps whether timestamps are written as in ISO 8601, or as cqlsh writes them
   */
  public static ScalarForm of(DataType type, Binary binary, boolean isoTimestamps) {
    if (type instanceof VectorType) {
      return null; // which is a custom type to the driver
    }
    if (type instanceof CustomType) {
      return bytes(type.asCql(false, false), binary);
    }
    return switch (type.getProtocolCode()) {
      case ProtocolConstants.DataType.ASCII -> new Characters(true);
      case ProtocolConstants.DataType.VARCHAR -> new Characters(false);
      case ProtocolConstants.DataType.BLOB -> bytes("blob", binary);
      case ProtocolConstants.DataType.BOOLEAN -> new Truths("true", "false");
      case ProtocolConstants.DataType.TINYINT -> new WholeNumbers("tinyint", 1);
      case ProtocolConstants.DataType.SMALLINT -> new WholeNumbers("smallint", 2);
      case ProtocolConstants.DataType.INT -> new WholeNumbers("int", 4);
      case ProtocolConstants.DataType.BIGINT, ProtocolConstants.DataType.COUNTER ->
          new WholeNumbers("bigint", 8);
      case ProtocolConstants.DataType.FLOAT -> new FloatingNumbers(false);
      case ProtocolConstants.DataType.DOUBLE -> new FloatingNumbers(true);
      case ProtocolConstants.DataType.DATE -> new Dates();
      case ProtocolConstants.DataType.TIME -> new Times();
      case ProtocolConstants.DataType.TIMESTAMP -> new Timestamps(isoTimestamps);
      case ProtocolConstants.DataType.UUID -> new UuidText(false);
      case ProtocolConstants.DataType.TIMEUUID -> new UuidText(true);
      case ProtocolConstants.DataType.DECIMAL ->
          new Rare("decimal", ScalarForm.Kind.NUMBER, TextForm.of(DataTypes.DECIMAL));
      case ProtocolConstants.DataType.VARINT ->
          new Rare("varint", ScalarForm.Kind.NUMBER, TextForm.of(DataTypes.VARINT));
      case ProtocolConstants.DataType.INET ->
          new Rare("inet", ScalarForm.Kind.TEXT, TextForm.of(DataTypes.INET));
      case ProtocolConstants.DataType.DURATION ->
          new Rare("duration", ScalarForm.Kind.TEXT, TextForm.of(DataTypes.DURATION));
      default -> null;
    };
  }

  /** boolean, with its two texts; in any case, 1, 0 and the usual ones are read too. */
  public static ScalarForm booleans(String yes, String no) {
    return new Truths(yes, no);
  }

  private static ScalarForm bytes(String type, Binary binary) {
    return binary == Binary.HEX ? new HexBytes(type) : new Base64Bytes(type);
  }

  /** ascii and text. */
  private static final class Characters extends ScalarForm {
    private final boolean ascii;

    Characters(boolean ascii) {
      super(ascii ? "ascii" : "text", Kind.TEXT);
      this.ascii = ascii;
    }

    @Override
    public void print(byte[] data, int offset, int length, ByteBuilder out) {
      out.put(data, offset, length);
    }

    @Override
    public void parse(byte[] text, int offset, int length, ByteBuilder out) {
      if (ascii) {
        Texts.requireAscii(text, offset, length);
      }
      out.put(text, offset, length);
    }
  }

  private static final class Truths extends ScalarForm {
    private final String yes;
    private final String no;

    Truths(String yes, String no) {
      super("boolean", Kind.TRUTH);
      this.yes = yes;
      this.no = no;
    }

    @Override
    public void print(byte[] data, int offset, int length, ByteBuilder out) {
      BadValueException.requireLength(length, 1, type());
      if (data[offset] != 0 && data[offset] != 1) {
        throw BadValueException.range(
            "it is a boolean of byte " + data[offset] + ", which text does not keep");
      }
      out.putText(data[offset] == 1 ? yes : no);
    }

    @Override
    public void parse(byte[] text, int offset, int length, ByteBuilder out) {
      String word = new String(text, offset, length, StandardCharsets.UTF_8).strip();
      if (word.equalsIgnoreCase(yes)) {
        out.put(1);
      } else if (word.equalsIgnoreCase(no)) {
        out.put(0);
      } else {
        out.put(usual(word.toLowerCase(Locale.ROOT), text, offset, length));
      }
    }

    private int usual(String word, byte[] text, int offset, int length) {
      return switch (word) {
        case "true", "t", "yes", "y", "1" -> 1;
        case "false", "f", "no", "n", "0" -> 0;
        default -> throw noValue(text, offset, length);
      };
    }
  }

  private static final class HexBytes extends ScalarForm {
    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    HexBytes(String type) {
      super(type, Kind.TEXT);
    }

    @Override
    public void print(byte[] data, int offset, int length, ByteBuilder out) {
      int at = out.reserve(Math.addExact(2, Math.multiplyExact(2, length)));
      byte[] text = out.data();
      text[at] = '0';
      text[at + 1] = 'x';
      for (int i = 0; i < length; i++) {
        text[at + 2 + 2 * i] = DIGITS[data[offset + i] >> 4 & 0xf];
        text[at + 3 + 2 * i] = DIGITS[data[offset + i] & 0xf];
      }
    }

    @Override
    public void parse(byte[] text, int offset, int length, ByteBuilder out) {
      int start = stripStart(text, offset, offset + length);
      int end = stripEnd(text, start, offset + length);
      boolean marked =
          end - start >= 2
              && text[start] == '0'
              && (text[start + 1] == 'x' || text[start + 1] == 'X');
      if (!marked || (end - start) % 2 != 0) {
        throw BadValueException.noLiteral(
            "'"
                + shown(text, offset, length)
                + "' is no "
                + type()
                + "; write it as 0x and two hexadecimal digits for each byte");
      }
      int at = out.reserve((end - start - 2) / 2);
      for (int i = start + 2; i < end; i += 2) {
        int high = Character.digit(text[i], 16);
        int low = Character.digit(text[i + 1], 16);
        if (high < 0 || low < 0) {
          throw noValue(text, offset, length);
        }
        out.data()[at++] = (byte) (high << 4 | low);
      }
    }
  }

  private static final class Base64Bytes extends ScalarForm {
    Base64Bytes(String type) {
      super(type, Kind.TEXT);
    }

    @Override
    public void print(byte[] data, int offset, int length, ByteBuilder out) {
      out.put(Base64.getEncoder().encode(ByteBuffer.wrap(data, offset, length)));
    }

    @Override
    public void parse(byte[] text, int offset, int length, ByteBuilder out) {
      int start = stripStart(text, offset, offset + length);
      int end = stripEnd(text, start, offset + length);
      try {
        out.put(Base64.getDecoder().decode(Arrays.copyOfRange(text, start, end)));
      } catch (IllegalArgumentException e) {
        throw BadValueException.noLiteral(
            "'" + shown(text, offset, length) + "' is no " + type() + " in Base64");
      }
    }
  }

  private static final class UuidText extends ScalarForm {
    private static final int TEXT_LENGTH = 36;

    private final boolean timed;

    UuidText(boolean timed) {
      super(timed ? "timeuuid" : "uuid", Kind.TEXT);
      this.timed = timed;
    }

    @Override
    public void print(byte[] data, int offset, int length, ByteBuilder out) {
      BadValueException.requireLength(length, 16, type());
      int at = out.reserve(TEXT_LENGTH);
      byte[] text = out.data();
      for (int i = 0; i < 16; i++) {
        if (i == 4 || i == 6 || i == 8 || i == 10) {
          text[at++] = '-';
        }
        text[at++] = HexBytes.DIGITS[data[offset + i] >> 4 & 0xf];
        text[at++] = HexBytes.DIGITS[data[offset + i] & 0xf];
      }
    }

    @Override
    public void parse(byte[] text, int offset, int length, ByteBuilder out) {
      int start = stripStart(text, offset, offset + length);
      int end = stripEnd(text, start, offset + length);
      if (end - start != TEXT_LENGTH) {
        throw noValue(text, offset, length);
      }
      int at = out.reserve(16);
      int from = start;
      for (int i = 0; i < 16; i++) {
        if ((i == 4 || i == 6 || i == 8 || i == 10) && text[from++] != '-') {
          throw noValue(text, offset, length);
        }
        int high = Character.digit(text[from++], 16);
        int low = Character.digit(text[from++], 16);
        if (high < 0 || low < 0) {
          throw noValue(text, offset, length);
        }
        out.data()[at + i] = (byte) (high << 4 | low);
      }
      if (timed) {
        Uuids.requireTimed(out.data(), at);
      }
    }
  }

  /** Types whose texts are made by a form that all formats share. */
  private static final class Rare extends ScalarForm {
    private final TextForm form;

    Rare(String type, Kind kind, TextForm form) {
      super(type, kind);
      this.form = form;
    }

    @Override
    public void print(byte[] data, int offset, int length, ByteBuilder out) {
      out.putAscii(form.print(ByteBuffer.wrap(data, offset, length).slice()));
    }

    @Override
    public void parse(byte[] text, int offset, int length, ByteBuilder out) {
      out.put(form.parse(new String(text, offset, length, StandardCharsets.UTF_8), type()));
    }
  }
}
