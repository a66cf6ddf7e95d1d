package io.cassport.text.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.cassport.format.values.BadValueException;
import io.cassport.format.values.UnsignedVarints;
import io.cassport.text.ByteBuilder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Readers of values that contain values. */
final class NestedReaders {
  /** The end of a sentence about a null; the server refuses the whole row for it. */
  private static final String NO_NULLS = " is null, which a collection in CQL cannot have inside";

  private NestedReaders() {}

  /**
   * What is nested may be a string that holds JSON, as INSERT JSON takes it and keys have to be.
   */
  private abstract static class Nested implements ValueReader {
    private final String type;
    private final JsonToken start;

    Nested(String type, JsonToken start) {
      this.type = type;
      this.start = start;
    }

    final String type() {
      return type;
    }

    @Override
    public final void read(JsonParser in, ByteBuilder out) throws IOException {
      if (in.currentToken() == JsonToken.VALUE_STRING) {
        readText(in.getText(), out);
      } else if (in.currentToken() == start) {
        readParts(in, out);
      } else {
        throw JsonParsers.wrongKind(in, type);
      }
    }

    @Override
    public final void readText(String text, ByteBuilder out) {
      JsonParsers.parse(
          text,
          type,
          in -> {
            if (in.currentToken() != start) {
              throw JsonParsers.wrongKind(in, type);
            }
            readParts(in, out);
          });
    }

    /** Reads from the token of the beginning to that of the end. */
    abstract void readParts(JsonParser in, ByteBuilder out) throws IOException;
  }

  /** Reads a value behind its length. */
  private static void readSized(ValueReader reader, JsonParser in, ByteBuilder out)
      throws IOException {
    int sizeAt = out.reserve(4);
    reader.read(in, out);
    out.patchInt(sizeAt, out.length() - sizeAt - 4);
  }

  /** list and set. */
  static final class Elements extends Nested {
    private final ValueReader element;
    private final boolean stripNulls;

    Elements(String type, ValueReader element, boolean stripNulls) {
      super(type, JsonToken.START_ARRAY);
      this.element = element;
      this.stripNulls = stripNulls;
    }

    @Override
    void readParts(JsonParser in, ByteBuilder out) throws IOException {
      int countAt = out.reserve(4);
      int count = 0;
      while (in.nextToken() != JsonToken.END_ARRAY) {
        if (in.currentToken() != JsonToken.VALUE_NULL) {
          readSized(element, in, out);
          count++;
        } else if (!stripNulls) {
          throw BadValueException.noLiteral("an element of it" + NO_NULLS);
        }
      }
      out.patchInt(countAt, count);
    }
  }

  /** vector: a list with a given number of elements, none of them null. */
  static final class Vector extends Nested {
    private final ValueReader element;
    private final int dimensions;
    private final boolean sized;

    /**
     * Makes one.
     *
     * @param sized whether each element has its length before it
     */
    Vector(String type, ValueReader element, int dimensions, boolean sized) {
      super(type, JsonToken.START_ARRAY);
      this.element = element;
      this.dimensions = dimensions;
      this.sized = sized;
    }

    @Override
    void readParts(JsonParser in, ByteBuilder out) throws IOException {
      int count = 0;
      while (in.nextToken() != JsonToken.END_ARRAY) {
        if (in.currentToken() == JsonToken.VALUE_NULL) {
          throw BadValueException.noLiteral("an element of a vector cannot be null");
        }
        if (sized) {
          readSizedByVarint(in, out);
        } else {
          element.read(in, out);
        }
        count++;
      }
      if (count != dimensions) {
        throw BadValueException.noLiteral(
            "it has " + count + " elements and the vector takes " + dimensions);
      }
    }

    private void readSizedByVarint(JsonParser in, ByteBuilder out) throws IOException {
      int start = out.reserve(5); // the longest length of an element
      element.read(in, out);
      int size = out.length() - start - 5;
      int prefix = UnsignedVarints.size(size);
      UnsignedVarints.write(out.data(), start, size);
      System.arraycopy(out.data(), start + 5, out.data(), start + prefix, size);
      out.truncate(start + prefix + size);
    }
  }

  /** map: an object, whose names are the keys as text. */
  static final class Entries extends Nested {
    private final ValueReader key;
    private final ValueReader value;
    private final boolean stripNulls;

    Entries(String type, ValueReader key, ValueReader value, boolean stripNulls) {
      super(type, JsonToken.START_OBJECT);
      this.key = key;
      this.value = value;
      this.stripNulls = stripNulls;
    }

    @Override
    void readParts(JsonParser in, ByteBuilder out) throws IOException {
      int countAt = out.reserve(4);
      int count = 0;
      Set<ByteBuffer> keys = new HashSet<>();
      while (in.nextToken() != JsonToken.END_OBJECT) {
        int sizeAt = out.reserve(4);
        String name = in.currentName();
        key.readText(name, out);
        out.patchInt(sizeAt, out.length() - sizeAt - 4);
        byte[] bytes = Arrays.copyOfRange(out.data(), sizeAt + 4, out.length());
        if (in.nextToken() != JsonToken.VALUE_NULL) {
          if (!keys.add(ByteBuffer.wrap(bytes))) {
            throw BadValueException.noLiteral(
                "it has the key " + JsonParsers.shortened(name) + " twice");
          }
          readSized(value, in, out);
          count++;
        } else if (stripNulls) {
          out.truncate(sizeAt);
        } else {
          throw BadValueException.noLiteral("a value of the map" + NO_NULLS);
        }
      }
      out.patchInt(countAt, count);
    }
  }

  /** tuple: an array with as many elements as the type. */
  static final class Tuple extends Nested {
    private final List<ValueReader> fields;

    Tuple(String type, List<ValueReader> fields) {
      super(type, JsonToken.START_ARRAY);
      this.fields = fields;
    }

    @Override
    void readParts(JsonParser in, ByteBuilder out) throws IOException {
      int count = 0;
      while (in.nextToken() != JsonToken.END_ARRAY) {
        if (count == fields.size()) {
          throw BadValueException.noLiteral(
              "it has more elements than the tuple, which has " + fields.size());
        }
        if (in.currentToken() == JsonToken.VALUE_NULL) {
          out.putInt(-1);
        } else {
          readSized(fields.get(count), in, out);
        }
        count++;
      }
      if (count < fields.size()) {
        throw BadValueException.noLiteral(
            "it has " + count + " elements and the tuple " + fields.size());
      }
    }
  }

  /** UDT: an object with the fields in any order; those it does not have are null. */
  static final class Udt extends Nested {
    private final Map<String, Integer> indexes;
    private final List<ValueReader> fields;

    Udt(String type, Map<String, Integer> indexes, List<ValueReader> fields) {
      super(type, JsonToken.START_OBJECT);
      this.indexes = indexes;
      this.fields = fields;
    }

    @Override
    void readParts(JsonParser in, ByteBuilder out) throws IOException {
      int start = out.length();
      int[] starts = new int[fields.size()];
      int[] ends = new int[fields.size()];
      Arrays.fill(starts, -1);
      int inOrder = 0;
      while (in.nextToken() != JsonToken.END_OBJECT) {
        int field = index(in.currentName());
        if (starts[field] >= 0) {
          throw BadValueException.noLiteral("it has the field " + in.currentName() + " twice");
        }
        starts[field] = out.length();
        if (in.nextToken() == JsonToken.VALUE_NULL) {
          out.putInt(-1);
        } else {
          readSized(fields.get(field), in, out);
        }
        ends[field] = out.length();
        inOrder = field == inOrder ? inOrder + 1 : Integer.MIN_VALUE;
      }
      if (inOrder != fields.size()) {
        arrange(out, start, starts, ends);
      }
    }

    private int index(String name) {
      Integer index = indexes.get(name);
      if (index == null && ColumnNames.isQuoted(name)) {
        index = indexes.get(ColumnNames.unquoted(name));
      }
      if (index == null) {
        throw BadValueException.noLiteral(
            "the type "
                + type()
                + " has no field "
                + JsonParsers.shortened(name)
                + "; it has "
                + String.join(", ", indexes.keySet()));
      }
      return index;
    }

    /** Puts the fields into the type's order, with nulls for those that are not there. */
    private static void arrange(ByteBuilder out, int start, int[] starts, int[] ends) {
      byte[] asRead = Arrays.copyOfRange(out.data(), start, out.length());
      out.truncate(start);
      for (int field = 0; field < starts.length; field++) {
        if (starts[field] < 0) {
          out.putInt(-1);
        } else {
          out.put(asRead, starts[field] - start, ends[field] - starts[field]);
        }
      }
    }
  }
}
