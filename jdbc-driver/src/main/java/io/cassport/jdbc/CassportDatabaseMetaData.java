package io.cassport.jdbc;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.Version;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.metadata.schema.ColumnMetadata;
import com.datastax.oss.driver.api.core.metadata.schema.FunctionMetadata;
import com.datastax.oss.driver.api.core.metadata.schema.IndexMetadata;
import com.datastax.oss.driver.api.core.metadata.schema.KeyspaceMetadata;
import com.datastax.oss.driver.api.core.metadata.schema.RelationMetadata;
import com.datastax.oss.driver.api.core.metadata.schema.TableMetadata;
import com.datastax.oss.driver.api.core.metadata.schema.ViewMetadata;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.datastax.oss.driver.api.core.type.UserDefinedType;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.RowIdLifetime;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keyspaces, tables, columns and keys, from what the session knows: no query is sent. */
final class CassportDatabaseMetaData extends EmptyMetaData {
  private static final String VIEW = "MATERIALIZED VIEW";

  /** The column inside the target of an index: keys(m), values(m), entries(m), full(m) or m. */
  private static final Pattern INDEX_TARGET =
      Pattern.compile("(?:(?:keys|values|entries|full)\\()?\"?(.+?)\"?\\)?");

  private static final List<DataType> TYPES =
      List.of(
          DataTypes.ASCII,
          DataTypes.BIGINT,
          DataTypes.BLOB,
          DataTypes.BOOLEAN,
          DataTypes.COUNTER,
          DataTypes.DATE,
          DataTypes.DECIMAL,
          DataTypes.DOUBLE,
          DataTypes.DURATION,
          DataTypes.FLOAT,
          DataTypes.INET,
          DataTypes.INT,
          DataTypes.SMALLINT,
          DataTypes.TEXT,
          DataTypes.TIME,
          DataTypes.TIMESTAMP,
          DataTypes.TIMEUUID,
          DataTypes.TINYINT,
          DataTypes.UUID,
          DataTypes.VARINT);

  private final CassportConnection connection;

  CassportDatabaseMetaData(CassportConnection connection) {
    this.connection = connection;
  }

  // What there is

  @Override
  public ResultSet getSchemas() {
    return getSchemas(null, null);
  }

  @Override
  public ResultSet getSchemas(String catalog, String schemaPattern) {
    MetaDataRows rows = new MetaDataRows("TABLE_SCHEM TABLE_CATALOG");
    keyspaces(schemaPattern).keySet().forEach(rows::add);
    return rows.sort(0).resultSet();
  }

  @Override
  public ResultSet getTableTypes() {
    return new MetaDataRows("TABLE_TYPE").add(VIEW).add("TABLE").resultSet();
  }

  @Override
  public ResultSet getTables(
      String catalog, String schemaPattern, String tablePattern, String[] types) {
    MetaDataRows rows =
        new MetaDataRows(
            "TABLE_CAT TABLE_SCHEM TABLE_NAME TABLE_TYPE REMARKS TYPE_CAT TYPE_SCHEM TYPE_NAME"
                + " SELF_REFERENCING_COL_NAME REF_GENERATION");
    for (RelationMetadata table : tables(schemaPattern, tablePattern)) {
      String type = table instanceof ViewMetadata ? VIEW : "TABLE";
      if (types == null || Arrays.asList(types).contains(type)) {
        Object comment = table.getOptions().get(CqlIdentifier.fromInternal("comment"));
        rows.add(
            null,
            table.getKeyspace().asInternal(),
            table.getName().asInternal(),
            type,
            comment == null ? "" : comment.toString());
      }
    }
    return rows.sort(3, 1, 2).resultSet();
  }

  @Override
  public ResultSet getColumns(
      String catalog, String schemaPattern, String tablePattern, String columnPattern) {
    MetaDataRows rows =
        new MetaDataRows(
            "TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME DATA_TYPE:int TYPE_NAME COLUMN_SIZE:int"
                + " BUFFER_LENGTH:int DECIMAL_DIGITS:int NUM_PREC_RADIX:int NULLABLE:int REMARKS"
                + " COLUMN_DEF SQL_DATA_TYPE:int SQL_DATETIME_SUB:int CHAR_OCTET_LENGTH:int"
                + " ORDINAL_POSITION:int IS_NULLABLE SCOPE_CATALOG SCOPE_SCHEMA SCOPE_TABLE"
                + " SOURCE_DATA_TYPE:smallint IS_AUTOINCREMENT IS_GENERATEDCOLUMN");
    for (RelationMetadata table : tables(schemaPattern, tablePattern)) {
      List<String> all =
          table.getColumns().keySet().stream().map(CqlIdentifier::asInternal).toList();
      for (String name : NamePattern.matching(all, columnPattern)) {
        ColumnMetadata column = table.getColumns().get(CqlIdentifier.fromInternal(name));
        addColumn(rows, table, column, all.indexOf(name) + 1);
      }
    }
    return rows.resultSet();
  }

  private void addColumn(
      MetaDataRows rows, RelationMetadata table, ColumnMetadata column, int position) {
    JdbcType type = JdbcType.of(column.getType(), connection.typeOptions());
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
        key ? columnNoNulls : columnNullable,
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

  @Override
  public ResultSet getPrimaryKeys(String catalog, String schema, String tablePattern) {
    MetaDataRows rows =
        new MetaDataRows("TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME KEY_SEQ:smallint PK_NAME");
    for (RelationMetadata table : tables(schema, tablePattern)) {
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

  @Override
  public ResultSet getBestRowIdentifier(
      String catalog, String schema, String table, int scope, boolean nullable) {
    MetaDataRows rows =
        new MetaDataRows(
            "SCOPE:smallint COLUMN_NAME DATA_TYPE:int TYPE_NAME COLUMN_SIZE:int BUFFER_LENGTH:int"
                + " DECIMAL_DIGITS:smallint PSEUDO_COLUMN:smallint");
    for (RelationMetadata relation : tables(schema, table)) {
      for (ColumnMetadata column : relation.getPrimaryKey()) {
        JdbcType type = JdbcType.of(column.getType(), connection.typeOptions());
        rows.add(
            (short) bestRowSession,
            column.getName().asInternal(),
            type.code(),
            JdbcType.name(column.getType()),
            type.precision(),
            null,
            (short) type.scale(),
            (short) bestRowNotPseudo);
      }
    }
    return rows.resultSet();
  }

  @Override
  public ResultSet getIndexInfo(
      String catalog, String schema, String tablePattern, boolean unique, boolean approximate) {
    MetaDataRows rows =
        new MetaDataRows(
            "TABLE_CAT TABLE_SCHEM TABLE_NAME NON_UNIQUE:boolean INDEX_QUALIFIER INDEX_NAME"
                + " TYPE:smallint ORDINAL_POSITION:smallint COLUMN_NAME ASC_OR_DESC"
                + " CARDINALITY:int PAGES:int FILTER_CONDITION");
    for (RelationMetadata relation : tables(schema, tablePattern)) {
      if (unique || !(relation instanceof TableMetadata table)) {
        continue; // no index of Cassandra is unique
      }
      for (IndexMetadata index : table.getIndexes().values()) {
        Matcher target = INDEX_TARGET.matcher(index.getTarget());
        rows.add(
            null,
            table.getKeyspace().asInternal(),
            table.getName().asInternal(),
            true,
            null,
            index.getName().asInternal(),
            tableIndexOther,
            (short) 1,
            target.matches() ? target.group(1) : index.getTarget(),
            null,
            0,
            0);
      }
    }
    return rows.sort(2, 5).resultSet();
  }

  @Override
  public ResultSet getTypeInfo() {
    MetaDataRows rows =
        new MetaDataRows(
            "TYPE_NAME DATA_TYPE:int PRECISION:int LITERAL_PREFIX LITERAL_SUFFIX CREATE_PARAMS"
                + " NULLABLE:smallint CASE_SENSITIVE:boolean SEARCHABLE:smallint"
                + " UNSIGNED_ATTRIBUTE:boolean FIXED_PREC_SCALE:boolean AUTO_INCREMENT:boolean"
                + " LOCAL_TYPE_NAME MINIMUM_SCALE:smallint MAXIMUM_SCALE:smallint"
                + " SQL_DATA_TYPE:int SQL_DATETIME_SUB:int NUM_PREC_RADIX:int");
    for (DataType type : TYPES) {
      addType(rows, JdbcType.name(type), JdbcType.of(type, connection.typeOptions()));
    }
    // tools look this name up for elements of arrays
    addType(rows, "varchar", JdbcType.of(DataTypes.TEXT, connection.typeOptions()));
    return rows.resultSet();
  }

  private static void addType(MetaDataRows rows, String name, JdbcType type) {
    boolean text = type.code() == Types.VARCHAR;
    rows.add(
        name,
        type.code(),
        type.precision(),
        text ? "'" : null,
        text ? "'" : null,
        null,
        (short) typeNullable,
        text,
        (short) typePredBasic,
        !type.signed(),
        false,
        false,
        name,
        (short) 0,
        (short) type.scale(),
        null,
        null,
        10);
  }

  @Override
  public ResultSet getFunctions(String catalog, String schemaPattern, String functionPattern) {
    MetaDataRows rows =
        new MetaDataRows(
            "FUNCTION_CAT FUNCTION_SCHEM FUNCTION_NAME REMARKS FUNCTION_TYPE:smallint"
                + " SPECIFIC_NAME");
    for (KeyspaceMetadata keyspace : keyspaces(schemaPattern).values()) {
      for (FunctionMetadata function : keyspace.getFunctions().values()) {
        String name = function.getSignature().getName().asInternal();
        if (!NamePattern.matching(List.of(name), functionPattern).isEmpty()) {
          rows.add(
              null,
              keyspace.getName().asInternal(),
              name,
              "",
              (short) functionNoTable,
              function.getSignature().toString());
        }
      }
    }
    return rows.sort(1, 2).resultSet();
  }

  @Override
  public ResultSet getUDTs(String catalog, String schemaPattern, String typePattern, int[] types) {
    MetaDataRows rows =
        new MetaDataRows(
            "TYPE_CAT TYPE_SCHEM TYPE_NAME CLASS_NAME DATA_TYPE:int REMARKS BASE_TYPE:smallint");
    boolean asked = types == null || Arrays.stream(types).anyMatch(t -> t == Types.STRUCT);
    for (KeyspaceMetadata keyspace : keyspaces(schemaPattern).values()) {
      for (UserDefinedType type : keyspace.getUserDefinedTypes().values()) {
        String name = type.getName().asInternal();
        if (asked && !NamePattern.matching(List.of(name), typePattern).isEmpty()) {
          rows.add(
              null,
              keyspace.getName().asInternal(),
              name,
              java.sql.Struct.class.getName(),
              Types.STRUCT,
              "");
        }
      }
    }
    return rows.sort(1, 2).resultSet();
  }

  private Map<String, KeyspaceMetadata> keyspaces(String pattern) {
    Map<String, KeyspaceMetadata> all = new TreeMap<>();
    connection
        .session()
        .getMetadata()
        .getKeyspaces()
        .forEach((name, keyspace) -> all.put(name.asInternal(), keyspace));
    all.keySet().retainAll(NamePattern.matching(all.keySet(), emptyIsAll(pattern)));
    return all;
  }

  private List<RelationMetadata> tables(String schemaPattern, String tablePattern) {
    List<RelationMetadata> matching = new ArrayList<>();
    for (KeyspaceMetadata keyspace : keyspaces(schemaPattern).values()) {
      Map<String, RelationMetadata> all = new TreeMap<>();
      keyspace.getTables().forEach((name, table) -> all.put(name.asInternal(), table));
      keyspace.getViews().forEach((name, view) -> all.put(name.asInternal(), view));
      for (String name : NamePattern.matching(all.keySet(), tablePattern)) {
        matching.add(all.get(name));
      }
    }
    return matching;
  }

  /** JDBC's "" means objects without a schema, of which there are none; tools mean all. */
  private static String emptyIsAll(String pattern) {
    return pattern == null || pattern.isEmpty() ? null : pattern;
  }

  // Who is asked

  @Override
  public Connection getConnection() {
    return connection;
  }

  @Override
  public String getURL() {
    return connection.settings().url();
  }

  @Override
  public String getUserName() {
    String user = connection.settings().given(ConnectionProperties.USER);
    return user == null ? "" : user;
  }

  @Override
  public boolean isReadOnly() throws SQLException {
    return connection.isReadOnly();
  }

  @Override
  public String getDatabaseProductVersion() {
    return version().toString();
  }

  @Override
  public int getDatabaseMajorVersion() {
    return version().getMajor();
  }

  @Override
  public int getDatabaseMinorVersion() {
    return version().getMinor();
  }

  private Version version() {
    return connection.session().getMetadata().getNodes().values().stream()
        .map(Node::getCassandraVersion)
        .filter(version -> version != null)
        .min(Version::compareTo)
        .orElse(Version.V4_0_0);
  }

  @Override
  public String getDriverVersion() {
    return CassportDriver.MAJOR + "." + CassportDriver.MINOR;
  }

  @Override
  public int getDriverMajorVersion() {
    return CassportDriver.MAJOR;
  }

  @Override
  public int getDriverMinorVersion() {
    return CassportDriver.MINOR;
  }

  @Override
  public String getSQLKeywords() {
    return "ALLOW,APPLY,ASCII,AUTHORIZE,BATCH,CAPTURE,CLUSTERING,COLUMNFAMILY,COPY,COUNTER,"
        + "ENTRIES,FILTERING,FROZEN,FULL,INDEX,INFINITY,KEYSPACE,LIMIT,MATERIALIZED,MBEAN,MODIFY,"
        + "NORECURSIVE,PARQUET,PERMISSIONS,RENAME,SCHEMA,STATIC,SUPERUSER,TOKEN,TRUNCATE,TTL,"
        + "UNLOGGED,USE,USERS,VIEW,WRITETIME";
  }

  @Override
  public boolean supportsTransactionIsolationLevel(int level) {
    return level == Connection.TRANSACTION_NONE;
  }

  @Override
  public boolean supportsResultSetType(int type) {
    return type == ResultSet.TYPE_FORWARD_ONLY;
  }

  @Override
  public boolean supportsResultSetConcurrency(int type, int concurrency) {
    return type == ResultSet.TYPE_FORWARD_ONLY && concurrency == ResultSet.CONCUR_READ_ONLY;
  }

  @Override
  public boolean supportsResultSetHoldability(int holdability) {
    return holdability == ResultSet.HOLD_CURSORS_OVER_COMMIT;
  }

  @Override
  public RowIdLifetime getRowIdLifetime() {
    return RowIdLifetime.ROWID_UNSUPPORTED;
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return Wrappers.unwrap(this, type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return Wrappers.isWrapperFor(this, type);
  }
}
