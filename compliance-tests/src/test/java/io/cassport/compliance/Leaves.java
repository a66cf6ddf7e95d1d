package io.cassport.compliance;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.UUID;

/** Leaves that several readers give in the same way. */
final class Leaves {
  private Leaves() {}

  /** A leaf that is stored as text. */
  static Object ofText(CqlType.Scalar type, String text) {
    return switch (type) {
      case ASCII, TEXT -> text;
      case INET -> Samples.address(text);
      case DECIMAL -> new BigDecimal(text);
      case VARINT -> new BigInteger(text);
      case UUID, TIMEUUID -> UUID.fromString(text);
      case TIME -> java.time.LocalTime.parse(text);
      default -> throw new IllegalArgumentException(type + " as the text " + text);
    };
  }

  /** A leaf that is stored as bytes. */
  static Object ofBytes(CqlType.Scalar type, byte[] bytes) {
    return switch (type) {
      case BLOB -> ByteBuffer.wrap(bytes);
      case UUID, TIMEUUID -> {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        yield new UUID(buffer.getLong(), buffer.getLong());
      }
      default -> throw new IllegalArgumentException(type + " as " + bytes.length + " bytes");
    };
  }

  /** A vector of floats that is stored as its bytes. */
  static java.util.List<Object> floats(byte[] bytes) {
    java.util.List<Object> floats = new java.util.ArrayList<>();
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      floats.add(buffer.getFloat());
    }
    return floats;
  }
}
