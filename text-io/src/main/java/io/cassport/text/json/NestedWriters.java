package io.cassport.text.json;

import io.cassport.format.values.BadValueException;
import io.cassport.format.values.CqlParts;
import io.cassport.format.values.UnsignedVarints;
import io.cassport.text.ByteBuilder;
import java.util.List;

/** Writers of values that contain values. */
final class NestedWriters {
  private static final String NULL = "null";

  private NestedWriters() {}

  /** As the name of an object's member it is a string that holds the JSON, as in SELECT JSON. */
  private abstract static class Nested implements ValueWriter {
    private final ByteBuilder text = new ByteBuilder(64);

    @Override
    public final void writeName(byte[] data, int offset, int length, ByteBuilder out) {
      text.clear();
      write(data, offset, length, text);
      JsonText.put(text.data(), 0, text.length(), out);
    }
  }

  private static void requireThere(int size, String part) {
    if (size < 0) {
      throw BadValueException.noLiteral(part + " of it is null");
    }
  }

  /** list and set. */
  static final class Elements extends Nested {
    private final ValueWriter element;

    Elements(ValueWriter element) {
      this.element = element;
    }

    @Override
    public void write(byte[] data, int offset, int length, ByteBuilder out) {
      int end = offset + length;
      int count = CqlParts.count(data, offset, length);
      int position = offset + 4;
      out.put('[');
      for (int i = 0; i < count; i++) {
        int size = CqlParts.length(data, position, end);
        position += 4;
        requireThere(size, "an element");
        if (i > 0) {
          out.put(',');
        }
        element.write(data, position, size, out);
        position += size;
      }
      CqlParts.requireEnd(position, end);
      out.put(']');
    }
  }

  /** vector: elements of one size follow each other, others have a length each. */
  static final class Vector extends Nested {
    private final ValueWriter element;
    private final int dimensions;
    private final int elementSize;

    /**
     * Makes one.
     *
     * @param elementSize the bytes of each element, or negative when they have a length each
     */
    Vector(ValueWriter element, int dimensions, int elementSize) {
      this.element = element;
      this.dimensions = dimensions;
      this.elementSize = elementSize;
    }

    @Override
    public void write(byte[] data, int offset, int length, ByteBuilder out) {
      int position = offset;
      int end = offset + length;
      out.put('[');
      for (int i = 0; i < dimensions; i++) {
        int size = elementSize;
        if (size < 0) {
          size = UnsignedVarints.read(data, position, end);
          position += UnsignedVarints.size(size);
        }
        if (size > end - position) {
          throw BadValueException.noLiteral("it ends inside an element");
        }
        if (i > 0) {
          out.put(',');
        }
        element.write(data, position, size, out);
        position += size;
      }
      CqlParts.requireEnd(position, end);
      out.put(']');
    }
  }

  /** map: an object. */
  static final class Entries extends Nested {
    private final ValueWriter key;
    private final ValueWriter value;

    Entries(ValueWriter key, ValueWriter value) {
      this.key = key;
      this.value = value;
    }

    @Override
    public void write(byte[] data, int offset, int length, ByteBuilder out) {
      int end = offset + length;
      int count = CqlParts.count(data, offset, length);
      int position = offset + 4;
      out.put('{');
      for (int i = 0; i < count; i++) {
        int size = CqlParts.length(data, position, end);
        position += 4;
        requireThere(size, "a key");
        if (i > 0) {
          out.put(',');
        }
        key.writeName(data, position, size, out);
        out.put(':');
        position += size;
        size = CqlParts.length(data, position, end);
        position += 4;
        requireThere(size, "a value");
        value.write(data, position, size, out);
        position += size;
      }
      CqlParts.requireEnd(position, end);
      out.put('}');
    }
  }

  /** UDT as an object and tuple as an array; fields that the bytes end before are null. */
  static final class Fields extends Nested {
    private final List<byte[]> names;
    private final List<ValueWriter> fields;
    private final boolean stripNulls;

    /**
     * Makes one.
     *
     * @param names of the fields as JSON with a colon, or null for a tuple
     * @param stripNulls whether fields that are null are left out of an object
     */
    Fields(List<byte[]> names, List<ValueWriter> fields, boolean stripNulls) {
      this.names = names;
      this.fields = fields;
      this.stripNulls = stripNulls;
    }

    @Override
    public void write(byte[] data, int offset, int length, ByteBuilder out) {
      int end = offset + length;
      int position = offset;
      boolean first = true;
      out.put(names == null ? '[' : '{');
      for (int i = 0; i < fields.size(); i++) {
        int size = -1;
        if (position < end) {
          size = CqlParts.length(data, position, end);
          position += 4;
        }
        if (size < 0 && names != null && stripNulls) {
          continue;
        }
        if (!first) {
          out.put(',');
        }
        first = false;
        if (names != null) {
          out.put(names.get(i));
        }
        if (size < 0) {
          out.putAscii(NULL);
        } else {
          fields.get(i).write(data, position, size, out);
          position += size;
        }
      }
      if (position < end) {
        throw BadValueException.noLiteral(
            "it has more fields than its type; refresh the schema and export again");
      }
      out.put(names == null ? ']' : '}');
    }
  }
}
