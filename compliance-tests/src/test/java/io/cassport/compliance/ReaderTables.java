package io.cassport.compliance;

import io.cassport.compliance.CqlType.ListOf;
import io.cassport.compliance.CqlType.MapOf;
import io.cassport.compliance.CqlType.Scalar;
import io.cassport.compliance.CqlType.SetOf;
import io.cassport.compliance.CqlType.TupleOf;
import io.cassport.compliance.CqlType.UdtOf;
import io.cassport.compliance.CqlType.VectorOf;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** The tables whose exports the readers of others are asked to read, and what they hold. */
final class ReaderTables {
  static final String KEYSPACE = "readers";

  /**
   * A table whose key is {@code id int}, the number of the row.
   *
   * @param columns all others, with their types as CQL writes them
   * @param rows what readers shall see, in order of id; a column that is not there is null
   */
  record Table(
      String name,
      Map<String, CqlType> columns,
      Map<String, String> types,
      List<Map<String, Object>> rows) {

    /** Adds a column that row 0 has no value of, and every other row one of the samples. */
    private void add(String column, CqlType type, boolean frozen) {
      columns.put(column, type);
      types.put(column, frozen ? type.inner() : type.outer());
      List<Object> samples = Samples.of(type);
      while (rows.size() <= samples.size()) {
        rows.add(new LinkedHashMap<>());
      }
      for (int i = 0; i < samples.size(); i++) {
        rows.get(i + 1).put(column, samples.get(i));
      }
    }

    private static Table named(String name) {
      List<Map<String, Object>> rows = new ArrayList<>();
      rows.add(new LinkedHashMap<>());
      return new Table(name, new LinkedHashMap<>(), new LinkedHashMap<>(), rows);
    }

    String createStatement() {
      StringBuilder text = new StringBuilder("CREATE TABLE ").append(name);
      text.append(" (id int PRIMARY KEY");
      types.forEach((column, type) -> text.append(", ").append(column).append(' ').append(type));
      return text.append(')').toString();
    }

    String insertStatement(int row) {
      if (columns.containsValue(Scalar.COUNTER)) {
        StringJoiner counts = new StringJoiner(", ");
        rows.get(row)
            .forEach((column, value) -> counts.add(column + " = " + column + " + " + value));
        return "UPDATE " + name + " SET " + counts + " WHERE id = " + row;
      }
      StringBuilder names = new StringBuilder("id");
      StringBuilder values = new StringBuilder().append(row);
      rows.get(row)
          .forEach(
              (column, value) -> {
                if (value != null) {
                  names.append(", ").append(column);
                  values.append(", ").append(columns.get(column).literal(value));
                }
              });
      return "INSERT INTO " + name + " (" + names + ") VALUES (" + values + ")";
    }

    /** The same, as CQL gives it back: a collection that is not frozen has no empty value. */
    Table asStored() {
      List<Map<String, Object>> stored = new ArrayList<>();
      for (Map<String, Object> row : rows) {
        Map<String, Object> cells = new LinkedHashMap<>();
        row.forEach(
            (column, value) -> {
              boolean frozen = types.get(column).startsWith("frozen<");
              cells.put(column, !frozen && vanishes(columns.get(column), value) ? null : value);
            });
        stored.add(cells);
      }
      return new Table(name, columns, types, stored);
    }

    private static boolean vanishes(CqlType type, Object value) {
      if (type instanceof UdtOf) {
        return ((Map<?, ?>) value).values().stream().allMatch(field -> field == null);
      }
      return value instanceof Map<?, ?> map && !(type instanceof TupleOf)
          ? map.isEmpty()
          : value instanceof Collection<?> elements && elements.isEmpty();
    }
  }

  private static final CqlType TUPLE = new TupleOf(List.of(Scalar.INT, Scalar.TEXT));
  private static final UdtOf UDT = new UdtOf("pair", fields(List.of(Scalar.INT, Scalar.TEXT)));
  private static final UdtOf EVERY = new UdtOf("every", fields(Scalar.ofColumns()));

  /** What is nested into itself, twice and three times. */
  private static final List<CqlType> LEVEL_1 =
      List.of(
          new ListOf(Scalar.INT),
          new SetOf(Scalar.TEXT),
          new MapOf(Scalar.TEXT, Scalar.INT),
          TUPLE,
          UDT,
          new VectorOf(Scalar.FLOAT, 3));

  private static final UdtOf UDT_2 = new UdtOf("level_2", fields(LEVEL_1));
  private static final List<CqlType> LEVEL_2 = nest(LEVEL_1, UDT_2);
  private static final UdtOf UDT_3 = new UdtOf("level_3", fields(LEVEL_2));
  private static final List<CqlType> LEVEL_3 = nest(LEVEL_2, UDT_3);

  static final Table SCALARS = scalars();
  static final Table COLLECTIONS = collections();
  static final Table NESTED = nested();
  static final Table COUNTERS = counters();
  static final Table DECIMALS = decimals();
  static final Table VECTORS = vectors();

  /** Those with the samples, as they are made before the first export. */
  static final List<Table> ALL = List.of(SCALARS, COLLECTIONS, NESTED, COUNTERS, DECIMALS, VECTORS);

  private ReaderTables() {}

  static List<UdtOf> types() {
    return List.of(UDT, EVERY, UDT_2, UDT_3);
  }

  private static Map<String, CqlType> fields(List<? extends CqlType> types) {
    Map<String, CqlType> fields = new LinkedHashMap<>();
    for (CqlType type : types) {
      fields.put("f" + fields.size(), type);
    }
    return fields;
  }

  private static List<CqlType> nest(List<CqlType> inner, UdtOf all) {
    List<CqlType> nested = new ArrayList<>();
    for (CqlType type : inner) {
      nested.add(new ListOf(type));
      nested.add(new SetOf(type));
      nested.add(new MapOf(Scalar.TEXT, type));
      nested.add(new MapOf(type, Scalar.INT));
      nested.add(new VectorOf(type, 2));
    }
    nested.add(new TupleOf(inner));
    nested.add(all);
    return nested;
  }

  private static Table scalars() {
    Table table = Table.named("scalars");
    Scalar.ofColumns().forEach(type -> table.add("c_" + type.inner(), type, false));
    table.add("embedding", new VectorOf(Scalar.FLOAT, 3), false);
    table.add("embeddings", new ListOf(new VectorOf(Scalar.FLOAT, 2)), false);
    return table.asStored();
  }

  private static Table collections() {
    Table table = Table.named("collections");
    for (Scalar type : Scalar.ofColumns()) {
      String name = type.inner();
      table.add("list_" + name, new ListOf(type), false);
      table.add("frozen_list_" + name, new ListOf(type), true);
      table.add("by_text_" + name, new MapOf(Scalar.TEXT, type), false);
      table.add("vector_" + name, new VectorOf(type, 3), false);
    }
    for (Scalar type : Scalar.ordered()) {
      String name = type.inner();
      table.add("set_" + name, new SetOf(type), false);
      table.add("frozen_set_" + name, new SetOf(type), true);
      table.add("to_text_" + name, new MapOf(type, Scalar.TEXT), false);
      table.add("frozen_map_" + name, new MapOf(type, type), true);
    }
    table.add("tuple_of_every", new TupleOf(List.copyOf(Scalar.ofColumns())), true);
    table.add("udt_of_every", EVERY, false);
    table.add("frozen_udt_of_every", EVERY, true);
    return table.asStored();
  }

  private static Table nested() {
    Table table = Table.named("nested");
    addAll(table, "one_", LEVEL_1, false);
    addAll(table, "frozen_one_", LEVEL_1, true);
    addAll(table, "two_", LEVEL_2, false);
    addAll(table, "frozen_two_", LEVEL_2, true);
    addAll(table, "three_", LEVEL_3, false);
    return table.asStored();
  }

  /** Numbers that all have the ten digits after the point that DECIMAL_TYPE='38,10' keeps. */
  private static Table decimals() {
    Table table = Table.named("decimals");
    CqlType decimal = Scalar.DECIMAL;
    table.add("c_decimal", decimal, false);
    table.add("list_decimal", new ListOf(decimal), false);
    table.add("to_int", new MapOf(decimal, Scalar.INT), true);
    table.add("vector_decimal", new VectorOf(decimal, 3), false);
    table.add("tuple_decimal", new TupleOf(List.of(decimal, decimal)), true);
    for (Map<String, Object> row : table.rows()) {
      row.replaceAll(
          (column, value) ->
              ModelRows.map(
                  table.columns().get(column),
                  value,
                  (type, leaf) -> type == decimal ? ((BigDecimal) leaf).setScale(10) : leaf));
    }
    return table.asStored();
  }

  /** Vectors of every type, none of them null. */
  private static Table vectors() {
    Table table = Table.named("vectors");
    for (Scalar type : Scalar.ofColumns()) {
      table.add("v_" + type.inner(), new VectorOf(type, 3), false);
    }
    table.add("matrix", new VectorOf(new VectorOf(Scalar.FLOAT, 2), 4), false);
    table.add("pairs", new VectorOf(UDT, 2), false);
    table.add("tuple_of", new TupleOf(List.of(Scalar.INT, new VectorOf(Scalar.INT, 2))), false);
    table.rows().remove(0);
    table.rows().subList(2, table.rows().size()).clear();
    table.rows().get(1).put("tuple_of", table.rows().get(0).get("tuple_of"));
    return table;
  }

  private static Table counters() {
    Table table = Table.named("counters");
    table.add("hits", Scalar.COUNTER, false);
    table.add("misses", Scalar.COUNTER, false);
    table.rows().get(0).put("misses", 1L); // a row of counters exists only when one has counted
    table.rows().get(2).remove("misses");
    return table;
  }

  private static void addAll(Table table, String prefix, List<CqlType> types, boolean frozen) {
    for (int i = 0; i < types.size(); i++) {
      table.add(prefix + i, types.get(i), frozen);
    }
  }
}
