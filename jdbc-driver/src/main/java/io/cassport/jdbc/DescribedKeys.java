package io.cassport.jdbc;

import com.datastax.oss.driver.api.core.metadata.schema.ColumnMetadata;
import com.datastax.oss.driver.api.core.metadata.schema.IndexMetadata;
import com.datastax.oss.driver.api.core.metadata.schema.RelationMetadata;
import com.datastax.oss.driver.api.core.metadata.schema.TableMetadata;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Primary keys and indexes as DatabaseMetaData answers them. */
record DescribedKeys(SchemaObjects schema, TypeOptions options) {
  /** The target of an index: keys(m), values(m), entries(m), full(m) or m; the name as in CQL. */
  private static final Pattern INDEX_TARGET =
      Pattern.compile("(?:(?:keys|values|entries|full)\\()?(\"(?:[^\"]|\"\")+\"|[^\"()]+)\\)?");

  ResultSet primaryKeys(String schemaPattern, String tablePattern) {
    MetaDataRows rows =
        new MetaDataRows("TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME KEY_SEQ:smallint PK_NAME");
    for (RelationMetadata table : schema.relations(schemaPattern, tablePattern)) {
      int position = 1;
      for (ColumnMetadata column : table.getPrimaryKey()) {
        rows.add(
            null,
            table.getKeyspace().asInternal(),
            table.getName().asInternal(),
            column.getName().asInternal(),
            (short) position++,
            table.getName().asInternal() + "_pkey");
      }
    }
    return rows.sort(3).resultSet();
  }

  ResultSet bestRowIdentifier(String schemaPattern, String tablePattern) {
    MetaDataRows rows =
        new MetaDataRows(
            "SCOPE:smallint COLUMN_NAME DATA_TYPE:int TYPE_NAME COLUMN_SIZE:int BUFFER_LENGTH:int"
                + " DECIMAL_DIGITS:smallint PSEUDO_COLUMN:smallint");
    for (RelationMetadata relation : schema.relations(schemaPattern, tablePattern)) {
      for (ColumnMetadata column : relation.getPrimaryKey()) {
        JdbcType type = JdbcType.of(column.getType(), options);
        rows.add(
            (short) DatabaseMetaData.bestRowSession,
            column.getName().asInternal(),
            type.code(),
            JdbcType.name(column.getType()),
            type.precision(),
            null,
            (short) type.scale(),
            (short) DatabaseMetaData.bestRowNotPseudo);
      }
    }
    return rows.resultSet();
  }

  /**
   * The indexes; the last column, which JDBC does not have, says what kind each is and of what.
   *
   * @param unique true for unique indexes only, of which there are none
   */
  ResultSet indexes(String schemaPattern, String tablePattern, boolean unique) {
    MetaDataRows rows =
        new MetaDataRows(
            "TABLE_CAT TABLE_SCHEM TABLE_NAME NON_UNIQUE:boolean INDEX_QUALIFIER INDEX_NAME"
                + " TYPE:smallint ORDINAL_POSITION:smallint COLUMN_NAME ASC_OR_DESC"
                + " CARDINALITY:bigint PAGES:bigint FILTER_CONDITION REMARKS");
    for (RelationMetadata relation : schema.relations(schemaPattern, tablePattern)) {
      if (unique || !(relation instanceof TableMetadata table)) {
        continue;
      }
      for (IndexMetadata index : table.getIndexes().values()) {
        rows.add(
            null,
            table.getKeyspace().asInternal(),
            table.getName().asInternal(),
            true,
            null,
            index.getName().asInternal(),
            DatabaseMetaData.tableIndexOther,
            (short) 1,
            column(index.getTarget()),
            null,
            0L,
            0L,
            null,
            kind(index) + " on " + index.getTarget());
      }
    }
    return rows.sort(1, 5).resultSet();
  }

  /** The name of the column that an index is of, as Cassandra stores it. */
  static String column(String target) {
    Matcher matcher = INDEX_TARGET.matcher(target);
    if (!matcher.matches()) {
      return target;
    }
    String name = matcher.group(1);
    return name.startsWith("\"")
        ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
        : name;
  }

  private static String kind(IndexMetadata index) {
    String className = index.getClassName().orElse("secondary index");
    String simple = className.substring(className.lastIndexOf('.') + 1);
    return switch (simple) {
      case "StorageAttachedIndex", "sai" -> "SAI";
      case "SASIIndex" -> "SASI";
      default -> simple;
    };
  }
}
