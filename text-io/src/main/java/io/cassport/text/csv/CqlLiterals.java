package io.cassport.text.csv;

import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.datastax.oss.driver.api.core.type.ListType;
import com.datastax.oss.driver.api.core.type.MapType;
import com.datastax.oss.driver.api.core.type.SetType;
import com.datastax.oss.driver.api.core.type.TupleType;
import com.datastax.oss.driver.api.core.type.UserDefinedType;
import com.datastax.oss.driver.api.core.type.VectorType;
import io.cassport.format.values.BadValueException;
import io.cassport.format.values.CqlSizes;
import io.cassport.text.ByteBuilder;
import io.cassport.text.ScalarForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Types with parts as CQL literals: what cqlsh prints, and every literal that CQL reads. */
final class CqlLiterals {
  /** The types whose literals are in single quotes. */
  private static final Set<DataType> QUOTED =
      Set.of(
          DataTypes.ASCII,
          DataTypes.TEXT,
          DataTypes.DATE,
          DataTypes.INET,
          DataTypes.TIME,
          DataTypes.TIMESTAMP);

  private CqlLiterals() {}

  /**
   * The form of a type with parts, or null when a part of it has none.
   *
   * @param scalars the forms of types without parts, null for other types
   * @param nullText what cqlsh writes for null inside of values, beside null itself
   */
  static ScalarForm of(DataType type, Function<DataType, ScalarForm> scalars, String nullText) {
    LiteralNode node = new Compiler(scalars).compile(type);
    return node == null ? null : new Literal(type.asCql(true, false), node, nullText);
  }

  private static final class Literal extends ScalarForm {
    private final LiteralNode node;
    private final String nullText;

    Literal(String type, LiteralNode node, String nullText) {
      super(type, Kind.TEXT);
      this.node = node;
      this.nullText = nullText;
    }

    @Override
    public void print(byte[] data, int offset, int length, ByteBuilder out) {
      node.print(data, offset, length, out);
    }

    @Override
    public void parse(byte[] text, int offset, int length, ByteBuilder out) {
      LiteralText literal = new LiteralText(text, offset, offset + length, nullText);
      try {
        node.parse(literal, out);
        literal.requireEnd();
      } catch (LiteralText.Malformed e) {
        throw BadValueException.noLiteral(
            "'"
                + shown(text, offset, length)
                + "' is no "
                + type()
                + ": "
                + e.getMessage()
                + " at character "
                + literal.place());
      }
    }
  }

  private record Compiler(Function<DataType, ScalarForm> scalars) {
    LiteralNode compile(DataType type) {
      if (type instanceof ListType list) {
        return elements(list.getElementType(), '[', ']');
      }
      if (type instanceof SetType set) {
        return elements(set.getElementType(), '{', '}');
      }
      if (type instanceof VectorType vector) {
        LiteralNode element = compile(vector.getElementType());
        int size = CqlSizes.fixed(vector.getElementType());
        return element == null
            ? null
            : new LiteralNode.Vector(element, vector.getDimensions(), size);
      }
      if (type instanceof MapType map) {
        LiteralNode key = compile(map.getKeyType());
        LiteralNode value = compile(map.getValueType());
        return key == null || value == null ? null : new LiteralNode.Entries(key, value);
      }
      if (type instanceof UserDefinedType udt) {
        List<LiteralNode> fields = all(udt.getFieldTypes());
        return fields == null
            ? null
            : new LiteralNode.Named(
                udt.getFieldNames().stream().map(name -> name.asInternal()).toList(),
                udt.getFieldNames().stream().map(name -> name.asCql(true)).toList(),
                fields);
      }
      if (type instanceof TupleType tuple) {
        List<LiteralNode> fields = all(tuple.getComponentTypes());
        return fields == null ? null : new LiteralNode.Tuple(fields);
      }
      ScalarForm form = scalars.apply(type);
      return form == null ? null : new LiteralNode.Leaf(form, QUOTED.contains(type));
    }

    private LiteralNode elements(DataType type, char open, char close) {
      LiteralNode element = compile(type);
      return element == null ? null : new LiteralNode.Elements(element, open, close);
    }

    private List<LiteralNode> all(List<DataType> types) {
      List<LiteralNode> nodes = new ArrayList<>();
      for (DataType type : types) {
        LiteralNode node = compile(type);
        if (node == null) {
          return null;
        }
        nodes.add(node);
      }
      return nodes;
    }
  }
}
