package io.cassport.copy;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.ColumnDefinition;
import com.datastax.oss.driver.api.core.cql.ColumnDefinitions;
import com.datastax.oss.driver.api.core.metadata.schema.ColumnMetadata;
import com.datastax.oss.driver.api.core.metadata.schema.KeyspaceMetadata;
import com.datastax.oss.driver.api.core.metadata.schema.RelationMetadata;
import com.datastax.oss.driver.api.core.metadata.schema.TableMetadata;
import com.datastax.oss.driver.api.core.metadata.schema.ViewMetadata;
import io.cassport.copy.job.Errors;
import io.cassport.copy.job.Requests;
import io.cassport.grammar.Identifier;
import io.cassport.grammar.TableName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds what a statement names in the session's metadata. */
final class TableLookup {
  private TableLookup() {}

  /** The keyspace a table name means. */
  static CqlIdentifier keyspace(TableName name, CopyContext context) throws SQLException {
    if (name.keyspace() != null) {
      return CqlIdentifier.fromInternal(name.keyspace().name());
    }
    if (context.keyspace() == null) {
      throw Errors.noTable(
          "table "
              + name
              + " has no keyspace and the connection has none; write keyspace."
              + name
              + " or USE a keyspace first");
    }
    return CqlIdentifier.fromInternal(context.keyspace());
  }

  /**
   * The table or materialized view, if it is there. Metadata that lacks it is fetched again once,
   * because another client may have made it just now.
   *
   * @throws SQLException 42S02 when the keyspace is not there
   */
  static Optional<RelationMetadata> find(TableName name, CopyContext context) throws SQLException {
    CqlIdentifier keyspace = keyspace(name, context);
    CqlIdentifier table = CqlIdentifier.fromInternal(name.table().name());
    Optional<RelationMetadata> found = find(context.session(), keyspace, table);
    if (found.isEmpty()) {
      Requests.await(context.session().refreshSchemaAsync());
      found = find(context.session(), keyspace, table);
    }
    if (found.isEmpty() && context.session().getMetadata().getKeyspace(keyspace).isEmpty()) {
      throw Errors.noTable(
          "there is no keyspace "
              + keyspace.asCql(true)
              + Errors.didYouMean(
                  keyspace.asInternal(),
                  context.session().getMetadata().getKeyspaces().keySet().stream()
                      .map(CqlIdentifier::asInternal)
                      .toList()));
    }
    return found;
  }

  /**
   * The table or materialized view.
   *
   * @throws SQLException 42S02 when it is not there
   */
  static RelationMetadata require(TableName name, CopyContext context, String wayOut)
      throws SQLException {
    Optional<RelationMetadata> found = find(name, context);
    if (found.isPresent()) {
      return found.get();
    }
    CqlIdentifier keyspace = keyspace(name, context);
    List<String> names = new ArrayList<>();
    context
        .session()
        .getMetadata()
        .getKeyspace(keyspace)
        .ifPresent(k -> k.getTables().keySet().forEach(t -> names.add(t.asInternal())));
    throw Errors.noTable(
        "there is no table "
            + name
            + " in keyspace "
            + keyspace.asCql(true)
            + Errors.didYouMean(name.table().name(), names)
            + wayOut);
  }

  private static Optional<RelationMetadata> find(
      CqlSession session, CqlIdentifier keyspace, CqlIdentifier table) {
    Optional<KeyspaceMetadata> metadata = session.getMetadata().getKeyspace(keyspace);
    if (metadata.isEmpty()) {
      return Optional.empty();
    }
    Optional<TableMetadata> asTable = metadata.get().getTable(table);
    if (asTable.isPresent()) {
      return Optional.of(asTable.get());
    }
    Optional<ViewMetadata> asView = metadata.get().getView(table);
    return asView.isPresent() ? Optional.of(asView.get()) : Optional.empty();
  }

  /** The table that all columns of a query come from, if it is one. */
  static Optional<RelationMetadata> of(ColumnDefinitions columns, CqlSession session) {
    ColumnDefinition first = columns.get(0);
    for (ColumnDefinition column : columns) {
      if (!column.getTable().equals(first.getTable())
          || !column.getKeyspace().equals(first.getKeyspace())) {
        return Optional.empty();
      }
    }
    return find(session, first.getKeyspace(), first.getTable());
  }

  /** The names of those columns of a query that are in their table's primary key. */
  static Set<String> keyColumns(ColumnDefinitions columns, CqlSession session) {
    Set<String> names = new HashSet<>();
    for (ColumnDefinition column : columns) {
      find(session, column.getKeyspace(), column.getTable())
          .filter(table -> isKey(table, column.getName()))
          .ifPresent(table -> names.add(column.getName().asInternal()));
    }
    return names;
  }

  private static boolean isKey(RelationMetadata table, CqlIdentifier name) {
    return table.getPrimaryKey().stream().anyMatch(key -> key.getName().equals(name));
  }

  /**
   * The columns as a copy without a list has them: the primary key's, then all others by name, as
   * cqlsh does, so that files without names fit those of cqlsh.
   */
  static List<ColumnMetadata> columns(RelationMetadata table) {
    List<ColumnMetadata> columns = new ArrayList<>(table.getPrimaryKey());
    table.getColumns().values().stream()
        .filter(column -> !table.getPrimaryKey().contains(column))
        .sorted(Comparator.comparing(column -> column.getName().asInternal()))
        .forEach(columns::add);
    return columns;
  }

  /**
   * The column an identifier names.
   *
   * @throws SQLException 42S22 at the identifier when there is none
   */
  static ColumnMetadata column(RelationMetadata table, Identifier written) throws SQLException {
    ColumnMetadata column = table.getColumns().get(CqlIdentifier.fromInternal(written.name()));
    if (column != null) {
      return column;
    }
    List<String> names =
        table.getColumns().keySet().stream().map(CqlIdentifier::asInternal).toList();
    throw Errors.noColumn(
        "line "
            + written.position().line()
            + ", column "
            + written.position().column()
            + ": table "
            + table.getName().asCql(true)
            + " has no column "
            + written.name()
            + Errors.didYouMean(written.name(), names)
            + " It has "
            + String.join(", ", names));
  }
}
