package io.cassport.copy;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.metadata.schema.ColumnMetadata;
import com.datastax.oss.driver.api.core.metadata.schema.RelationMetadata;
import com.datastax.oss.driver.api.core.metadata.schema.TableMetadata;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import io.cassport.copy.job.Errors;
import io.cassport.copy.job.Requests;
import io.cassport.copy.job.Retries;
import io.cassport.grammar.CqlFragment;
import io.cassport.grammar.Identifier;
import io.cassport.grammar.Source;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The query behind a COPY TO, prepared by the server.
 *
 * @param prepared with the user's markers and then, when byRanges, the two of the token range
 * @param markers the values of the user's markers
 * @param keyspace for routing, or null
 * @param byRanges true when it is sent once for each token range
 */
record ExportQuery(
    PreparedStatement prepared, List<Object> markers, CqlIdentifier keyspace, boolean byRanges) {

  static ExportQuery prepare(Source source, CopyContext context, List<Object> markers)
      throws SQLException {
    if (source instanceof Source.Query query) {
      return prepareSelect(query.select(), context, markersOf(query.select(), markers));
    }
    return prepareTable((Source.Table) source, context, markers);
  }

  private static ExportQuery prepareSelect(
      CqlFragment select, CopyContext context, List<Object> bound) throws SQLException {
    PreparedStatement plain = prepare(select.text(), context);
    if (plain.getResultSetDefinitions().size() == 0) {
      throw Errors.syntaxAt(
          select.position(), "COPY (…) TO takes a SELECT, and this one gives no rows");
    }
    Optional<RangedSelect> ranged = RangedSelect.of(select.text());
    Optional<RelationMetadata> table =
        TableLookup.of(plain.getResultSetDefinitions(), context.session());
    if (ranged.isPresent()
        && table.isPresent()
        && isMurmur3(context)
        && !(table.get() instanceof TableMetadata t && t.isVirtual())
        && !readsPartitions(ranged.get(), table.get())) {
      try {
        String query = ranged.get().within(range(table.get()));
        return new ExportQuery(
            Requests.prepare(context.session(), inKeyspace(query, context)),
            bound,
            table.get().getKeyspace(),
            true);
      } catch (InvalidQueryException e) {
        // what the server does not combine with tokens: one query then
        return new ExportQuery(plain, bound, null, false);
      } catch (DriverException e) {
        throw Retries.serverError("prepare the export's query", e);
      }
    }
    return new ExportQuery(plain, bound, null, false);
  }

  /** Whether it names all of the partition key: its partitions are found without a scan. */
  private static boolean readsPartitions(RangedSelect select, RelationMetadata table) {
    return table.getPartitionKey().stream()
        .allMatch(column -> select.restricted().contains(column.getName().asInternal()));
  }

  private static String range(RelationMetadata table) {
    String key =
        table.getPartitionKey().stream()
            .map(column -> column.getName().asCql(true))
            .collect(Collectors.joining(", "));
    return "token(" + key + ") > ? AND token(" + key + ") <= ?";
  }

  private static ExportQuery prepareTable(
      Source.Table source, CopyContext context, List<Object> markers) throws SQLException {
    RelationMetadata table = TableLookup.require(source.name(), context, "");
    CqlIdentifier keyspace = table.getKeyspace();
    String select = "SELECT " + columnList(table, source.columns()) + " FROM " + name(table);
    List<Object> bound = source.where() == null ? List.of() : markersOf(source.where(), markers);
    if (table instanceof TableMetadata t && t.isVirtual()) {
      // a virtual table is of one node and has no ranges
      String all = source.where() == null ? select : select + " WHERE " + source.where().text();
      return new ExportQuery(prepareFiltering(all, context), bound, keyspace, false);
    }
    String range = range(table);
    if (source.where() == null) {
      return new ExportQuery(
          prepare(select + " WHERE " + range, context), bound, keyspace, isMurmur3(context));
    }
    return prepareWhere(select, source.where().text(), range, bound, keyspace, context);
  }

  /**
   * With a predicate: by ranges where the server takes both, else (the predicate names partition
   * keys or tokens itself) as one query.
   */
  private static ExportQuery prepareWhere(
      String select,
      String predicate,
      String range,
      List<Object> bound,
      CqlIdentifier keyspace,
      CopyContext context)
      throws SQLException {
    String filtering = withoutFiltering(predicate);
    if (isMurmur3(context)) {
      try {
        PreparedStatement prepared =
            Requests.prepare(
                context.session(),
                SimpleStatement.newInstance(
                    select + " WHERE " + filtering + " AND " + range + " ALLOW FILTERING"));
        return new ExportQuery(prepared, bound, keyspace, true);
      } catch (InvalidQueryException e) {
        // the server's own message about the plain query is the one to show
      } catch (DriverException e) {
        throw Retries.serverError("prepare the export's query", e);
      }
    }
    return new ExportQuery(
        prepareFiltering(select + " WHERE " + filtering, context), bound, keyspace, false);
  }

  /** COPY reads the whole table anyway, so a predicate that needs ALLOW FILTERING gets it. */
  private static PreparedStatement prepareFiltering(String select, CopyContext context)
      throws SQLException {
    try {
      return Requests.prepare(context.session(), SimpleStatement.newInstance(select));
    } catch (InvalidQueryException e) {
      if (!String.valueOf(e.getMessage()).contains("ALLOW FILTERING")) {
        throw Retries.serverError("prepare '" + select + "'", e);
      }
      return prepare(select + " ALLOW FILTERING", context);
    } catch (DriverException e) {
      throw Retries.serverError("prepare '" + select + "'", e);
    }
  }

  private static PreparedStatement prepare(String query, CopyContext context) throws SQLException {
    try {
      return Requests.prepare(context.session(), inKeyspace(query, context));
    } catch (DriverException e) {
      throw Retries.serverError("prepare '" + query + "'", e);
    }
  }

  private static SimpleStatement inKeyspace(String query, CopyContext context) {
    SimpleStatement statement = SimpleStatement.newInstance(query);
    return context.keyspace() != null && isUnqualifiedAllowed(context)
        ? statement.setKeyspace(CqlIdentifier.fromInternal(context.keyspace()))
        : statement;
  }

  /** A keyspace beside the statement needs protocol v5. */
  private static boolean isUnqualifiedAllowed(CopyContext context) {
    return context.session().getContext().getProtocolVersion().getCode() >= 5;
  }

  private static boolean isMurmur3(CopyContext context) {
    return context
        .session()
        .getMetadata()
        .getTokenMap()
        .map(map -> map.getPartitionerName().endsWith("Murmur3Partitioner"))
        .orElse(false);
  }

  private static String withoutFiltering(String predicate) {
    String stripped = predicate.strip();
    String upper = stripped.toUpperCase(Locale.ROOT);
    if (!upper.endsWith("FILTERING")) {
      return stripped;
    }
    String before = stripped.substring(0, stripped.length() - "FILTERING".length()).stripTrailing();
    return before.toUpperCase(Locale.ROOT).endsWith("ALLOW")
        ? before.substring(0, before.length() - "ALLOW".length()).stripTrailing()
        : stripped;
  }

  private static List<Object> markersOf(CqlFragment fragment, List<Object> markers) {
    int end = Math.min(markers.size(), fragment.firstMarker() + fragment.markerCount());
    // a bound null is a value too, so the copy must allow it
    return new ArrayList<>(markers.subList(Math.min(fragment.firstMarker(), end), end));
  }

  private static String columnList(RelationMetadata table, List<Identifier> written)
      throws SQLException {
    List<ColumnMetadata> columns = TableLookup.columns(table);
    if (!written.isEmpty()) {
      columns = new ArrayList<>();
      for (Identifier identifier : written) {
        columns.add(TableLookup.column(table, identifier));
      }
    }
    return columns.stream()
        .map(column -> column.getName().asCql(true))
        .collect(Collectors.joining(", "));
  }

  private static String name(RelationMetadata table) {
    return table.getKeyspace().asCql(true) + "." + table.getName().asCql(true);
  }
}
