package io.cassport.text.json;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.ListType;
import com.datastax.oss.driver.api.core.type.MapType;
import com.datastax.oss.driver.api.core.type.SetType;
import com.datastax.oss.driver.api.core.type.TupleType;
import com.datastax.oss.driver.api.core.type.UserDefinedType;
import com.datastax.oss.driver.api.core.type.VectorType;
import io.cassport.format.values.CqlSizes;
import io.cassport.text.ByteBuilder;
import io.cassport.text.ScalarForm;
import io.cassport.text.ScalarForms;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compiles CQL types into what writes and reads them.
 *
 * @param binary how blobs are written
 * @param stripNulls whether nulls are left out of objects, and of arrays that are read
 */
record JsonTypes(ScalarForms.Binary binary, boolean stripNulls) {
  private static final Set<String> WRITTEN_AS_NUMBERS =
      Set.of("text", "ascii", "timestamp", "date", "time");

  /** A new writer, for one thread. */
  ValueWriter writer(DataType type) {
    if (type instanceof ListType list) {
      return new NestedWriters.Elements(writer(list.getElementType()));
    }
    if (type instanceof SetType set) {
      return new NestedWriters.Elements(writer(set.getElementType()));
    }
    if (type instanceof VectorType vector) {
      return new NestedWriters.Vector(
          writer(vector.getElementType()),
          vector.getDimensions(),
          CqlSizes.fixed(vector.getElementType()));
    }
    if (type instanceof MapType map) {
      return new NestedWriters.Entries(writer(map.getKeyType()), writer(map.getValueType()));
    }
    if (type instanceof UserDefinedType udt) {
      List<byte[]> names = udt.getFieldNames().stream().map(JsonTypes::member).toList();
      return new NestedWriters.Fields(names, writers(udt.getFieldTypes()), stripNulls);
    }
    if (type instanceof TupleType tuple) {
      return new NestedWriters.Fields(null, writers(tuple.getComponentTypes()), stripNulls);
    }
    return new ScalarWriter(form(type));
  }

  private List<ValueWriter> writers(List<DataType> types) {
    return types.stream().map(this::writer).toList();
  }

  private static byte[] member(CqlIdentifier field) {
    return member(field.asInternal());
  }

  /** A name with the colon behind it. */
  static byte[] member(String name) {
    ByteBuilder json = new ByteBuilder(name.length() + 3);
    JsonText.put(name, json);
    return json.put(':').toBytes();
  }

  /** A new reader, for one thread. */
  ValueReader reader(DataType type) {
    String name = type.asCql(false, true);
    if (type instanceof ListType list) {
      return new NestedReaders.Elements(name, reader(list.getElementType()), stripNulls);
    }
    if (type instanceof SetType set) {
      return new NestedReaders.Elements(name, reader(set.getElementType()), stripNulls);
    }
    if (type instanceof VectorType vector) {
      boolean sized = CqlSizes.fixed(vector.getElementType()) < 0;
      return new NestedReaders.Vector(
          name, reader(vector.getElementType()), vector.getDimensions(), sized);
    }
    if (type instanceof MapType map) {
      return new NestedReaders.Entries(
          name, reader(map.getKeyType()), reader(map.getValueType()), stripNulls);
    }
    if (type instanceof UserDefinedType udt) {
      Map<String, Integer> indexes = new LinkedHashMap<>();
      for (CqlIdentifier field : udt.getFieldNames()) {
        indexes.put(field.asInternal(), indexes.size());
      }
      return new NestedReaders.Udt(name, indexes, readers(udt.getFieldTypes()));
    }
    if (type instanceof TupleType tuple) {
      return new NestedReaders.Tuple(name, readers(tuple.getComponentTypes()));
    }
    ScalarForm form = form(type);
    return new ScalarReader(
        form,
        form.kind() == ScalarForm.Kind.NUMBER || WRITTEN_AS_NUMBERS.contains(form.type()),
        form.kind() == ScalarForm.Kind.TRUTH
            || form.type().equals("text")
            || form.type().equals("ascii"));
  }

  private List<ValueReader> readers(List<DataType> types) {
    List<ValueReader> readers = new ArrayList<>();
    types.forEach(type -> readers.add(reader(type)));
    return readers;
  }

  private ScalarForm form(DataType type) {
    return ScalarForms.of(type, binary, true);
  }
}
