package io.cassport.parquet.encoding;

import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** FLOAT and DOUBLE, PLAIN: they seldom repeat. */
final class FloatingColumn extends ColumnEncoder {
  private final GrowingBytes plain = new GrowingBytes();
  private final boolean isDouble;
  private double least;
  private double greatest;
  private boolean any;
  private int notNumbers;

  FloatingColumn(ColumnDescriptor column, boolean hasStatistics) {
    super(column, hasStatistics);
    this.isDouble = column.getPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.DOUBLE;
  }

  @Override
  public void writeFloat(float value, int repetition, int definition) {
    place(repetition, definition);
    plain.putInt(Float.floatToRawIntBits(value));
    compare(value);
  }

  @Override
  public void writeDouble(double value, int repetition, int definition) {
    place(repetition, definition);
    plain.putLong(Double.doubleToRawLongBits(value));
    compare(value);
  }

  /** By the order of Double.compare, in which -0.0 is less than 0.0. */
  private void compare(double value) {
    if (Double.isNaN(value)) {
      notNumbers++;
    } else if (!any) {
      least = value;
      greatest = value;
      any = true;
    } else if (value < least || value == 0 && Double.compare(value, least) < 0) {
      least = value;
    } else if (value > greatest || value == 0 && Double.compare(value, greatest) > 0) {
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
    if (any) {
      update(statistics, least);
      update(statistics, greatest);
    }
    for (int i = 0; i < notNumbers; i++) {
      update(statistics, Double.NaN); // counted there
    }
  }

  private void update(Statistics<?> statistics, double value) {
    if (isDouble) {
      statistics.updateStats(value);
    } else {
      statistics.updateStats((float) value);
    }
  }

  @Override
  void clearValues() {
    plain.clear();
    any = false;
    notNumbers = 0;
  }
}
