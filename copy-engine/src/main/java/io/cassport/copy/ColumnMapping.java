package io.cassport.copy;

import com.datastax.oss.driver.api.core.metadata.schema.ColumnMetadata;
import com.datastax.oss.driver.api.core.metadata.schema.TableMetadata;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import io.cassport.copy.dataset.LocalObject;
import io.cassport.copy.dataset.PartitionValues;
import io.cassport.copy.job.Errors;
import io.cassport.format.ColumnSchema;
import io.cassport.format.FormatOptions;
import io.cassport.format.ObjectReader;
import io.cassport.format.RejectedRow;
import io.cassport.format.RowSchema;
import io.cassport.grammar.CopyFrom;
import io.cassport.grammar.Identifier;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which column of a file goes to which column of the table.
 *
 * @param schema the table's columns that are loaded: those from the file, then those that the
 *     directories' names give
 * @param fileColumns for each of the first columns its index in the file
 * @param partitionValues the bytes of the remaining columns, null for a CQL null
 * @param warnings what was left out
 */
@SuppressWarnings("ArrayRecordComponent") // made once and never compared
record ColumnMapping(
    RowSchema schema, int[] fileColumns, List<ByteBuffer> partitionValues, List<String> warnings) {

  /**
   * Maps one file.
   *
   * @param differences between the files of the source: what another file has may be missing here
   * @throws SQLException 42S22 when a column is missing on either side, 22018 when a type cannot be
   *     converted
   */
  static ColumnMapping of(
      CopyFrom statement,
      TableMetadata table,
      LocalObject object,
      ObjectReader reader,
      SchemaDifferences differences,
      FormatOptions options)
      throws SQLException {
    return new Builder(table, object, reader, differences, options).build(statement.columns());
  }

  /** What formats call columns that have no names. */
  private static final Pattern GENERATED_NAME = Pattern.compile("column_\\d+");

  /** The steps of mapping one file. */
  private static final class Builder {
    private final TableMetadata table;
    private final LocalObject object;
    private final ObjectReader reader;
    private final SchemaDifferences differences;
    private final FormatOptions options;
    private final boolean ignoreCase;
    private final List<Integer> fileIndexes = new ArrayList<>();
    private final Map<ColumnMetadata, Integer> fromFile = new LinkedHashMap<>();
    private final Map<ColumnMetadata, String> fromDirectory = new LinkedHashMap<>();
    private final List<String> warnings = new ArrayList<>();

    Builder(
        TableMetadata table,
        LocalObject object,
        ObjectReader reader,
        SchemaDifferences differences,
        FormatOptions options) {
      this.differences = differences;
      this.table = table;
      this.object = object;
      this.reader = reader;
      this.options = options;
      this.ignoreCase = options.get(CopyOptions.CASE_INSENSITIVE);
      for (int i = 0; i < reader.columns().size(); i++) {
        if (!isLeftOut(reader.columns().get(i).name())) {
          fileIndexes.add(i);
        }
      }
    }

    /** What SKIPCOLS names, and an ERRFILE's own columns. */
    private boolean isLeftOut(String name) {
      return options.get(CopyOptions.SKIPCOLS).stream().anyMatch(skipped -> same(skipped, name))
          || RejectedRow.COLUMNS.contains(name) && tableColumn(name).isEmpty();
    }

    private boolean same(String name, String other) {
      return ignoreCase ? name.equalsIgnoreCase(other) : name.equals(other);
    }

    ColumnMapping build(List<Identifier> written) throws SQLException {
      if (written.isEmpty() && !reader.namesColumns()) {
        mapByOrder();
      } else if (written.isEmpty()) {
        mapByNames();
      } else {
        mapList(written);
      }
      checkTypes();
      checkPrimaryKey();
      List<ColumnSchema> columns = new ArrayList<>();
      fromFile.keySet().forEach(column -> columns.add(schema(column)));
      List<ByteBuffer> values = new ArrayList<>();
      for (Map.Entry<ColumnMetadata, String> entry : fromDirectory.entrySet()) {
        ColumnSchema column = schema(entry.getKey());
        columns.add(column);
        values.add(PartitionValues.toBytes(column, valueOf(entry), object.name()));
      }
      int[] fileColumns = fromFile.values().stream().mapToInt(Integer::intValue).toArray();
      return new ColumnMapping(new RowSchema(columns), fileColumns, values, warnings);
    }

    /** A text of the primary key cannot be null, so there Hive's default partition is empty. */
    private String valueOf(Map.Entry<ColumnMetadata, String> directory) {
      ColumnMetadata column = directory.getKey();
      boolean emptyText =
          directory.getValue() == null
              && table.getPrimaryKey().contains(column)
              && isText(column.getType());
      return emptyText ? "" : directory.getValue();
    }

    private static boolean isText(DataType type) {
      return type.equals(DataTypes.TEXT) || type.equals(DataTypes.ASCII);
    }

    /** Without a list every column of the file must be one of the table's. */
    private void mapByNames() throws SQLException {
      List<String> names = table.getColumns().keySet().stream().map(c -> c.asInternal()).toList();
      for (int i : fileIndexes) {
        String name = reader.columns().get(i).name();
        ColumnMetadata column =
            tableColumn(name)
                .orElseThrow(
                    () ->
                        Errors.noColumn(
                            "'"
                                + object.name()
                                + "' has a column "
                                + name
                                + " that table "
                                + table.getName().asCql(true)
                                + " does not have"
                                + Errors.didYouMean(name, names)
                                + " List the columns to load: COPY "
                                + table.getName().asCql(true)
                                + " (…) FROM …"));
        fromFile.put(column, i);
      }
      for (Map.Entry<String, String> entry : object.partition().entrySet()) {
        // directories such as event_time.year=2024 name no column and carry nothing to load
        tableColumn(entry.getKey())
            .filter(column -> !fromFile.containsKey(column))
            .ifPresent(column -> fromDirectory.put(column, entry.getValue()));
      }
      for (ColumnMetadata column : table.getColumns().values()) {
        if (!fromFile.containsKey(column) && !fromDirectory.containsKey(column)) {
          missing(column);
        }
      }
    }

    /**
     * A file without names holds the table's columns in the order in which COPY TO writes them. An
     * error file of such a file names some, which are those of directories.
     */
    private void mapByOrder() throws SQLException {
      if (fileIndexes.stream().allMatch(i -> tableColumn(fileName(i)).isPresent())) {
        mapByNames(); // a table that CREATE_TABLE made of such a file
        return;
      }
      List<ColumnMetadata> columns = new ArrayList<>();
      for (ColumnMetadata column : TableLookup.columns(table)) {
        String name = column.getName().asInternal();
        if (object.partition().containsKey(name)) {
          fromDirectory.put(column, object.partition().get(name));
        } else {
          columns.add(column);
        }
      }
      List<Integer> unnamed = takeNamed(columns);
      if (columns.size() != unnamed.size()) {
        throw Errors.noColumn(
            "'"
                + object.name()
                + "' names no columns and has "
                + unnamed.size()
                + " of them, and table "
                + table.getName().asCql(true)
                + " has "
                + columns.size()
                + (unnamed.size() == 1 ? "; is DELIMITER right? If it is, list" : "; list")
                + " the columns that the file has: COPY "
                + table.getName().asCql(true)
                + " (…) FROM …");
      }
      mapByPosition(columns, unnamed);
    }

    /**
     * Takes the columns that a file without names has by name nevertheless, and returns the places
     * of the others. Generated names are none.
     */
    private List<Integer> takeNamed(List<ColumnMetadata> columns) {
      List<Integer> unnamed = new ArrayList<>();
      for (int i : fileIndexes) {
        Optional<ColumnMetadata> column =
            GENERATED_NAME.matcher(fileName(i)).matches()
                ? Optional.empty()
                : tableColumn(fileName(i));
        if (column.isPresent() && columns.remove(column.get())) {
          fromFile.put(column.get(), i);
        } else if (column.isEmpty()) {
          unnamed.add(i);
        }
      }
      return unnamed;
    }

    private String fileName(int index) {
      return reader.columns().get(index).name();
    }

    /** With a list: by name where the file has the names, otherwise by position. */
    private void mapList(List<Identifier> written) throws SQLException {
      List<ColumnMetadata> columns = new ArrayList<>();
      for (Identifier identifier : written) {
        ColumnMetadata column = TableLookup.column(table, identifier);
        if (columns.contains(column)) {
          throw Errors.syntaxAt(
              identifier.position(),
              "column " + identifier.name() + " is listed twice; keep one of them");
        }
        columns.add(column);
      }
      if (!reader.namesColumns()) {
        mapListByOrder(columns);
        return;
      }
      List<ColumnMetadata> unnamed = new ArrayList<>();
      for (ColumnMetadata column : columns) {
        String name = column.getName().asInternal();
        int index = fileColumn(name);
        if (index >= 0) {
          fromFile.put(column, index);
        } else if (object.partition().containsKey(name)) {
          fromDirectory.put(column, object.partition().get(name));
        } else {
          unnamed.add(column);
        }
      }
      if (unnamed.size() == columns.size() && unnamed.stream().noneMatch(this::isElsewhere)) {
        mapByPosition(columns, fileIndexes);
        return;
      }
      for (ColumnMetadata column : unnamed) {
        missing(column);
      }
    }

    /** What directories do not give is taken in the list's order. */
    private void mapListByOrder(List<ColumnMetadata> listed) throws SQLException {
      List<ColumnMetadata> columns = new ArrayList<>();
      for (ColumnMetadata column : listed) {
        String name = column.getName().asInternal();
        if (object.partition().containsKey(name)) {
          fromDirectory.put(column, object.partition().get(name));
        } else {
          columns.add(column);
        }
      }
      List<Integer> unnamed = takeNamed(columns);
      mapByPosition(columns, unnamed);
    }

    private void mapByPosition(List<ColumnMetadata> columns, List<Integer> places)
        throws SQLException {
      if (columns.size() > places.size()) {
        throw Errors.noColumn(
            "the list names "
                + columns.size()
                + " columns and '"
                + object.name()
                + "' has "
                + places.size()
                + ", none of them by these names: "
                + fileNames());
      }
      for (int i = 0; i < columns.size(); i++) {
        fromFile.put(columns.get(i), places.get(i));
      }
    }

    private boolean isElsewhere(ColumnMetadata column) {
      return differences.isInSome(column.getName().asInternal(), ignoreCase);
    }

    private void missing(ColumnMetadata column) throws SQLException {
      boolean key = table.getPrimaryKey().contains(column);
      if (!key && (options.get(CopyOptions.ALLOW_MISSING_COLUMNS) || isElsewhere(column))) {
        return;
      }
      throw Errors.noColumn(
          "'"
              + object.name()
              + "' has no column "
              + column.getName().asInternal()
              + Errors.didYouMean(
                  column.getName().asInternal(),
                  reader.columns().stream().map(ObjectReader.SourceColumn::name).toList())
              + " It has "
              + fileNames()
              + (key
                  ? ". The column is part of the primary key and must be there"
                  : ". List the columns to load, or add ALLOW_MISSING_COLUMNS=TRUE"));
    }

    private void checkTypes() throws SQLException {
      for (Map.Entry<ColumnMetadata, Integer> entry : List.copyOf(fromFile.entrySet())) {
        ColumnMetadata column = entry.getKey();
        Optional<String> why = reader.whyNotConvertible(entry.getValue(), column.getType());
        if (why.isEmpty()) {
          continue;
        }
        ObjectReader.SourceColumn source = reader.columns().get(entry.getValue());
        String text =
            "column "
                + source.name()
                + " ("
                + source.nativeType()
                + ") of '"
                + object.name()
                + "' cannot be loaded into column "
                + column.getName().asInternal()
                + " ("
                + column.getType().asCql(true, true)
                + "): "
                + why.get();
        if (!options.get(CopyOptions.SKIP_UNSUPPORTED)) {
          throw Errors.data(
              text + "; leave it out of the column list or add SKIP_UNSUPPORTED=TRUE", "22018");
        }
        fromFile.remove(column);
        warnings.add(text + "; it was skipped");
      }
    }

    private void checkPrimaryKey() throws SQLException {
      for (ColumnMetadata column : table.getPrimaryKey()) {
        if (!fromFile.containsKey(column) && !fromDirectory.containsKey(column)) {
          throw Errors.noColumn(
              "column "
                  + column.getName().asInternal()
                  + " is part of the primary key of "
                  + table.getName().asCql(true)
                  + " and is not loaded from '"
                  + object.name()
                  + "'; add it to the column list");
        }
        if (fromDirectory.containsKey(column)
            && fromDirectory.get(column) == null
            && !isText(column.getType())) {
          throw Errors.nullKey(
              "the directory of '"
                  + object.name()
                  + "' makes the primary key column "
                  + column.getName().asInternal()
                  + " null; rename it or leave the file out");
        }
      }
    }

    private Optional<ColumnMetadata> tableColumn(String name) {
      Optional<ColumnMetadata> exact = table.getColumn('"' + name.replace("\"", "\"\"") + '"');
      if (exact.isPresent() || !ignoreCase) {
        return exact;
      }
      return table.getColumns().values().stream()
          .filter(column -> column.getName().asInternal().equalsIgnoreCase(name))
          .findFirst();
    }

    private int fileColumn(String name) {
      int ignoringCase = -1;
      for (int i : fileIndexes) {
        String candidate = reader.columns().get(i).name();
        if (candidate.equals(name)) {
          return i;
        }
        if (ignoreCase && ignoringCase < 0 && candidate.equalsIgnoreCase(name)) {
          ignoringCase = i;
        }
      }
      return ignoringCase;
    }

    private String fileNames() {
      return String.join(
          ", ", reader.columns().stream().map(ObjectReader.SourceColumn::name).toList());
    }

    private static ColumnSchema schema(ColumnMetadata column) {
      return new ColumnSchema(column.getName().asInternal(), column.getType());
    }
  }
}
