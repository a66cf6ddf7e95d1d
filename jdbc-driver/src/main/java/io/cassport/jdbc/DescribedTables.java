package io.cassport.jdbc;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.metadata.schema.ColumnMetadata;
import com.datastax.oss.driver.api.core.metadata.schema.KeyspaceMetadata;
import com.datastax.oss.driver.api.core.metadata.schema.RelationMetadata;
import com.datastax.oss.driver.api.core.metadata.schema.ViewMetadata;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.Types;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Keyspaces, tables, views and columns as DatabaseMetaData answers them. */
record DescribedTables(SchemaObjects schema, TypeOptions options) {
  private static final String TABLE = "TABLE";
  private static final String VIEW = "MATERIALIZED VIEW";

  /** Tools hide tables of a type with SYSTEM in its name until their user asks for them. */
  private static final String SYSTEM_TABLE = "SYSTEM TABLE";

  /** What tools ask for when they want views of any kind. */
  private static final String ANY_VIEW = "VIEW";

  ResultSet schemas(String pattern) {
    MetaDataRows rows = new MetaDataRows("TABLE_SCHEM TABLE_CATALOG");
    for (KeyspaceMetadata keyspace : schema.keyspaces(pattern)) {
      rows.add(keyspace.getName().asInternal());
    }
    return rows.resultSet();
  }

  static ResultSet tableTypes() {
    return new MetaDataRows("TABLE_TYPE").add(VIEW).add(SYSTEM_TABLE).add(TABLE).resultSet();
  }

  ResultSet tables(String schemaPattern, String tablePattern, String[] types) {
    MetaDataRows rows =
        new MetaDataRows(
            "TABLE_CAT TABLE_SCHEM TABLE_NAME TABLE_TYPE REMARKS TYPE_CAT TYPE_SCHEM TYPE_NAME"
                + " SELF_REFERENCING_COL_NAME REF_GENERATION");
    for (RelationMetadata table : schema.relations(schemaPattern, tablePattern)) {
      String type = type(table);
      if (isAsked(type, types)) {
        rows.add(
            null,
            table.getKeyspace().asInternal(),
            table.getName().asInternal(),
            type,
            remarks(table));
      }
    }
    return rows.sort(3, 1, 2).resultSet();
  }

  private static String type(RelationMetadata table) {
    if (table instanceof ViewMetadata) {
      return VIEW;
    }
    String keyspace = table.getKeyspace().asInternal();
    return keyspace.equals("system") || keyspace.startsWith("system_") ? SYSTEM_TABLE : TABLE;
  }

  /** No types, or none at all in the array, are all types. */
  private static boolean isAsked(String type, String[] asked) {
    if (asked == null || asked.length == 0) {
      return true;
    }
    for (String one : asked) {
      if (type.equalsIgnoreCase(one)
          || "%".equals(one)
          || type.equals(VIEW) && ANY_VIEW.equalsIgnoreCase(one)) {
        return true;
      }
    }
    return false;
  }

  private static String remarks(RelationMetadata table) {
    Object comment = table.getOptions().get(CqlIdentifier.fromInternal("comment"));
    return comment == null ? "" : comment.toString();
  }

  ResultSet columns(String schemaPattern, String tablePattern, String columnPattern) {
    MetaDataRows rows =
        new MetaDataRows(
            "TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME DATA_TYPE:int TYPE_NAME COLUMN_SIZE:int"
                + " BUFFER_LENGTH:int DECIMAL_DIGITS:int NUM_PREC_RADIX:int NULLABLE:int REMARKS"
                + " COLUMN_DEF SQL_DATA_TYPE:int SQL_DATETIME_SUB:int CHAR_OCTET_LENGTH:int"
                + " ORDINAL_POSITION:int IS_NULLABLE SCOPE_CATALOG SCOPE_SCHEMA SCOPE_TABLE"
                + " SOURCE_DATA_TYPE:smallint IS_AUTOINCREMENT IS_GENERATEDCOLUMN");
    for (RelationMetadata table : schema.relations(schemaPattern, tablePattern)) {
      List<String> all =
          table.getColumns().keySet().stream().map(CqlIdentifier::asInternal).toList();
      Set<String> asked = new HashSet<>(NamePattern.matching(all, columnPattern));
      int position = 1;
      for (ColumnMetadata column : table.getColumns().values()) {
        if (asked.contains(column.getName().asInternal())) {
          addColumn(rows, table, column, position);
        }
        position++;
      }
    }
    return rows.resultSet();
  }

  private void addColumn(
      MetaDataRows rows, RelationMetadata table, ColumnMetadata column, int position) {
    JdbcType type = JdbcType.of(column.getType(), options);
    boolean key = table.getPrimaryKey().contains(column);
    rows.add(
        null,
        table.getKeyspace().asInternal(),
        table.getName().asInternal(),
        column.getName().asInternal(),
        type.code(),
        JdbcType.name(column.getType()),
        type.precision(),
        null,
        type.scale(),
        10,
        key ? DatabaseMetaData.columnNoNulls : DatabaseMetaData.columnNullable,
        kind(table, column),
        null,
        null,
        null,
        type.code() == Types.VARCHAR ? type.precision() : null,
        position,
        key ? "NO" : "YES",
        null,
        null,
        null,
        null,
        "NO",
        "NO");
  }

  private static String kind(RelationMetadata table, ColumnMetadata column) {
    if (table.getPartitionKey().contains(column)) {
      return "partition key";
    }
    if (table.getClusteringColumns().containsKey(column)) {
      return "clustering column, "
          + table.getClusteringColumns().get(column).name().toLowerCase(Locale.ROOT);
    }
    return column.isStatic() ? "static" : "";
  }
}
