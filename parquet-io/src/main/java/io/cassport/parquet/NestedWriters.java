package io.cassport.parquet;

import com.datastax.oss.driver.api.core.ProtocolVersion;
import com.datastax.oss.driver.api.core.data.CqlDuration;
import com.datastax.oss.driver.api.core.type.codec.TypeCodecs;
import io.cassport.format.values.BadValueException;
import io.cassport.format.values.CqlParts;
import io.cassport.format.values.UnsignedVarints;
import io.cassport.parquet.encoding.ColumnSink;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Function;
import org.apache.parquet.column.ColumnDescriptor;

/** Writers of values that contain values. */
final class NestedWriters {
  private NestedWriters() {}

  /** list and set: a 3-level LIST. Definition: list, then its repeated group, then the element. */
  record Elements(CellWriter element, int repetitionLevel) implements CellWriter {
    @Override
    public void write(byte[] data, int offset, int length, int repetition, int definition) {
      int end = offset + length;
      int count = CqlParts.count(data, offset, length);
      int position = offset + 4;
      if (count == 0) {
        element.writeNull(repetition, definition + 1);
        CqlParts.requireEnd(position, end);
        return;
      }
      int level = repetition;
      for (int i = 0; i < count; i++) {
        int size = CqlParts.length(data, position, end);
        position += 4;
        if (size < 0) {
          element.writeNull(level, definition + 2);
        } else {
          element.write(data, position, size, level, definition + 2);
          position += size;
        }
        level = repetitionLevel;
      }
      CqlParts.requireEnd(position, end);
    }

    @Override
    public void writeNull(int repetition, int definition) {
      element.writeNull(repetition, definition);
    }

    @Override
    public void bind(Function<ColumnDescriptor, ColumnSink> columns) {
      element.bind(columns);
    }
  }

  /** vector: elements of one size follow each other, others have a length each. */
  static final class Vector implements CellWriter {
    private final CellWriter element;
    private final int repetitionLevel;
    private final int dimensions;
    private final int elementSize;
    private boolean wasNull;

    /**
     * Makes one.
     *
     * @param elementSize the bytes of each element, or negative when they have a length each
     */
    Vector(CellWriter element, int repetitionLevel, int dimensions, int elementSize) {
      this.element = element;
      this.repetitionLevel = repetitionLevel;
      this.dimensions = dimensions;
      this.elementSize = elementSize;
    }

    int dimensions() {
      return dimensions;
    }

    /** Whether a vector, or what contains it, has been null or empty. */
    boolean wasNull() {
      return wasNull;
    }

    @Override
    public void write(byte[] data, int offset, int length, int repetition, int definition) {
      int position = offset;
      int end = offset + length;
      int level = repetition;
      for (int i = 0; i < dimensions; i++) {
        int size = elementSize;
        if (size < 0) {
          size = UnsignedVarints.read(data, position, end);
          position += UnsignedVarints.size(size);
        }
        if (size > end - position) {
          throw BadValueException.noLiteral("it ends inside an element");
        }
        element.write(data, position, size, level, definition + 2);
        position += size;
        level = repetitionLevel;
      }
      CqlParts.requireEnd(position, end);
    }

    @Override
    public void writeNull(int repetition, int definition) {
      wasNull = true;
      element.writeNull(repetition, definition);
    }

    @Override
    public void bind(Function<ColumnDescriptor, ColumnSink> columns) {
      element.bind(columns);
    }
  }

  /** map: MAP with a required key and an optional value. */
  record Entries(CellWriter key, CellWriter value, int repetitionLevel) implements CellWriter {
    @Override
    public void write(byte[] data, int offset, int length, int repetition, int definition) {
      int end = offset + length;
      int count = CqlParts.count(data, offset, length);
      int position = offset + 4;
      if (count == 0) {
        writeNull(repetition, definition + 1);
        CqlParts.requireEnd(position, end);
        return;
      }
      int level = repetition;
      for (int i = 0; i < count; i++) {
        int size = CqlParts.length(data, position, end);
        position += 4;
        if (size < 0) {
          throw BadValueException.noLiteral("a key of the map is null");
        }
        // a required key adds no level of its own, and its writer adds one
        key.write(data, position, size, level, definition + 1);
        position += size;
        size = CqlParts.length(data, position, end);
        position += 4;
        if (size < 0) {
          value.writeNull(level, definition + 2);
        } else {
          value.write(data, position, size, level, definition + 2);
          position += size;
        }
        level = repetitionLevel;
      }
      CqlParts.requireEnd(position, end);
    }

    @Override
    public void writeNull(int repetition, int definition) {
      key.writeNull(repetition, definition);
      value.writeNull(repetition, definition);
    }

    @Override
    public void bind(Function<ColumnDescriptor, ColumnSink> columns) {
      key.bind(columns);
      value.bind(columns);
    }
  }

  /** UDT and tuple: a group; fields that the bytes end before are null. */
  record Fields(List<CellWriter> fields) implements CellWriter {
    @Override
    public void write(byte[] data, int offset, int length, int repetition, int definition) {
      int end = offset + length;
      int position = offset;
      for (int i = 0; i < fields.size(); i++) {
        int size = -1;
        if (position < end) {
          size = CqlParts.length(data, position, end);
          position += 4;
        }
        if (size < 0) {
          fields.get(i).writeNull(repetition, definition + 1);
        } else {
          fields.get(i).write(data, position, size, repetition, definition + 1);
          position += size;
        }
      }
      if (position < end) {
        throw BadValueException.noLiteral(
            "it has more fields than its type; refresh the schema and export again");
      }
    }

    @Override
    public void writeNull(int repetition, int definition) {
      for (int i = 0; i < fields.size(); i++) {
        fields.get(i).writeNull(repetition, definition);
      }
    }

    @Override
    public void bind(Function<ColumnDescriptor, ColumnSink> columns) {
      fields.forEach(field -> field.bind(columns));
    }
  }

  /** duration: a group of months, days and nanoseconds. */
  record Duration(DurationPart months, DurationPart days, DurationPart nanos)
      implements CellWriter {
    @Override
    public void write(byte[] data, int offset, int length, int repetition, int definition) {
      CqlDuration duration =
          TypeCodecs.DURATION.decode(
              ByteBuffer.wrap(data, offset, length).slice(), ProtocolVersion.DEFAULT);
      if (duration == null) {
        throw BadValueException.noLiteral("it is an empty duration, which only CQL knows");
      }
      months.writeInt(duration.getMonths(), repetition, definition + 1);
      days.writeInt(duration.getDays(), repetition, definition + 1);
      nanos.writeLong(duration.getNanoseconds(), repetition, definition + 1);
    }

    @Override
    public void writeNull(int repetition, int definition) {
      months.writeNull(repetition, definition);
      days.writeNull(repetition, definition);
      nanos.writeNull(repetition, definition);
    }

    @Override
    public void bind(Function<ColumnDescriptor, ColumnSink> columns) {
      months.bind(columns);
      days.bind(columns);
      nanos.bind(columns);
    }
  }

  /** A column of a duration's group. */
  static final class DurationPart extends LeafWriter {
    void writeInt(int value, int repetition, int definition) {
      column.writeInt(value, repetition, definition);
    }

    void writeLong(long value, int repetition, int definition) {
      column.writeLong(value, repetition, definition);
    }

    @Override
    public void write(byte[] data, int offset, int length, int repetition, int definition) {
      throw new IllegalStateException("a duration is written by its group");
    }
  }
}
