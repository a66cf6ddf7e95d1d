package io.cassport.jdbc;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.metadata.schema.KeyspaceMetadata;
import com.datastax.oss.driver.api.core.metadata.schema.RelationMetadata;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What a session knows of the schema at one moment, found by JDBC's patterns. Nothing is asked of
 * the server: the session keeps its knowledge up to date by itself.
 */
final class SchemaObjects {
  private final Map<CqlIdentifier, KeyspaceMetadata> keyspaces;

  SchemaObjects(Map<CqlIdentifier, KeyspaceMetadata> keyspaces) {
    this.keyspaces = keyspaces;
  }

  /** The keyspaces that match, by name. */
  List<KeyspaceMetadata> keyspaces(String pattern) {
    return matching(keyspaces.values(), keyspace -> keyspace.getName().asInternal(), pattern);
  }

  /** The tables and materialized views that match, by keyspace and name. */
  List<RelationMetadata> relations(String schemaPattern, String tablePattern) {
    List<RelationMetadata> matching = new ArrayList<>();
    for (KeyspaceMetadata keyspace : keyspaces(schemaPattern)) {
      List<RelationMetadata> all = new ArrayList<>(keyspace.getTables().values());
      all.addAll(keyspace.getViews().values());
      matching.addAll(matching(all, relation -> relation.getName().asInternal(), tablePattern));
    }
    return matching;
  }

  /** The objects whose names match, by name; of objects with one name, all. */
  static <T> List<T> matching(Collection<T> objects, Function<T, String> name, String pattern) {
    // Tools go from table to table by name: then nothing has to be sorted.
    List<T> meant = objects.stream().filter(one -> name.apply(one).equals(pattern)).toList();
    if (!meant.isEmpty()) {
      return meant;
    }
    Map<String, List<T>> byName = new TreeMap<>();
    for (T object : objects) {
      byName.computeIfAbsent(name.apply(object), key -> new ArrayList<>()).add(object);
    }
    List<T> matching = new ArrayList<>();
    for (String one : NamePattern.matching(byName.keySet(), pattern)) {
      matching.addAll(byName.get(one));
    }
    return matching;
  }
}
