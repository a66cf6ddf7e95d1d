package io.cassport.parquet.decoding;

import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * Turns a Parquet value into CQL bytes. It is a function of the value alone, so that a value that
 * repeats need not be converted again. Those that are classes here are also done many at a time.
 */
public interface Conversion {
  /**
   * Appends the bytes.
   *
   * @throws io.cassport.format.values.BadValueException when the value has none
   */
  void convert(StoredValue value, CqlBytes out);

  /** Looks at the bytes of a value. */
  interface Check {
    /** No value is refused. */
    Check NONE = (data, offset, length) -> {};

    /**
     * Looks at the bytes.
     *
     * @throws io.cassport.format.values.BadValueException when they are no value of the CQL type
     */
    void check(byte[] data, int offset, int length);
  }

  /** Byte arrays that are CQL's bytes once they have passed a check. */
  record Copied(Check check) implements Conversion {
    @Override
    public void convert(StoredValue value, CqlBytes out) {
      byte[] bytes = value.getBinary().getBytes();
      check.check(bytes, 0, bytes.length);
      out.put(bytes);
    }
  }

  /**
   * Numbers, whose bytes CQL has in the other order.
   *
   * @param source INT32, INT64, FLOAT or DOUBLE
   * @param flipped bits that CQL has the other way round
   */
  record Reversed(PrimitiveTypeName source, int flipped) implements Conversion {
    /** All bits as they are. */
    public Reversed(PrimitiveTypeName source) {
      this(source, 0);
    }

    int width() {
      return source == PrimitiveTypeName.INT32 || source == PrimitiveTypeName.FLOAT
          ? Integer.BYTES
          : Long.BYTES;
    }

    @Override
    public void convert(StoredValue value, CqlBytes out) {
      switch (source) {
        case INT32 -> out.putInt(value.getInteger() ^ flipped);
        case FLOAT -> out.putInt(Float.floatToRawIntBits(value.getFloat()));
        case INT64 -> out.putLong(value.getLong());
        default -> out.putLong(Double.doubleToRawLongBits(value.getDouble()));
      }
    }
  }

  /** BOOLEAN as one byte. */
  record Booleans() implements Conversion {
    @Override
    public void convert(StoredValue value, CqlBytes out) {
      out.putByte(value.getBoolean() ? 1 : 0);
    }
  }
}
