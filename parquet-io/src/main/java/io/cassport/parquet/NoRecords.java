package io.cassport.parquet;

import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;

/** Stands where parquet-column wants a record's converter; columns are read without records. */
final class NoRecords extends GroupConverter {
  static final NoRecords INSTANCE = new NoRecords();

  private static final PrimitiveConverter LEAF = new PrimitiveConverter() {};

  private NoRecords() {}

  @Override
  public Converter getConverter(int fieldIndex) {
    return new Either();
  }

  @Override
  public void start() {
    // no record is built
  }

  @Override
  public void end() {
    // no record is built
  }

  /** A group or a leaf, as the schema at its place asks. */
  private static final class Either extends Converter {
    @Override
    public boolean isPrimitive() {
      return true;
    }

    @Override
    public PrimitiveConverter asPrimitiveConverter() {
      return LEAF;
    }

    @Override
    public GroupConverter asGroupConverter() {
      return INSTANCE;
    }
  }
}
