package io.cassport.parquet.encoding;

import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;

/** BOOLEAN: a bit each, the first value in the lowest. */
final class BooleanColumn extends ColumnEncoder {
  private final GrowingBytes plain = new GrowingBytes();
  private int bits;
  private int filled;
  private boolean anyTrue;
  private boolean anyFalse;

  BooleanColumn(ColumnDescriptor column, boolean hasStatistics) {
    super(column, hasStatistics);
  }

  @Override
  public void writeBoolean(boolean value, int repetition, int definition) {
    place(repetition, definition);
    if (value) {
      bits |= 1 << filled;
      anyTrue = true;
    } else {
      anyFalse = true;
    }
    if (++filled == Byte.SIZE) {
      plain.put(bits);
      bits = 0;
      filled = 0;
    }
  }

  @Override
  int valueBytes() {
    return plain.length() + 1;
  }

  @Override
  Encoding appendValues(GrowingBytes out) {
    out.putBytes(plain.data(), 0, plain.length());
    if (filled > 0) {
      out.put(bits);
    }
    return Encoding.PLAIN;
  }

  @Override
  void describe(Statistics<?> statistics) {
    if (anyTrue) {
      statistics.updateStats(true);
    }
    if (anyFalse) {
      statistics.updateStats(false);
    }
  }

  @Override
  void clearValues() {
    plain.clear();
    bits = 0;
    filled = 0;
    anyTrue = false;
    anyFalse = false;
  }
}
