package io.cassport.compliance;

import static org.assertj.core.api.Assertions.assertThat;

import io.cassport.compliance.CqlType.ListOf;
import io.cassport.compliance.CqlType.MapOf;
import io.cassport.compliance.CqlType.SetOf;
import io.cassport.compliance.CqlType.VectorOf;
import io.cassport.compliance.ReaderTables.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.assertj.core.api.SoftAssertions;

/** Compares what a reader read, in the model's terms, with what a table holds. */
final class ModelRows {
  private ModelRows() {}

  /**
   * Compares all cells.
   *
   * @param read each row by column name, with its id
   */
  static void compare(Table table, Predicate<String> columns, Map<Long, Map<String, Object>> read) {
    assertThat(read).as("rows of %s", table.name()).hasSize(table.rows().size());
    SoftAssertions cells = new SoftAssertions();
    for (int id = 0; id < table.rows().size(); id++) {
      Map<String, Object> actual = read.get((long) id);
      assertThat(actual).as("row %s of %s", id, table.name()).isNotNull();
      for (Map.Entry<String, CqlType> column : table.columns().entrySet()) {
        String name = column.getKey();
        if (columns.test(name)) {
          Object expected = table.rows().get(id).get(name);
          cells
              .assertThat(actual.get(name))
              .as("%s.%s of row %s", table.name(), name, id)
              .isEqualTo(expected);
        }
      }
    }
    cells.assertAll();
  }

  /** The value with its leaves replaced. */
  static Object map(CqlType type, Object value, BiFunction<CqlType, Object, Object> leaves) {
    if (value == null) {
      return null;
    }
    if (type instanceof ListOf list) {
      return elements(list.element(), value, leaves, new ArrayList<>());
    }
    if (type instanceof VectorOf vector) {
      return elements(vector.element(), value, leaves, new ArrayList<>());
    }
    if (type instanceof SetOf set) {
      return elements(set.element(), value, leaves, new LinkedHashSet<>());
    }
    Map<Object, Object> mapped = new LinkedHashMap<>();
    if (type instanceof MapOf map) {
      ((Map<?, ?>) value)
          .forEach((k, v) -> mapped.put(map(map.key(), k, leaves), map(map.value(), v, leaves)));
      return mapped;
    }
    Map<String, CqlType> fields = CqlType.fieldsOf(type);
    if (fields == null) {
      return leaves.apply(type, value);
    }
    fields.forEach(
        (name, field) -> mapped.put(name, map(field, ((Map<?, ?>) value).get(name), leaves)));
    return mapped;
  }

  private static Collection<Object> elements(
      CqlType type,
      Object value,
      BiFunction<CqlType, Object, Object> leaves,
      Collection<Object> into) {
    ((Collection<?>) value).forEach(element -> into.add(map(type, element, leaves)));
    return into;
  }

  /** A set of what a reader gives as a list; the same element twice is an error. */
  static Object collection(CqlType type, List<Object> elements) {
    if (!(type instanceof SetOf)) {
      return elements;
    }
    LinkedHashSet<Object> set = new LinkedHashSet<>(elements);
    assertThat(set).as("elements of a set").hasSameSizeAs(elements);
    return set;
  }
}
