package io.cassport.jdbc;

import com.datastax.oss.driver.api.core.Version;
import com.datastax.oss.driver.api.core.metadata.Node;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.RowIdLifetime;
import java.sql.SQLException;

/**
 * Keyspaces, tables, columns and keys, from what the session knows: no query is sent. In every
 * pattern, null, the empty text and {@code %} are everything. Catalogs are ignored, since there are
 * none.
 */
final class CassportDatabaseMetaData extends EmptyMetaData {
  private final CassportConnection connection;

  CassportDatabaseMetaData(CassportConnection connection) {
    this.connection = connection;
  }

  // What there is

  private SchemaObjects schema() {
    return new SchemaObjects(connection.session().getMetadata().getKeyspaces());
  }

  private DescribedTables tables() {
    return new DescribedTables(schema(), connection.typeOptions());
  }

  private DescribedKeys keys() {
    return new DescribedKeys(schema(), connection.typeOptions());
  }

  private DescribedFunctions functions() {
    return new DescribedFunctions(schema(), connection.typeOptions());
  }

  private DescribedTypes types() {
    return new DescribedTypes(schema(), connection.typeOptions());
  }

  @Override
  public ResultSet getSchemas() {
    return tables().schemas(null);
  }

  @Override
  public ResultSet getSchemas(String catalog, String schemaPattern) {
    return tables().schemas(schemaPattern);
  }

  @Override
  public ResultSet getTableTypes() {
    return DescribedTables.tableTypes();
  }

  @Override
  public ResultSet getTables(
      String catalog, String schemaPattern, String tablePattern, String[] types) {
    return tables().tables(schemaPattern, tablePattern, types);
  }

  @Override
  public ResultSet getColumns(
      String catalog, String schemaPattern, String tablePattern, String columnPattern) {
    return tables().columns(schemaPattern, tablePattern, columnPattern);
  }

  @Override
  public ResultSet getPrimaryKeys(String catalog, String schema, String tablePattern) {
    return keys().primaryKeys(schema, tablePattern);
  }

  @Override
  public ResultSet getBestRowIdentifier(
      String catalog, String schema, String table, int scope, boolean nullable) {
    return keys().bestRowIdentifier(schema, table);
  }

  @Override
  public ResultSet getIndexInfo(
      String catalog, String schema, String tablePattern, boolean unique, boolean approximate) {
    return keys().indexes(schema, tablePattern, unique);
  }

  @Override
  public ResultSet getTypeInfo() {
    return types().typeInfo();
  }

  @Override
  public ResultSet getUDTs(String catalog, String schemaPattern, String typePattern, int[] types) {
    return types().userTypes(schemaPattern, typePattern, types);
  }

  @Override
  public ResultSet getAttributes(
      String catalog, String schemaPattern, String typePattern, String attributePattern) {
    return types().attributes(schemaPattern, typePattern, attributePattern);
  }

  @Override
  public ResultSet getFunctions(String catalog, String schemaPattern, String functionPattern) {
    return functions().functions(schemaPattern, functionPattern);
  }

  @Override
  public ResultSet getFunctionColumns(
      String catalog, String schemaPattern, String functionPattern, String columnPattern) {
    return functions().columns(schemaPattern, functionPattern, columnPattern);
  }

  /** The names that setClientInfo is known for; the connection remembers any other too. */
  @Override
  public ResultSet getClientInfoProperties() {
    String help = "Remembered by the connection; the server is not told.";
    return new MetaDataRows("NAME MAX_LEN:int DEFAULT_VALUE DESCRIPTION")
        .add("ApplicationName", Integer.MAX_VALUE, "", help)
        .add("ClientHostname", Integer.MAX_VALUE, "", help)
        .add("ClientUser", Integer.MAX_VALUE, "", help)
        .resultSet();
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
    return type == ResultSet.TYPE_FORWARD_ONLY || type == ResultSet.TYPE_SCROLL_INSENSITIVE;
  }

  @Override
  public boolean supportsResultSetConcurrency(int type, int concurrency) {
    return supportsResultSetType(type) && concurrency == ResultSet.CONCUR_READ_ONLY;
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
