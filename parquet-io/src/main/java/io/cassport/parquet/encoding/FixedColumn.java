package io.cassport.parquet.encoding;

import java.util.Arrays;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveComparator;

/** FIXED_LEN_BYTE_ARRAY, PLAIN: uuids, decimals and vectors seldom repeat. */
final class FixedColumn extends ColumnEncoder {
  private final GrowingBytes plain = new GrowingBytes();
  private final BytesBounds bounds = new BytesBounds();
  private final boolean isDecimal;
  private final PrimitiveComparator<Binary> order;
  private Binary least;
  private Binary greatest;

  FixedColumn(ColumnDescriptor column, boolean hasStatistics) {
    super(column, hasStatistics);
    this.isDecimal =
        column.getPrimitiveType().getLogicalTypeAnnotation()
            instanceof DecimalLogicalTypeAnnotation;
    this.order = column.getPrimitiveType().comparator();
  }

  @Override
  public void writeBytes(byte[] data, int offset, int length, int repetition, int definition) {
    place(repetition, definition);
    plain.putBytes(data, offset, length);
    if (!hasStatistics()) {
      return;
    }
    if (isDecimal) {
      compare(Binary.fromConstantByteArray(Arrays.copyOfRange(data, offset, offset + length)));
    } else {
      bounds.add(data, offset, length);
    }
  }

  /** Decimals have signs. */
  private void compare(Binary value) {
    if (least == null || order.compare(value, least) < 0) {
      least = value;
    }
    if (greatest == null || order.compare(value, greatest) > 0) {
      greatest = value;
    }
  }

  @Override
  int valueBytes() {
    return plain.length();
  }

  @Override
  Encoding appendValues(GrowingBytes out) {
    out.putBytes(plain.data(), 0, plain.length());
    return Encoding.PLAIN;
  }

  @Override
  void describe(Statistics<?> statistics) {
    if (least != null) {
      statistics.updateStats(least);
      statistics.updateStats(greatest);
    }
    bounds.describe(statistics);
  }

  @Override
  void clearValues() {
    plain.clear();
    bounds.clear();
    least = null;
    greatest = null;
  }
}
