package io.cassport.parquet;

import com.datastax.oss.driver.api.core.type.CustomType;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.datastax.oss.driver.api.core.type.ListType;
import com.datastax.oss.driver.api.core.type.MapType;
import com.datastax.oss.driver.api.core.type.SetType;
import com.datastax.oss.driver.api.core.type.TupleType;
import com.datastax.oss.driver.api.core.type.UserDefinedType;
import com.datastax.oss.driver.api.core.type.VectorType;
import com.datastax.oss.protocol.internal.ProtocolConstants;
import io.cassport.format.ColumnSchema;
import io.cassport.format.RowSchema;
import io.cassport.format.values.CqlSizes;
import io.cassport.format.values.TextForm;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.ColumnOrder;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/**
 * Compiles a row's CQL types into Parquet's types and the writers that go with them, in one pass so
 * that they cannot disagree.
 */
final class WriteSchema {
  private final WriteSettings settings;
  private final List<LeafWriter> leaves = new ArrayList<>();
  private final List<CellWriter> columns = new ArrayList<>();
  private final List<VectorNode> vectors = new ArrayList<>();
  private final MessageType message;

  WriteSchema(RowSchema schema, WriteSettings settings) throws SQLException {
    this.settings = settings;
    List<Type> types = new ArrayList<>();
    for (ColumnSchema column : schema.columns()) {
      Node node = compile(column.name(), column.type(), 0, Repetition.OPTIONAL);
      types.add(node.type());
      columns.add(node.writer());
    }
    message = new MessageType("row", types);
    Iterator<ColumnDescriptor> descriptors = message.getColumns().iterator();
    for (LeafWriter leaf : leaves) {
      leaf.setDescriptor(descriptors.next());
    }
  }

  MessageType message() {
    return message;
  }

  /** For each column of the row its writer. */
  List<CellWriter> columns() {
    return columns;
  }

  /** All vectors that are written as lists, in the same order for the same rows. */
  List<VectorNode> vectors() {
    return vectors;
  }

  /** A list that is a vector, and its writer. */
  record VectorNode(GroupType type, NestedWriters.Vector writer) {}

  /** A type and its writer. */
  private record Node(Type type, CellWriter writer) {}

  private Node compile(String name, DataType type, int repeated, Repetition repetition)
      throws SQLException {
    if (type instanceof ListType list) {
      return elements(name, list.getElementType(), repeated, repetition);
    }
    if (type instanceof SetType set) {
      return elements(name, set.getElementType(), repeated, repetition);
    }
    if (type instanceof VectorType vector) {
      return vector(name, vector, repeated, repetition);
    }
    if (type instanceof MapType map) {
      return map(name, map, repeated, repetition);
    }
    if (type instanceof UserDefinedType udt) {
      List<String> names = udt.getFieldNames().stream().map(n -> n.asInternal()).toList();
      return fields(name, names, udt.getFieldTypes(), repeated, repetition);
    }
    if (type instanceof TupleType tuple) {
      List<String> names = new ArrayList<>();
      for (int i = 0; i < tuple.getComponentTypes().size(); i++) {
        names.add("_" + i);
      }
      return fields(name, names, tuple.getComponentTypes(), repeated, repetition);
    }
    if (type.equals(DataTypes.DURATION)) {
      return duration(name, repetition);
    }
    return leaf(name, type, repetition);
  }

  private Node elements(String name, DataType elementType, int repeated, Repetition repetition)
      throws SQLException {
    Node element = compile("element", elementType, repeated + 1, Repetition.OPTIONAL);
    return new Node(
        list(name, element.type(), repetition),
        new NestedWriters.Elements(element.writer(), repeated + 1));
  }

  private static GroupType list(String name, Type element, Repetition repetition) {
    return Types.list(repetition).element(element).named(name);
  }

  private Node vector(String name, VectorType vector, int repeated, Repetition repetition)
      throws SQLException {
    int dimensions = vector.getDimensions();
    if (settings.fixedVectors() && vector.getElementType().equals(DataTypes.FLOAT)) {
      int width = Math.multiplyExact(4, dimensions);
      return leaf(
          Types.primitive(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY, repetition)
              .length(width)
              .named(name),
          new LeafWriter.FixedVector(width));
    }
    Node element = compile("element", vector.getElementType(), repeated + 1, Repetition.OPTIONAL);
    int size = CqlSizes.fixed(vector.getElementType());
    GroupType list = list(name, element.type(), repetition);
    NestedWriters.Vector writer =
        new NestedWriters.Vector(element.writer(), repeated + 1, dimensions, size);
    vectors.add(new VectorNode(list, writer));
    return new Node(list, writer);
  }

  private Node map(String name, MapType map, int repeated, Repetition repetition)
      throws SQLException {
    Node key = compile("key", map.getKeyType(), repeated + 1, Repetition.REQUIRED);
    Node value = compile("value", map.getValueType(), repeated + 1, Repetition.OPTIONAL);
    return new Node(
        Types.map(repetition).key(key.type()).value(value.type()).named(name),
        new NestedWriters.Entries(key.writer(), value.writer(), repeated + 1));
  }

  private Node fields(
      String name, List<String> names, List<DataType> types, int repeated, Repetition repetition)
      throws SQLException {
    List<Type> fieldTypes = new ArrayList<>();
    List<CellWriter> writers = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      Node field = compile(names.get(i), types.get(i), repeated, Repetition.OPTIONAL);
      fieldTypes.add(field.type());
      writers.add(field.writer());
    }
    return new Node(new GroupType(repetition, name, fieldTypes), new NestedWriters.Fields(writers));
  }

  private Node duration(String name, Repetition repetition) {
    NestedWriters.DurationPart months = new NestedWriters.DurationPart();
    NestedWriters.DurationPart days = new NestedWriters.DurationPart();
    NestedWriters.DurationPart nanos = new NestedWriters.DurationPart();
    leaves.addAll(List.of(months, days, nanos));
    GroupType group =
        new GroupType(
            repetition,
            name,
            Types.required(PrimitiveTypeName.INT32).named("months"),
            Types.required(PrimitiveTypeName.INT32).named("days"),
            Types.required(PrimitiveTypeName.INT64).named("nanos"));
    return new Node(group, new NestedWriters.Duration(months, days, nanos));
  }

  private Node leaf(Type type, LeafWriter writer) {
    leaves.add(writer);
    return new Node(type, writer);
  }

  private Node leaf(String name, DataType type, Repetition repetition) throws SQLException {
    if (type instanceof CustomType) {
      return leaf(
          Types.primitive(PrimitiveTypeName.BINARY, repetition).named(name),
          new LeafWriter.Bytes());
    }
    return switch (type.getProtocolCode()) {
      case ProtocolConstants.DataType.ASCII, ProtocolConstants.DataType.VARCHAR ->
          leaf(string(name, repetition), new LeafWriter.Bytes());
      case ProtocolConstants.DataType.BLOB ->
          leaf(
              Types.primitive(PrimitiveTypeName.BINARY, repetition).named(name),
              new LeafWriter.Bytes());
      case ProtocolConstants.DataType.BOOLEAN ->
          leaf(
              Types.primitive(PrimitiveTypeName.BOOLEAN, repetition).named(name),
              new LeafWriter.Bool());
      case ProtocolConstants.DataType.TINYINT ->
          leaf(
              annotated(
                  name,
                  PrimitiveTypeName.INT32,
                  LogicalTypeAnnotation.intType(8, true),
                  repetition),
              new LeafWriter.Int8());
      case ProtocolConstants.DataType.SMALLINT ->
          leaf(
              annotated(
                  name,
                  PrimitiveTypeName.INT32,
                  LogicalTypeAnnotation.intType(16, true),
                  repetition),
              new LeafWriter.Int16());
      case ProtocolConstants.DataType.INT ->
          leaf(
              Types.primitive(PrimitiveTypeName.INT32, repetition).named(name),
              new LeafWriter.Int32());
      case ProtocolConstants.DataType.BIGINT, ProtocolConstants.DataType.COUNTER ->
          leaf(
              Types.primitive(PrimitiveTypeName.INT64, repetition).named(name),
              new LeafWriter.Int64());
      case ProtocolConstants.DataType.FLOAT ->
          leaf(floating(name, PrimitiveTypeName.FLOAT, repetition), new LeafWriter.Float32());
      case ProtocolConstants.DataType.DOUBLE ->
          leaf(floating(name, PrimitiveTypeName.DOUBLE, repetition), new LeafWriter.Float64());
      case ProtocolConstants.DataType.DATE ->
          leaf(
              annotated(
                  name, PrimitiveTypeName.INT32, LogicalTypeAnnotation.dateType(), repetition),
              new LeafWriter.Date());
      case ProtocolConstants.DataType.TIMESTAMP -> timestamp(name, repetition);
      case ProtocolConstants.DataType.TIME -> time(name, repetition);
      case ProtocolConstants.DataType.UUID, ProtocolConstants.DataType.TIMEUUID ->
          uuid(name, type, repetition);
      case ProtocolConstants.DataType.DECIMAL -> decimal(name, repetition);
      case ProtocolConstants.DataType.VARINT, ProtocolConstants.DataType.INET ->
          leaf(string(name, repetition), new LeafWriter.Text(TextForm.of(type)));
      default ->
          throw Errors.option(
              "column "
                  + name
                  + " has type "
                  + type.asCql(false, true)
                  + ", which has no form in Parquet; leave it out of the column list");
    };
  }

  private Node timestamp(String name, Repetition repetition) {
    Unit unit = settings.timestampUnit();
    return leaf(
        annotated(
            name,
            PrimitiveTypeName.INT64,
            LogicalTypeAnnotation.timestampType(true, unit.parquet()),
            repetition),
        unit == Unit.MILLIS ? new LeafWriter.Int64() : new LeafWriter.Timestamp(unit));
  }

  private Node time(String name, Repetition repetition) {
    if (settings.textTimes()) {
      return leaf(string(name, repetition), new LeafWriter.Text(TextForm.of(DataTypes.TIME)));
    }
    Unit unit = settings.timeUnit();
    boolean millis = unit == Unit.MILLIS;
    return leaf(
        annotated(
            name,
            millis ? PrimitiveTypeName.INT32 : PrimitiveTypeName.INT64,
            LogicalTypeAnnotation.timeType(false, unit.parquet()),
            repetition),
        millis ? new LeafWriter.TimeMillis() : new LeafWriter.Time(unit));
  }

  private Node uuid(String name, DataType type, Repetition repetition) {
    if (settings.uuidType().equals("STRING")) {
      return leaf(string(name, repetition), new LeafWriter.Text(TextForm.of(type)));
    }
    Types.PrimitiveBuilder<org.apache.parquet.schema.PrimitiveType> builder =
        Types.primitive(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY, repetition).length(16);
    if (settings.uuidType().equals("UUID")) {
      builder = builder.as(LogicalTypeAnnotation.uuidType());
    }
    return leaf(builder.named(name), new LeafWriter.Uuid());
  }

  private Node decimal(String name, Repetition repetition) {
    if (settings.decimal().isEmpty()) {
      return leaf(string(name, repetition), new LeafWriter.Text(TextForm.of(DataTypes.DECIMAL)));
    }
    WriteSettings.Decimal decimal = settings.decimal().get();
    int width = FixedDecimals.width(decimal.precision());
    return leaf(
        Types.primitive(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY, repetition)
            .length(width)
            .as(LogicalTypeAnnotation.decimalType(decimal.scale(), decimal.precision()))
            .named(name),
        new LeafWriter.FixedDecimal(decimal, width));
  }

  private static Type string(String name, Repetition repetition) {
    return annotated(
        name, PrimitiveTypeName.BINARY, LogicalTypeAnnotation.stringType(), repetition);
  }

  private static Type annotated(
      String name, PrimitiveTypeName type, LogicalTypeAnnotation logical, Repetition repetition) {
    return Types.primitive(type, repetition).as(logical).named(name);
  }

  /**
   * parquet-java 1.18 would write the IEEE 754 total order by default, and Polars up to 1.41 and
   * others refuse the whole file for it.
   */
  private static Type floating(String name, PrimitiveTypeName type, Repetition repetition) {
    return Types.primitive(type, repetition).columnOrder(ColumnOrder.typeDefined()).named(name);
  }
}
