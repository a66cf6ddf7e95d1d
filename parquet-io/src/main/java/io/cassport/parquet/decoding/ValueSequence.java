package io.cassport.parquet.decoding;

import org.apache.parquet.column.values.ValuesReader;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** Values of a page one by one: each is there between one call of {@link #next} and the next. */
interface ValueSequence extends StoredValue {
  /** Moves to the next value; first to the first. */
  void next();

  /** PLAIN values of every type but BOOLEAN. */
  class Plain implements ValueSequence {
    private static final int VARIABLE = -1;
    private static final int INT96_BYTES = 12;

    private final byte[] data;
    private final int end;
    private final int width;
    private int next;

    /** Where the value is. */
    private int start;

    private int length;

    Plain(PageBytes page, PrimitiveType type) {
      this.data = page.array();
      this.next = page.offset();
      this.end = page.end();
      this.width = width(type);
    }

    private static int width(PrimitiveType type) {
      return switch (type.getPrimitiveTypeName()) {
        case INT32, FLOAT -> Integer.BYTES;
        case INT64, DOUBLE -> Long.BYTES;
        case INT96 -> INT96_BYTES;
        case FIXED_LEN_BYTE_ARRAY -> type.getTypeLength();
        case BINARY -> VARIABLE;
        case BOOLEAN -> throw new IllegalStateException("booleans are bits");
      };
    }

    /** Where the next value is in the page's array. */
    int position() {
      return next;
    }

    void moveTo(int position) {
      next = position;
    }

    @Override
    public void next() {
      if (width == VARIABLE) {
        length = PageValues.ByteArrays.length(data, next, end);
        start = next + Integer.BYTES;
        next = start + length;
      } else {
        length = width;
        start = next;
        next = PageValues.FixedByteArrays.advance(start, end, width, 1);
      }
    }

    @Override
    public boolean getBoolean() {
      throw new IllegalStateException("booleans are bits");
    }

    @Override
    public int getInteger() {
      return (int) PageValues.INTS.get(data, start);
    }

    @Override
    public long getLong() {
      return (long) PageValues.LONGS.get(data, start);
    }

    @Override
    public float getFloat() {
      return Float.intBitsToFloat(getInteger());
    }

    @Override
    public double getDouble() {
      return Double.longBitsToDouble(getLong());
    }

    @Override
    public Binary getBinary() {
      return Binary.fromConstantByteArray(data, start, length);
    }
  }

  /** Values as parquet-java reads them. */
  final class Foreign implements ValueSequence {
    private final ValuesReader reader;
    private final PrimitiveTypeName type;
    private boolean truth;
    private int number;
    private long longNumber;
    private float floating;
    private double longFloating;
    private Binary binary;

    Foreign(ValuesReader reader, PrimitiveTypeName type) {
      this.reader = reader;
      this.type = type;
    }

    @Override
    public void next() {
      switch (type) {
        case BOOLEAN -> truth = reader.readBoolean();
        case INT32 -> number = reader.readInteger();
        case INT64 -> longNumber = reader.readLong();
        case FLOAT -> floating = reader.readFloat();
        case DOUBLE -> longFloating = reader.readDouble();
        case BINARY, FIXED_LEN_BYTE_ARRAY, INT96 -> binary = reader.readBytes();
      }
    }

    @Override
    public boolean getBoolean() {
      return truth;
    }

    @Override
    public int getInteger() {
      return number;
    }

    @Override
    public long getLong() {
      return longNumber;
    }

    @Override
    public float getFloat() {
      return floating;
    }

    @Override
    public double getDouble() {
      return longFloating;
    }

    @Override
    public Binary getBinary() {
      return binary;
    }
  }
}
