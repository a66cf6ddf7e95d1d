package io.cassport.parquet;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.ProtocolVersion;
import com.datastax.oss.driver.api.core.data.CqlDuration;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.datastax.oss.driver.api.core.type.ListType;
import com.datastax.oss.driver.api.core.type.MapType;
import com.datastax.oss.driver.api.core.type.SetType;
import com.datastax.oss.driver.api.core.type.TupleType;
import com.datastax.oss.driver.api.core.type.UserDefinedType;
import com.datastax.oss.driver.api.core.type.VectorType;
import com.datastax.oss.driver.api.core.type.codec.TypeCodecs;
import io.cassport.format.values.BadValueException;
import io.cassport.format.values.CqlSizes;
import io.cassport.parquet.decoding.ColumnValues;
import io.cassport.parquet.decoding.Conversion;
import io.cassport.parquet.decoding.RowGroupValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/** Compiles a file's type and a CQL type into a reader, or says why there is none. */
final class ReadSchema {
  private final MessageType message;

  ReadSchema(MessageType message) {
    this.message = message;
  }

  /** Thrown when a type cannot become another; the message is the end of a sentence. */
  static final class NotConvertible extends Exception {
    private static final long serialVersionUID = 1L;

    NotConvertible(String message) {
      super(message);
    }
  }

  /** The reader of a top-level column. */
  CellReader compile(int column, DataType target) throws NotConvertible {
    Type type = message.getType(column);
    return compile(type, target, List.of(), 0, 0);
  }

  private CellReader compile(
      Type type, DataType target, List<String> parents, int definition, int repetition)
      throws NotConvertible {
    if (type.isRepetition(Type.Repetition.REPEATED)) {
      // a repeated field outside any LIST is a list of required elements
      CellReader element =
          once(type, elementType(target, type), parents, definition + 1, repetition + 1);
      return elements(element, target, definition, definition + 1, repetition + 1);
    }
    int own = definition + (type.isRepetition(Type.Repetition.OPTIONAL) ? 1 : 0);
    return once(type, target, parents, own, repetition);
  }

  /** One value of a type, its own repetition aside; definition counts the type itself. */
  private CellReader once(
      Type type, DataType target, List<String> parents, int definition, int repetition)
      throws NotConvertible {
    List<String> path = new ArrayList<>(parents);
    path.add(type.getName());
    if (type.isPrimitive()) {
      ColumnDescriptor descriptor = message.getColumnDescription(path.toArray(new String[0]));
      return Conversions.of(type.asPrimitiveType(), target)
          .map(conversion -> (CellReader) new CellReader.Leaf(descriptor, conversion))
          .orElseThrow(
              () ->
                  new NotConvertible(
                      "there is no exact conversion to " + target.asCql(false, true)));
    }
    GroupType group = type.asGroupType();
    if (target.equals(DataTypes.DURATION) && Nesting.isDuration(group)) {
      return duration(group, path, definition);
    }
    Optional<Nesting.ListParts> list = Nesting.list(group);
    if (list.isPresent()) {
      return list(list.get(), target, path, definition, repetition);
    }
    Optional<Nesting.MapParts> map = Nesting.map(group);
    if (map.isPresent()) {
      return map(map.get(), target, path, definition, repetition);
    }
    if (target instanceof UserDefinedType udt) {
      List<String> names = udt.getFieldNames().stream().map(CqlIdentifier::asInternal).toList();
      return fields(group, names, udt.getFieldTypes(), path, definition, repetition);
    }
    if (target instanceof TupleType tuple) {
      List<DataType> types = tuple.getComponentTypes();
      if (group.getFieldCount() != types.size()) {
        throw new NotConvertible(
            "the group has " + group.getFieldCount() + " fields and the tuple " + types.size());
      }
      List<String> names = group.getFields().stream().map(Type::getName).toList();
      return fields(group, names, types, path, definition, repetition);
    }
    throw new NotConvertible("a group can only become a UDT, a tuple or a duration");
  }

  private CellReader list(
      Nesting.ListParts list, DataType target, List<String> path, int definition, int repetition)
      throws NotConvertible {
    DataType elementType = elementType(target, list.element());
    CellReader element;
    if (list.twoLevels()) {
      element = once(list.element(), elementType, path, definition + 1, repetition + 1);
    } else {
      List<String> below = new ArrayList<>(path);
      below.add(list.repeated().getName());
      element = compile(list.element(), elementType, below, definition + 1, repetition + 1);
    }
    return elements(element, target, definition, definition + 1, repetition + 1);
  }

  private static CellReader elements(
      CellReader element, DataType target, int notNull, int notEmpty, int repeats) {
    if (target instanceof VectorType vector) {
      return new CellReader.Vector(
          element,
          notNull,
          notEmpty,
          repeats,
          vector.getDimensions(),
          CqlSizes.fixed(vector.getElementType()));
    }
    return new CellReader.Elements(element, notNull, notEmpty, repeats);
  }

  private static DataType elementType(DataType target, Type element) throws NotConvertible {
    if (target instanceof ListType list) {
      return list.getElementType();
    }
    if (target instanceof SetType set) {
      return set.getElementType();
    }
    if (target instanceof VectorType vector) {
      return vector.getElementType();
    }
    throw new NotConvertible(
        "a list of " + element.getName() + " can only become a list, a set or a vector");
  }

  private CellReader map(
      Nesting.MapParts map, DataType target, List<String> path, int definition, int repetition)
      throws NotConvertible {
    if (!(target instanceof MapType type)) {
      throw new NotConvertible("a map can only become a map");
    }
    List<String> below = new ArrayList<>(path);
    below.add(map.entries().getName());
    CellReader key = compile(map.key(), type.getKeyType(), below, definition + 1, repetition + 1);
    CellReader value =
        compile(map.value(), type.getValueType(), below, definition + 1, repetition + 1);
    return new CellReader.Entries(key, value, definition, definition + 1, repetition + 1);
  }

  private CellReader fields(
      GroupType group,
      List<String> names,
      List<DataType> types,
      List<String> path,
      int definition,
      int repetition)
      throws NotConvertible {
    List<CellReader> readers = new ArrayList<>();
    CellReader first = null;
    for (int i = 0; i < names.size(); i++) {
      CellReader reader = null;
      if (group.containsField(names.get(i))) {
        Type field = group.getType(names.get(i));
        try {
          reader = compile(field, types.get(i), path, definition, repetition);
        } catch (NotConvertible e) {
          throw new NotConvertible("field " + names.get(i) + ": " + e.getMessage());
        }
        first = first == null ? reader : first;
      }
      readers.add(reader);
    }
    if (first == null) {
      throw new NotConvertible("the group has none of the type's fields");
    }
    for (Type field : group.getFields()) {
      if (!names.contains(field.getName())) {
        throw new NotConvertible("the type has no field " + field.getName());
      }
    }
    return new CellReader.Fields(readers, first, definition);
  }

  private CellReader duration(GroupType group, List<String> path, int definition) {
    List<ColumnDescriptor> parts = new ArrayList<>();
    for (String name : List.of("months", "days", "nanos")) {
      List<String> field = new ArrayList<>(path);
      field.add(group.getType(name).getName());
      parts.add(message.getColumnDescription(field.toArray(new String[0])));
    }
    return new DurationReader(parts, definition);
  }

  /** duration from its group's three columns. */
  private static final class DurationReader implements CellReader {
    private final List<ColumnDescriptor> parts;
    private final int notNull;
    private ColumnValues months;
    private ColumnValues days;
    private ColumnValues nanos;

    DurationReader(List<ColumnDescriptor> parts, int notNull) {
      this.parts = parts;
      this.notNull = notNull;
    }

    @Override
    public boolean read(CellOutput out) {
      boolean there = definition() >= notNull;
      if (!there) {
        skip();
      } else if (!months.hasValue() || !days.hasValue() || !nanos.hasValue()) {
        out.markBad(BadValueException.noLiteral("a part of the duration is null"));
        skip();
      } else {
        try {
          CqlDuration duration =
              CqlDuration.newInstance(months.takeInt(), days.takeInt(), nanos.takeLong());
          out.put(TypeCodecs.DURATION.encode(duration, ProtocolVersion.DEFAULT));
        } catch (IllegalArgumentException e) {
          out.markBad(BadValueException.range("it is no duration: " + e.getMessage()));
        }
      }
      return there;
    }

    @Override
    public void skip() {
      months.skip();
      days.skip();
      nanos.skip();
    }

    @Override
    public int definition() {
      return months.definition();
    }

    @Override
    public int repetition() {
      return months.repetition();
    }

    @Override
    public void bind(RowGroupValues rowGroup) {
      months = rowGroup.column(parts.get(0), new Conversion.Reversed(PrimitiveTypeName.INT32));
      days = rowGroup.column(parts.get(1), new Conversion.Reversed(PrimitiveTypeName.INT32));
      nanos = rowGroup.column(parts.get(2), new Conversion.Reversed(PrimitiveTypeName.INT64));
    }
  }
}
