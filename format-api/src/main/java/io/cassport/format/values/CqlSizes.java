package io.cassport.format.values;

import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.VectorType;
import com.datastax.oss.protocol.internal.ProtocolConstants;

/** Types whose values all have the same length, as Cassandra's valueLengthIfFixed says. */
public final class CqlSizes {
  private CqlSizes() {}

  /** The length, or -1 for types that vary or that Cassandra treats so. */
  public static int fixed(DataType type) {
    if (type instanceof VectorType vector) {
      int element = fixed(vector.getElementType());
      return element < 0 ? -1 : element * vector.getDimensions();
    }
    return switch (type.getProtocolCode()) {
      case ProtocolConstants.DataType.BOOLEAN -> 1;
      case ProtocolConstants.DataType.INT, ProtocolConstants.DataType.FLOAT -> 4;
      case ProtocolConstants.DataType.BIGINT,
          ProtocolConstants.DataType.DOUBLE,
          ProtocolConstants.DataType.TIMESTAMP ->
          8;
      case ProtocolConstants.DataType.UUID, ProtocolConstants.DataType.TIMEUUID -> 16;
      default -> -1;
    };
  }
}
