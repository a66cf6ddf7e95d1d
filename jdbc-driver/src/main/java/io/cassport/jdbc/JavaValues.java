package io.cassport.jdbc;

import com.datastax.oss.driver.api.core.data.CqlDuration;
import com.datastax.oss.driver.api.core.data.CqlVector;
import com.datastax.oss.driver.api.core.data.TupleValue;
import com.datastax.oss.driver.api.core.data.UdtValue;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Collections as the JDK's, all the way down: what getObject(column, List, Set or Map) gives. A
 * tuple or vector is a List, a user-defined type a Map by field name, a duration its CQL text, and
 * a blob a ByteBuffer, because a byte[] is no key. All of it can be set again.
 */
final class JavaValues {
  private JavaValues() {}

  /** A list, set, vector or tuple as a List; 22018 for anything else. */
  static List<Object> list(Object value, String what) throws SQLException {
    Object plain = of(value);
    if (plain instanceof List<?> || plain instanceof Set<?>) {
      return Collections.unmodifiableList(new ArrayList<>((Collection<?>) plain));
    }
    throw Errors.data(what + ": it is no list, set, vector or tuple", "22018");
  }

  /** The same as a Set in that order. */
  static Set<Object> set(Object value, String what) throws SQLException {
    return Collections.unmodifiableSet(new LinkedHashSet<>(list(value, what)));
  }

  /** A map, or a user-defined type by field name, as a Map; 22018 for anything else. */
  static Map<?, ?> map(Object value, String what) throws SQLException {
    if (of(value) instanceof Map<?, ?> map) {
      return Collections.unmodifiableMap(map);
    }
    throw Errors.data(what + ": it is no map and no user-defined type", "22018");
  }

  /** The parts of a list, set or vector as the Java driver has them. */
  static List<Object> elements(Object value) {
    List<Object> elements = new ArrayList<>();
    if (value instanceof Iterable<?> iterable) {
      iterable.forEach(elements::add);
    }
    return elements;
  }

  private static Object of(Object value) {
    if (value instanceof Set<?> set) {
      return all(set, new LinkedHashSet<>());
    }
    if (value instanceof CqlVector<?> || value instanceof Collection<?>) {
      return all((Iterable<?>) value, new ArrayList<>());
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> plain = new LinkedHashMap<>();
      map.forEach((key, element) -> plain.put(of(key), of(element)));
      return plain;
    }
    if (value instanceof UdtValue udt) {
      Map<Object, Object> plain = new LinkedHashMap<>();
      for (int i = 0; i < udt.size(); i++) {
        plain.put(udt.getType().getFieldNames().get(i).asInternal(), of(CqlText.field(udt, i)));
      }
      return plain;
    }
    if (value instanceof TupleValue tuple) {
      List<Object> plain = new ArrayList<>();
      for (int i = 0; i < tuple.size(); i++) {
        plain.add(of(CqlText.field(tuple, i)));
      }
      return plain;
    }
    return value instanceof CqlDuration ? CqlText.of(value) : value;
  }

  private static <C extends Collection<Object>> C all(Iterable<?> values, C into) {
    for (Object value : values) {
      into.add(of(value));
    }
    return into;
  }
}
