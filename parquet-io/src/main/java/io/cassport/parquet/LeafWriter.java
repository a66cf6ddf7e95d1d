package io.cassport.parquet;

import io.cassport.format.values.BadValueException;
import io.cassport.format.values.TextForm;
import io.cassport.format.values.Texts;
import io.cassport.parquet.encoding.ColumnSink;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Function;
import org.apache.parquet.column.ColumnDescriptor;

/** Writes values into one column. One small class for each way from CQL's bytes to Parquet's. */
abstract class LeafWriter implements CellWriter {
  static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private ColumnDescriptor descriptor;

  /** Of the current row group. */
  protected ColumnSink column;

  void setDescriptor(ColumnDescriptor descriptor) {
    this.descriptor = descriptor;
  }

  @Override
  public final void bind(Function<ColumnDescriptor, ColumnSink> columns) {
    column = columns.apply(descriptor);
  }

  @Override
  public final void writeNull(int repetition, int definition) {
    column.writeNull(repetition, definition);
  }

  /** text, ascii, blob and custom types. */
  static final class Bytes extends LeafWriter {
    @Override
    public void write(byte[] data, int offset, int length, int repetition, int definition) {
      column.writeBytes(data, offset, length, repetition, definition + 1);
    }
  }

  /** uuid and timeuuid as 16 bytes. */
  static final class Uuid extends LeafWriter {
    @Override
    public void write(byte[] data, int offset, int length, int repetition, int definition) {
      BadValueException.requireLength(length, 16, "uuid");
      column.writeBytes(data, offset, length, repetition, definition + 1);
    }
  }

  /** boolean. */
  static final class Bool extends LeafWriter {
    @Override
    public void write(byte[] data, int offset, int length, int repetition, int definition) {
      BadValueException.requireLength(length, 1, "boolean");
      if ((data[offset] & ~1) != 0) {
        throw BadValueException.noLiteral("it is a boolean whose byte is neither 0 nor 1");
      }
      column.writeBoolean(data[offset] != 0, repetition, definition + 1);
    }
  }

  /** tinyint. */
  static final class Int8 extends LeafWriter {
    @Override
    public void write(byte[] data, int offset, int length, int repetition, int definition) {
      BadValueException.requireLength(length, 1, "tinyint");
      column.writeInt(data[offset], repetition, definition + 1);
    }
  }

  /** smallint. */
  static final class Int16 extends LeafWriter {
    @Override
    public void write(byte[] data, int offset, int length, int repetition, int definition) {
      BadValueException.requireLength(length, 2, "smallint");
      int value = data[offset] << 8 | (data[offset + 1] & 0xff);
      column.writeInt(value, repetition, definition + 1);
    }
  }

  /** int. */
  static final class Int32 extends LeafWriter {
    @Override
    public void write(byte[] data, int offset, int length, int repetition, int definition) {
      BadValueException.requireLength(length, 4, "int");
      column.writeInt((int) INTS.get(data, offset), repetition, definition + 1);
    }
  }

  /** date: CQL counts days from -2^31 as an unsigned number, Parquet from 1970. */
  static final class Date extends LeafWriter {
    @Override
    public void write(byte[] data, int offset, int length, int repetition, int definition) {
      BadValueException.requireLength(length, 4, "date");
      column.writeInt((int) INTS.get(data, offset) ^ 0x8000_0000, repetition, definition + 1);
    }
  }

  /** bigint and counter. */
  static final class Int64 extends LeafWriter {
    @Override
    public void write(byte[] data, int offset, int length, int repetition, int definition) {
      BadValueException.requireLength(length, 8, "bigint");
      column.writeLong((long) LONGS.get(data, offset), repetition, definition + 1);
    }
  }

  /** float. */
  static final class Float32 extends LeafWriter {
    @Override
    public void write(byte[] data, int offset, int length, int repetition, int definition) {
      BadValueException.requireLength(length, 4, "float");
      column.writeFloat(
          Float.intBitsToFloat((int) INTS.get(data, offset)), repetition, definition + 1);
    }
  }

  /** double. */
  static final class Float64 extends LeafWriter {
    @Override
    public void write(byte[] data, int offset, int length, int repetition, int definition) {
      BadValueException.requireLength(length, 8, "double");
      column.writeDouble(
          Double.longBitsToDouble((long) LONGS.get(data, offset)), repetition, definition + 1);
    }
  }

  /** timestamp, which CQL keeps in milliseconds. */
  static final class Timestamp extends LeafWriter {
    private final Unit unit;
    private final long factor;

    Timestamp(Unit unit) {
      this.unit = unit;
      this.factor = Unit.MILLIS.nanos() / unit.nanos();
    }

    @Override
    public void write(byte[] data, int offset, int length, int repetition, int definition) {
      BadValueException.requireLength(length, 8, "timestamp");
      long millis = (long) LONGS.get(data, offset);
      long value = millis * factor;
      if (factor != 1 && Math.multiplyHigh(millis, factor) != value >> 63) {
        throw BadValueException.range(
            "timestamp "
                + millis
                + " ms is out of range in "
                + unit
                + "; use TIMESTAMP_UNIT='MILLIS'");
      }
      column.writeLong(value, repetition, definition + 1);
    }
  }

  /** time in milliseconds, an INT32. */
  static final class TimeMillis extends LeafWriter {
    @Override
    public void write(byte[] data, int offset, int length, int repetition, int definition) {
      BadValueException.requireLength(length, 8, "time");
      column.writeInt(
          (int) inUnit((long) LONGS.get(data, offset), Unit.MILLIS), repetition, definition + 1);
    }
  }

  /** time in microseconds or nanoseconds. */
  static final class Time extends LeafWriter {
    private final Unit unit;

    Time(Unit unit) {
      this.unit = unit;
    }

    @Override
    public void write(byte[] data, int offset, int length, int repetition, int definition) {
      BadValueException.requireLength(length, 8, "time");
      column.writeLong(inUnit((long) LONGS.get(data, offset), unit), repetition, definition + 1);
    }
  }

  private static long inUnit(long nanos, Unit unit) {
    if (nanos % unit.nanos() != 0) {
      throw BadValueException.range(
          "time " + nanos + " ns has finer digits than " + unit + "; use TIME_UNIT='NANOS'");
    }
    return nanos / unit.nanos();
  }

  /** A type that is stored as its text. */
  static final class Text extends LeafWriter {
    private final TextForm form;

    Text(TextForm form) {
      this.form = form;
    }

    @Override
    public void write(byte[] data, int offset, int length, int repetition, int definition) {
      byte[] text = Texts.bytes(form.print(ByteBuffer.wrap(data, offset, length).slice()));
      column.writeBytes(text, 0, text.length, repetition, definition + 1);
    }
  }

  /** decimal with a fixed precision and scale, as a fixed-length two's complement number. */
  static final class FixedDecimal extends LeafWriter {
    private final WriteSettings.Decimal type;
    private final int width;

    FixedDecimal(WriteSettings.Decimal type, int width) {
      this.type = type;
      this.width = width;
    }

    @Override
    public void write(byte[] data, int offset, int length, int repetition, int definition) {
      byte[] unscaled = FixedDecimals.unscaled(data, offset, length, type);
      byte[] fixed = FixedDecimals.signExtend(unscaled, width);
      column.writeBytes(fixed, 0, width, repetition, definition + 1);
    }
  }

  /** A vector of floats as its bytes, little-endian as numpy and Arrow lay them out. */
  static final class FixedVector extends LeafWriter {
    private final int width;

    FixedVector(int width) {
      this.width = width;
    }

    @Override
    public void write(byte[] data, int offset, int length, int repetition, int definition) {
      BadValueException.requireLength(length, width, "vector");
      byte[] swapped = new byte[width];
      for (int i = 0; i < width; i += 4) {
        swapped[i] = data[offset + i + 3];
        swapped[i + 1] = data[offset + i + 2];
        swapped[i + 2] = data[offset + i + 1];
        swapped[i + 3] = data[offset + i];
      }
      column.writeBytes(swapped, 0, width, repetition, definition + 1);
    }
  }
}
