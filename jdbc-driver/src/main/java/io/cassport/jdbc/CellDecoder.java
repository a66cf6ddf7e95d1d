package io.cassport.jdbc;

import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.type.codec.TypeCodec;
import java.nio.ByteBuffer;

/** Decodes the cells of rows; the codec of a column is looked up once, not for each cell. */
final class CellDecoder {
  private final RowShape shape;
  private final TypeCodec<?>[] codecs;

  CellDecoder(RowShape shape) {
    this.shape = shape;
    this.codecs = new TypeCodec<?>[shape.columns().size()];
  }

  /** A cell; null for a null collection too, which the driver would decode as an empty one. */
  Object value(Row row, int index) {
    int place = shape.places().get(index);
    ByteBuffer bytes = row.getBytesUnsafe(place);
    if (bytes == null) {
      return null;
    }
    TypeCodec<?> codec = codecs[index];
    if (codec == null) {
      codec = row.codecRegistry().codecFor(row.getType(place));
      codecs[index] = codec;
    }
    return codec.decode(bytes, row.protocolVersion());
  }
}
