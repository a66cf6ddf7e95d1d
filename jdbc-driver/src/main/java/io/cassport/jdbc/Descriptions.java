package io.cassport.jdbc;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.Version;
import com.datastax.oss.driver.api.core.metadata.Metadata;
import com.datastax.oss.driver.api.core.metadata.schema.AggregateMetadata;
import com.datastax.oss.driver.api.core.metadata.schema.FunctionMetadata;
import com.datastax.oss.driver.api.core.metadata.schema.FunctionSignature;
import com.datastax.oss.driver.api.core.metadata.schema.IndexMetadata;
import com.datastax.oss.driver.api.core.metadata.schema.KeyspaceMetadata;
import com.datastax.oss.driver.api.core.metadata.schema.TableMetadata;
import com.datastax.oss.driver.api.core.metadata.schema.ViewMetadata;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.datastax.oss.driver.api.core.type.UserDefinedType;
import io.cassport.grammar.Lexeme;
import io.cassport.grammar.Script;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * DESCRIBE for servers before Cassandra 4, which do not have it: built from the session's metadata,
 * with the columns that newer servers answer.
 */
final class Descriptions {
  private static final Version FIRST_WITH_DESCRIBE = Version.parse("4.0.0-alpha1");

  private static final List<String> OBJECT_COLUMNS =
      List.of("keyspace_name", "type", "name", "create_statement");

  private static final List<String> CLUSTER_COLUMNS = List.of("cluster", "partitioner");

  private static final Map<String, String> LISTS =
      Map.of(
          "KEYSPACES", "keyspace",
          "TABLES", "table",
          "TYPES", "type",
          "FUNCTIONS", "function",
          "AGGREGATES", "aggregate");

  /** One object of the schema. */
  private record Described(String keyspace, String type, String name, String statement) {}

  private final Metadata metadata;
  private final String currentKeyspace;
  private final List<Lexeme> lexemes;
  private int at = 1;

  private Descriptions(Metadata metadata, String currentKeyspace, String text) throws SQLException {
    this.metadata = metadata;
    this.currentKeyspace = currentKeyspace;
    this.lexemes = Script.lexemes(text);
  }

  /** Whether the cluster has servers that do not know DESCRIBE. */
  static boolean isFor(Metadata metadata) {
    return metadata.getNodes().values().stream()
        .map(node -> node.getCassandraVersion())
        .anyMatch(version -> version != null && version.compareTo(FIRST_WITH_DESCRIBE) < 0);
  }

  static List<Outcome> of(CassportConnection connection, String text) throws SQLException {
    return List.of(
        new Outcome.Rows(rows(connection.session().getMetadata(), connection.getSchema(), text)));
  }

  /**
   * The answer.
   *
   * @param currentKeyspace of the connection, or null
   * @throws SQLException 42000 when the text is no DESCRIBE, or its object is not there
   */
  static MemoryRows rows(Metadata metadata, String currentKeyspace, String text)
      throws SQLException {
    return new Descriptions(metadata, currentKeyspace, text).rows();
  }

  private MemoryRows rows() throws SQLException {
    boolean full = taken("FULL");
    if (taken("CLUSTER")) {
      return cluster();
    }
    if (taken("SCHEMA")) {
      List<Described> all = new ArrayList<>();
      for (KeyspaceMetadata keyspace : metadata.getKeyspaces().values()) {
        if (full || !isSystem(keyspace)) {
          all.addAll(objects(keyspace));
        }
      }
      return table(OBJECT_COLUMNS, all);
    }
    for (Map.Entry<String, String> list : LISTS.entrySet()) {
      if (taken(list.getKey())) {
        return list(list.getValue());
      }
    }
    List<Described> found = one();
    return table(OBJECT_COLUMNS, found);
  }

  private boolean taken(String word) {
    boolean is = at < lexemes.size() && lexemes.get(at).isWord(word);
    at += is ? 1 : 0;
    return is;
  }

  private MemoryRows cluster() {
    String partitioner =
        metadata
            .getTokenMap()
            .map(map -> map.getPartitionerName())
            .map(name -> name.substring(name.lastIndexOf('.') + 1))
            .orElse(null);
    return MemoryRows.of(
        columns(CLUSTER_COLUMNS),
        List.of(Arrays.asList(metadata.getClusterName().orElse(null), partitioner)));
  }

  private MemoryRows list(String type) {
    List<Described> all = new ArrayList<>();
    for (KeyspaceMetadata keyspace : metadata.getKeyspaces().values()) {
      if (currentKeyspace == null
          || currentKeyspace.equals(keyspace.getName().asInternal())
          || type.equals("keyspace")) {
        objects(keyspace).stream().filter(one -> one.type().equals(type)).forEach(all::add);
      }
    }
    return table(OBJECT_COLUMNS.subList(0, 3), all);
  }

  private List<Described> one() throws SQLException {
    boolean only = taken("ONLY");
    if (taken("KEYSPACE")) {
      String name = at < lexemes.size() ? lexemes.get(at).name() : currentKeyspace;
      return keyspace(name, only);
    }
    for (String type : List.of("table", "index", "type", "function", "aggregate")) {
      if (taken(type)) {
        return named(one -> one.type().equals(type), type);
      }
    }
    if (taken("COLUMNFAMILY")) {
      return named(one -> one.type().equals("table"), "table");
    }
    if (taken("MATERIALIZED") && taken("VIEW")) {
      return named(one -> one.type().equals("materialized_view"), "materialized view");
    }
    if (at == lexemes.size() - 1
        && metadata.getKeyspace(internal(lexemes.get(at).name())).isPresent()) {
      return keyspace(lexemes.get(at).name(), false);
    }
    return named(
        one -> List.of("table", "index", "materialized_view").contains(one.type()), "object");
  }

  private List<Described> keyspace(String name, boolean only) throws SQLException {
    if (name == null) {
      throw Errors.syntax("DESCRIBE KEYSPACE needs a name, because no keyspace is the current one");
    }
    KeyspaceMetadata keyspace =
        metadata
            .getKeyspace(internal(name))
            .orElseThrow(() -> Errors.syntax("DESCRIBE: there is no keyspace '" + name + "'"));
    List<Described> objects = objects(keyspace);
    return only ? objects.subList(0, 1) : objects;
  }

  /** The object that is named next, with its indexes. */
  private List<Described> named(Predicate<Described> isWanted, String what) throws SQLException {
    if (at >= lexemes.size()) {
      throw Errors.syntax("DESCRIBE needs the name of a " + what + " at its end");
    }
    boolean qualified = at + 2 < lexemes.size() && lexemes.get(at + 1).isSign(".");
    String keyspace = qualified ? lexemes.get(at).name() : currentKeyspace;
    String name = lexemes.get(qualified ? at + 2 : at).name();
    if (keyspace == null) {
      throw Errors.syntax(
          "DESCRIBE: write keyspace." + name + ", because no keyspace is the current one");
    }
    KeyspaceMetadata of = metadata.getKeyspace(internal(keyspace)).orElse(null);
    List<Described> found = new ArrayList<>();
    if (of != null) {
      objects(of).stream()
          .filter(one -> isWanted.test(one) && isNamed(one, name))
          .forEach(found::add);
      if (found.stream().anyMatch(one -> one.type().equals("table"))) {
        of.getTable(internal(name)).ifPresent(table -> addIndexes(found, table));
      }
    }
    if (found.isEmpty()) {
      throw Errors.syntax("DESCRIBE: there is no " + what + " '" + name + "' in " + keyspace);
    }
    return found;
  }

  /** A function is named with or without its parameters' types, which tell overloads apart. */
  private static boolean isNamed(Described one, String name) {
    String written = CqlIdentifier.fromInternal(name).asCql(true);
    return one.name().equals(written) || one.name().startsWith(written + "(");
  }

  private static CqlIdentifier internal(String name) {
    return CqlIdentifier.fromInternal(name);
  }

  private static boolean isSystem(KeyspaceMetadata keyspace) {
    String name = keyspace.getName().asInternal();
    return name.equals("system") || name.startsWith("system_");
  }

  /** A keyspace and all in it, in an order in which it can be made again. */
  private static List<Described> objects(KeyspaceMetadata keyspace) {
    CqlIdentifier own = keyspace.getName();
    List<Described> all = new ArrayList<>();
    all.add(described(own, "keyspace", own.asCql(true), keyspace.describe(true)));
    for (UserDefinedType one : keyspace.getUserDefinedTypes().values()) {
      all.add(described(own, "type", one.getName().asCql(true), one.describe(true)));
    }
    for (FunctionMetadata one : keyspace.getFunctions().values()) {
      all.add(described(own, "function", name(one.getSignature()), one.describe(true)));
    }
    for (AggregateMetadata one : keyspace.getAggregates().values()) {
      all.add(described(own, "aggregate", name(one.getSignature()), one.describe(true)));
    }
    for (TableMetadata one : keyspace.getTables().values()) {
      all.add(described(own, "table", one.getName().asCql(true), one.describe(true)));
      addIndexes(all, one);
    }
    for (ViewMetadata one : keyspace.getViews().values()) {
      all.add(described(own, "materialized_view", one.getName().asCql(true), one.describe(true)));
    }
    return all;
  }

  private static void addIndexes(List<Described> all, TableMetadata table) {
    for (IndexMetadata one : table.getIndexes().values()) {
      all.add(
          described(table.getKeyspace(), "index", one.getName().asCql(true), one.describe(true)));
    }
  }

  /** A function with the types of its parameters, as servers name it. */
  private static String name(FunctionSignature signature) {
    return signature.getName().asCql(true)
        + signature.getParameterTypes().stream()
            .map(type -> type.asCql(false, true))
            .collect(Collectors.joining(", ", "(", ")"));
  }

  private static Described described(
      CqlIdentifier keyspace, String type, String name, String statement) {
    return new Described(keyspace.asCql(true), type, name, statement);
  }

  private static MemoryRows table(List<String> names, List<Described> objects) {
    List<List<?>> rows = new ArrayList<>(objects.size());
    for (Described one : objects) {
      rows.add(
          Arrays.asList(one.keyspace(), one.type(), one.name(), one.statement())
              .subList(0, names.size()));
    }
    return MemoryRows.of(columns(names), rows);
  }

  private static List<ResultColumn> columns(List<String> names) {
    return names.stream().map(name -> ResultColumn.of(name, DataTypes.TEXT)).toList();
  }
}
