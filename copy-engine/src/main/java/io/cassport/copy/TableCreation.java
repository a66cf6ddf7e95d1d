package io.cassport.copy;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import io.cassport.copy.dataset.LocalObject;
import io.cassport.copy.job.Errors;
import io.cassport.copy.job.Requests;
import io.cassport.copy.job.Retries;
import io.cassport.format.FormatOptions;
import io.cassport.format.ObjectReader;
import io.cassport.grammar.CopyFrom;
import io.cassport.grammar.Identifier;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Makes a table from a file's columns. */
final class TableCreation {
  private static final Duration SCHEMA_TIMEOUT = Duration.ofSeconds(30);

  private TableCreation() {}

  /**
   * Creates the table that CREATE_TABLE asks for.
   *
   * @throws SQLException 42S22 when the primary key names no column of the file, 42000 when a
   *     column's type is none of CQL's or the server refuses the table
   */
  static void create(
      CopyFrom statement,
      LocalObject object,
      ObjectReader reader,
      FormatOptions options,
      CopyContext context)
      throws SQLException {
    Map<String, String> columns = columns(statement, object, reader, options);
    String key = primaryKey(options.get(CopyOptions.PRIMARY_KEY), columns, object);
    CqlIdentifier keyspace = TableLookup.keyspace(statement.table(), context);
    String definitions =
        columns.entrySet().stream()
            .map(entry -> quoted(entry.getKey()) + " " + entry.getValue())
            .collect(Collectors.joining(", "));
    String create =
        "CREATE TABLE IF NOT EXISTS "
            + keyspace.asCql(true)
            + "."
            + quoted(statement.table().table().name())
            + " ("
            + definitions
            + ", PRIMARY KEY ("
            + key
            + "))";
    try {
      Requests.await(
          context
              .session()
              .executeAsync(SimpleStatement.newInstance(create).setTimeout(SCHEMA_TIMEOUT)));
    } catch (DriverException e) {
      throw Retries.serverError("create the table with '" + create + "'", e);
    }
  }

  /** The table's columns and their types as CQL, in the file's order, directories' columns last. */
  private static Map<String, String> columns(
      CopyFrom statement, LocalObject object, ObjectReader reader, FormatOptions options)
      throws SQLException {
    List<String> listed = statement.columns().stream().map(Identifier::name).toList();
    List<String> names = reader.columns().stream().map(ObjectReader.SourceColumn::name).toList();
    boolean byPosition = !listed.isEmpty() && listed.stream().noneMatch(names::contains);
    Map<String, String> columns = new LinkedHashMap<>();
    for (int i = 0; i < reader.columns().size(); i++) {
      ObjectReader.SourceColumn column = reader.columns().get(i);
      String name = byPosition && i < listed.size() ? listed.get(i) : column.name();
      if (!listed.isEmpty() && !listed.contains(name)) {
        continue;
      }
      if (column.cqlType().isPresent()) {
        columns.put(name, column.cqlType().get().asCql(true, true));
      } else if (!options.get(CopyOptions.SKIP_UNSUPPORTED)) {
        throw Errors.syntax(
            "column "
                + column.name()
                + " ("
                + column.nativeType()
                + ") of '"
                + object.name()
                + "' has no CQL type of its own; create the table yourself, list the other"
                + " columns, or add SKIP_UNSUPPORTED=TRUE");
      }
    }
    for (String name : object.partition().keySet()) {
      if (!name.contains(".") && (listed.isEmpty() || listed.contains(name))) {
        columns.putIfAbsent(name, "text");
      }
    }
    return columns;
  }

  /** The primary key with its names quoted where CQL needs it. */
  private static String primaryKey(String written, Map<String, String> columns, LocalObject object)
      throws SQLException {
    StringBuilder key = new StringBuilder();
    StringBuilder name = new StringBuilder();
    boolean quotes = false;
    for (char c : (written + " ").toCharArray()) {
      if (c == '"') {
        quotes = !quotes;
      } else if (!quotes && (c == '(' || c == ')' || c == ',' || Character.isWhitespace(c))) {
        appendName(key, name, columns, object);
        if (!Character.isWhitespace(c)) {
          key.append(c == ',' ? ", " : String.valueOf(c));
        }
      } else {
        name.append(c);
      }
    }
    return key.toString();
  }

  private static void appendName(
      StringBuilder key, StringBuilder name, Map<String, String> columns, LocalObject object)
      throws SQLException {
    if (name.isEmpty()) {
      return;
    }
    String column = name.toString();
    if (!columns.containsKey(column)) {
      throw Errors.noColumn(
          "PRIMARY_KEY names column "
              + column
              + ", which '"
              + object.name()
              + "' does not have"
              + Errors.didYouMean(column, new ArrayList<>(columns.keySet()))
              + " The columns are "
              + String.join(", ", columns.keySet()));
    }
    key.append(quoted(column));
    name.setLength(0);
  }

  private static String quoted(String name) {
    return CqlIdentifier.fromInternal(name).asCql(true);
  }
}
