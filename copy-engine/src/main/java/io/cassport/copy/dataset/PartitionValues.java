package io.cassport.copy.dataset;

import com.datastax.oss.driver.api.core.ProtocolVersion;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.datastax.oss.driver.api.core.type.codec.TypeCodec;
import io.cassport.copy.job.Errors;
import io.cassport.format.ColumnSchema;
import io.cassport.format.values.CqlCodecs;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Set;

/** Values of partition columns as the text of directory names, and back. */
public final class PartitionValues {
  private static final Set<DataType> SUPPORTED =
      Set.of(
          DataTypes.ASCII,
          DataTypes.TEXT,
          DataTypes.TINYINT,
          DataTypes.SMALLINT,
          DataTypes.INT,
          DataTypes.BIGINT,
          DataTypes.VARINT,
          DataTypes.DECIMAL,
          DataTypes.FLOAT,
          DataTypes.DOUBLE,
          DataTypes.BOOLEAN,
          DataTypes.DATE,
          DataTypes.TIME,
          DataTypes.TIMESTAMP,
          DataTypes.UUID,
          DataTypes.TIMEUUID,
          DataTypes.INET);

  private PartitionValues() {}

  /**
   * Refuses columns that no directory can be named by.
   *
   * @throws SQLException 42000
   */
  public static void check(ColumnSchema column) throws SQLException {
    if (!SUPPORTED.contains(column.type())) {
      throw Errors.syntax(
          "PARTITION cannot use column "
              + column.name()
              + " of type "
              + column.type().asCql(false, true)
              + "; use a column of a plain type");
    }
  }

  /** The text of a value, or null for a CQL null. */
  static String toText(DataType type, ByteBuffer bytes) {
    if (bytes == null) {
      return null;
    }
    TypeCodec<Object> codec = CqlCodecs.REGISTRY.codecFor(type);
    Object value = codec.decode(bytes, ProtocolVersion.DEFAULT);
    if (value == null) {
      return null;
    }
    return value instanceof java.net.InetAddress address
        ? address.getHostAddress()
        : value.toString();
  }

  /**
   * The bytes of a directory's value, or null for null.
   *
   * @throws SQLException 22018 when the text is no value of the type
   */
  public static ByteBuffer toBytes(ColumnSchema column, String text, String object)
      throws SQLException {
    if (text == null) {
      return null;
    }
    TypeCodec<Object> codec = CqlCodecs.REGISTRY.codecFor(column.type());
    try {
      return codec.encode(parse(column.type(), text), ProtocolVersion.DEFAULT);
    } catch (RuntimeException e) {
      throw Errors.data(
          "the directory "
              + column.name()
              + "="
              + text
              + " of '"
              + object
              + "' is no value of type "
              + column.type().asCql(false, true)
              + "; rename it or leave the column out of the column list",
          "22018");
    }
  }

  /** The value of a text; throws a RuntimeException when it is none. */
  static Object parse(DataType type, String text) {
    TypeCodec<Object> codec = CqlCodecs.REGISTRY.codecFor(type);
    if (type.equals(DataTypes.TEXT) || type.equals(DataTypes.ASCII)) {
      return text;
    }
    if (type.equals(DataTypes.TIMESTAMP)) {
      return text.endsWith("Z") ? Instant.parse(text) : codec.parse("'" + text + "'");
    }
    boolean quoted =
        type.equals(DataTypes.DATE) || type.equals(DataTypes.TIME) || type.equals(DataTypes.INET);
    Object value = codec.parse(quoted ? "'" + text + "'" : text);
    if (value == null) {
      throw new IllegalArgumentException("no value");
    }
    return value;
  }
}
