package io.cassport.text.csv;

import io.cassport.format.values.BadValueException;
import io.cassport.format.values.CqlParts;
import io.cassport.format.values.UnsignedVarints;
import io.cassport.text.ByteBuilder;
import io.cassport.text.ScalarForm;
import java.util.List;

/** A CQL type as a literal inside of another, or around others. */
interface LiteralNode {
  /** What ends a value inside brackets. */
  String ENDS = ",]})";

  /** What ends a key. */
  String KEY_ENDS = ":,]})";

  /** Appends the literal of a value. */
  void print(byte[] data, int offset, int length, ByteBuilder out);

  /** Appends the CQL bytes of the literal that comes next. */
  default void parse(LiteralText text, ByteBuilder out) {
    parse(text, out, ENDS);
  }

  /** The same, where other characters may end it. */
  void parse(LiteralText text, ByteBuilder out, String ends);

  /** Prints a value behind its length; returns where the next begins. */
  private static int printSized(
      LiteralNode node, String what, byte[] data, int position, int end, ByteBuilder out) {
    int size = CqlParts.length(data, position, end);
    if (size < 0) {
      throw BadValueException.noLiteral(what + " of it is null");
    }
    node.print(data, position + 4, size, out);
    return position + 4 + size;
  }

  /** Appends a value behind its length. */
  private static void parseSized(
      LiteralNode node, String what, LiteralText text, ByteBuilder out, String ends) {
    if (text.takeNull(ends)) {
      throw BadValueException.noLiteral(
          what + " of it is null, which a collection in CQL cannot have inside");
    }
    int sizeAt = out.reserve(4);
    node.parse(text, out, ends);
    out.patchInt(sizeAt, out.length() - sizeAt - 4);
  }

  private static void parseField(LiteralNode node, LiteralText text, ByteBuilder out) {
    int sizeAt = out.reserve(4);
    boolean there = !text.takeNull(ENDS);
    if (there) {
      node.parse(text, out, ENDS);
    }
    out.patchInt(sizeAt, there ? out.length() - sizeAt - 4 : -1);
  }

  /** A type without parts. */
  record Leaf(ScalarForm form, boolean quoted) implements LiteralNode {
    @Override
    public void print(byte[] data, int offset, int length, ByteBuilder out) {
      if (!quoted) {
        form.print(data, offset, length, out);
        return;
      }
      out.put('\'');
      int start = out.length();
      form.print(data, offset, length, out);
      doubleQuotes(out, start);
      out.put('\'');
    }

    private static void doubleQuotes(ByteBuilder out, int start) {
      int quotes = 0;
      for (int i = start; i < out.length(); i++) {
        quotes += out.data()[i] == '\'' ? 1 : 0;
      }
      if (quotes == 0) {
        return;
      }
      int from = out.length() - 1;
      out.reserve(quotes);
      byte[] text = out.data();
      for (int to = out.length() - 1; from >= start; from--) {
        text[to--] = text[from];
        if (text[from] == '\'') {
          text[to--] = '\'';
        }
      }
    }

    @Override
    public void parse(LiteralText text, ByteBuilder out, String ends) {
      if (text.peek() == '\'') {
        ByteBuilder value = text.quoted('\'');
        form.parse(value.data(), 0, value.length(), out);
      } else {
        int from = text.plain(ends);
        int to = text.at();
        while (to > from && text.text()[to - 1] == ' ') {
          to--;
        }
        form.parse(text.text(), from, to - from, out);
      }
    }
  }

  /** list and set. */
  record Elements(LiteralNode element, char open, char close) implements LiteralNode {
    @Override
    public void print(byte[] data, int offset, int length, ByteBuilder out) {
      int count = CqlParts.count(data, offset, length);
      int end = offset + length;
      int position = offset + 4;
      out.put(open);
      for (int i = 0; i < count; i++) {
        if (i > 0) {
          out.put(',').put(' ');
        }
        position = printSized(element, "an element", data, position, end, out);
      }
      CqlParts.requireEnd(position, end);
      out.put(close);
    }

    @Override
    public void parse(LiteralText text, ByteBuilder out, String ends) {
      text.require(open);
      int countAt = out.reserve(4);
      int count = 0;
      if (!text.take(close)) {
        do {
          parseSized(element, "an element", text, out, ENDS);
          count++;
        } while (text.take(','));
        text.require(close);
      }
      out.patchInt(countAt, count);
    }
  }

  /** vector; elements of one size follow each other, others have a length each. */
  record Vector(LiteralNode element, int dimensions, int size) implements LiteralNode {
    @Override
    public void print(byte[] data, int offset, int length, ByteBuilder out) {
      int end = offset + length;
      int position = offset;
      out.put('[');
      for (int i = 0; i < dimensions; i++) {
        int bytes = size;
        if (size < 0) {
          bytes = UnsignedVarints.read(data, position, end);
          position += UnsignedVarints.size(bytes);
        }
        if (bytes > end - position) {
          throw BadValueException.noLiteral("it ends inside an element");
        }
        if (i > 0) {
          out.put(',').put(' ');
        }
        element.print(data, position, bytes, out);
        position += bytes;
      }
      CqlParts.requireEnd(position, end);
      out.put(']');
    }

    @Override
    public void parse(LiteralText text, ByteBuilder out, String ends) {
      text.require('[');
      int count = 0;
      if (!text.take(']')) {
        do {
          parseElement(text, out);
          count++;
        } while (text.take(','));
        text.require(']');
      }
      if (count != dimensions) {
        throw BadValueException.noLiteral(
            "it has " + count + " elements and the vector takes " + dimensions);
      }
    }

    private void parseElement(LiteralText text, ByteBuilder out) {
      if (text.takeNull(ENDS)) {
        throw BadValueException.noLiteral("an element of a vector cannot be null");
      }
      if (size >= 0) {
        element.parse(text, out, ENDS);
        return;
      }
      ByteBuilder bytes = new ByteBuilder(16);
      element.parse(text, bytes, ENDS);
      int at = out.reserve(UnsignedVarints.size(bytes.length()));
      UnsignedVarints.write(out.data(), at, bytes.length());
      out.put(bytes.data(), 0, bytes.length());
    }
  }

  /** map. */
  record Entries(LiteralNode key, LiteralNode value) implements LiteralNode {
    @Override
    public void print(byte[] data, int offset, int length, ByteBuilder out) {
      int count = CqlParts.count(data, offset, length);
      int end = offset + length;
      int position = offset + 4;
      out.put('{');
      for (int i = 0; i < count; i++) {
        if (i > 0) {
          out.put(',').put(' ');
        }
        position = printSized(key, "a key", data, position, end, out);
        out.put(':').put(' ');
        position = printSized(value, "a value", data, position, end, out);
      }
      CqlParts.requireEnd(position, end);
      out.put('}');
    }

    @Override
    public void parse(LiteralText text, ByteBuilder out, String ends) {
      text.require('{');
      int countAt = out.reserve(4);
      int count = 0;
      if (!text.take('}')) {
        do {
          parseSized(key, "a key", text, out, KEY_ENDS);
          text.require(':');
          parseSized(value, "a value", text, out, ENDS);
          count++;
        } while (text.take(','));
        text.require('}');
      }
      out.patchInt(countAt, count);
    }
  }

  /**
   * A user-defined type. Fields that are null are left out, which CQL and cqlsh read as null.
   *
   * @param names as Cassandra stores them
   * @param written as CQL writes them
   */
  record Named(List<String> names, List<String> written, List<LiteralNode> fields)
      implements LiteralNode {
    @Override
    public void print(byte[] data, int offset, int length, ByteBuilder out) {
      int end = offset + length;
      int position = offset;
      boolean first = true;
      out.put('{');
      for (int i = 0; i < fields.size() && position < end; i++) {
        int size = CqlParts.length(data, position, end);
        position += 4;
        if (size < 0) {
          continue;
        }
        if (!first) {
          out.put(',').put(' ');
        }
        first = false;
        out.putText(written.get(i)).put(':').put(' ');
        fields.get(i).print(data, position, size, out);
        position += size;
      }
      requireLast(position, end);
      out.put('}');
    }

    static void requireLast(int position, int end) {
      if (position < end) {
        throw BadValueException.noLiteral(
            "it has more fields than its type; refresh the schema and export again");
      }
    }

    @Override
    public void parse(LiteralText text, ByteBuilder out, String ends) {
      ByteBuilder[] values = new ByteBuilder[fields.size()];
      text.require('{');
      if (!text.take('}')) {
        do {
          int field = field(text);
          text.require(':');
          if (values[field] != null) {
            throw BadValueException.noLiteral("its field " + names.get(field) + " is there twice");
          }
          values[field] = new ByteBuilder(16);
          parseField(fields.get(field), text, values[field]);
        } while (text.take(','));
        text.require('}');
      }
      for (ByteBuilder value : values) {
        if (value == null) {
          out.putInt(-1);
        } else {
          out.put(value.data(), 0, value.length());
        }
      }
    }

    private int field(LiteralText text) {
      String name;
      boolean exact = text.peek() == '"';
      if (exact) {
        name = text.quoted('"').toString();
      } else if (text.peek() == '\'') {
        name = text.quoted('\'').toString();
      } else {
        int from = text.plain(KEY_ENDS);
        name =
            new String(text.text(), from, text.at() - from, java.nio.charset.StandardCharsets.UTF_8)
                .strip();
      }
      int field = names.indexOf(name);
      if (field < 0 && !exact) {
        field = names.indexOf(name.toLowerCase(java.util.Locale.ROOT));
      }
      if (field < 0) {
        throw BadValueException.noLiteral(
            "its type has no field " + name + ", only " + String.join(", ", names));
      }
      return field;
    }
  }

  /** tuple. */
  record Tuple(List<LiteralNode> fields) implements LiteralNode {
    @Override
    public void print(byte[] data, int offset, int length, ByteBuilder out) {
      int end = offset + length;
      int position = offset;
      out.put('(');
      for (int i = 0; i < fields.size(); i++) {
        int size = -1;
        if (position < end) {
          size = CqlParts.length(data, position, end);
          position += 4;
        }
        if (i > 0) {
          out.put(',').put(' ');
        }
        if (size < 0) {
          out.putAscii("null");
        } else {
          fields.get(i).print(data, position, size, out);
          position += size;
        }
      }
      Named.requireLast(position, end);
      out.put(')');
    }

    @Override
    public void parse(LiteralText text, ByteBuilder out, String ends) {
      text.require('(');
      for (int i = 0; i < fields.size(); i++) {
        if (i > 0 && !text.take(',')) {
          out.putInt(-1); // CQL lets the last ones be left out
          continue;
        }
        parseField(fields.get(i), text, out);
      }
      text.require(')');
    }
  }
}
