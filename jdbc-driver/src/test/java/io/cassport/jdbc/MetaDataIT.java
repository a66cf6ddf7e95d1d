package io.cassport.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** DatabaseMetaData over a keyspace that has everything, as tools ask for it. */
final class MetaDataIT {
  private static Connection connection;
  private static DatabaseMetaData metaData;

  @BeforeAll
  static void makeKeyspace() throws SQLException {
    Server.makeKeyspace("meta");
    connection = Server.connect("meta");
    Server.run(
        connection,
        "CREATE TYPE address (street text, zip int, tags frozen<set<text>>)",
        "CREATE TABLE a_b (id int PRIMARY KEY, only_in_a_b text)",
        "CREATE TABLE axb (id int PRIMARY KEY, only_in_axb text)",
        "CREATE TABLE readings (site text, day date, at timestamp, sensor uuid, value double,"
            + " place text static, PRIMARY KEY ((site, day), at, sensor))"
            + " WITH CLUSTERING ORDER BY (at DESC, sensor ASC) AND comment = 'what sensors say'",
        "CREATE TABLE indexed (id int PRIMARY KEY, v text, \"Mixed\" text, m map<text, int>,"
            + " m2 map<text, int>, m3 map<text, int>, f frozen<list<int>>, sai text, sasi text,"
            + " home frozen<address>, vec vector<float, 3>)",
        "CREATE INDEX i_v ON indexed (v)",
        "CREATE INDEX i_mixed ON indexed (\"Mixed\")",
        "CREATE INDEX i_keys ON indexed (keys(m))",
        "CREATE INDEX i_values ON indexed (values(m2))",
        "CREATE INDEX i_entries ON indexed (entries(m3))",
        "CREATE INDEX i_full ON indexed (full(f))",
        "CREATE INDEX i_sai ON indexed (sai) USING 'sai'",
        "CREATE CUSTOM INDEX i_sasi ON indexed (sasi)"
            + " USING 'org.apache.cassandra.index.sasi.SASIIndex'",
        "CREATE MATERIALIZED VIEW by_place AS SELECT id, v FROM indexed"
            + " WHERE id IS NOT NULL AND v IS NOT NULL PRIMARY KEY (v, id)",
        "CREATE FUNCTION plus (state int, more int) CALLED ON NULL INPUT RETURNS int"
            + " LANGUAGE java AS 'return state + more;'",
        "CREATE FUNCTION plus (state bigint, more bigint) CALLED ON NULL INPUT RETURNS bigint"
            + " LANGUAGE java AS 'return state + more;'",
        "CREATE AGGREGATE total (int) SFUNC plus STYPE int INITCOND 0");
    metaData = connection.getMetaData();
  }

  @AfterAll
  static void close() throws SQLException {
    connection.close();
  }

  /** The values of some columns, each row as one text; closes the result. */
  private static List<String> rows(ResultSet result, String... labels) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (result) {
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (String label : labels) {
          row.add(result.getString(label));
        }
        rows.add(String.join("|", row));
      }
    }
    return rows;
  }

  @Test
  @DisplayName("D-01: what DBeaver asks when it connects")
  void d01_connectAsDBeaverDoes() throws SQLException {
    CassportDriver driver = new CassportDriver();
    String url = Server.url("meta", "");
    assertThat(driver.acceptsURL(url)).isTrue();
    try (Connection main = driver.connect(url, new java.util.Properties())) {
      main.setAutoCommit(true);
      assertThat(main.getAutoCommit()).isTrue();
      assertThat(main.getCatalog()).isNull();
      assertThat(main.getSchema()).isEqualTo("meta");
      DatabaseMetaData md = main.getMetaData();
      assertThat(md.getIdentifierQuoteString()).isEqualTo("\"");
      assertThat(md.getSearchStringEscape()).isEqualTo("\\");
      assertThat(md.storesLowerCaseIdentifiers()).isTrue();
      assertThat(md.supportsMixedCaseQuotedIdentifiers()).isTrue();
      assertThat(md.storesUpperCaseIdentifiers()).isFalse();
      assertThat(md.storesUpperCaseQuotedIdentifiers()).isFalse();
      assertThat(md.storesLowerCaseQuotedIdentifiers()).isFalse();
      assertThat(md.supportsMixedCaseIdentifiers()).isFalse();
      assertThat(md.supportsCatalogsInDataManipulation()).isFalse();
      assertThat(md.supportsSchemasInDataManipulation()).isTrue();
      assertThat(md.supportsTransactions()).isFalse();
      assertThat(md.supportsBatchUpdates()).isTrue();
      assertThat(md.supportsSubqueriesInIns()).isFalse();
      assertThat(md.getSQLKeywords().split(",", -1)).contains("COPY", "CAPTURE", "TTL", "KEYSPACE");
      assertThat(md.getExtraNameCharacters()).isEmpty();
      assertThat(md.getSchemaTerm()).isEqualTo("keyspace");
      assertThat(md.getDatabaseProductName()).contains("Cassandra");
      assertThat(md.getDatabaseProductVersion())
          .startsWith(md.getDatabaseMajorVersion() + "." + md.getDatabaseMinorVersion());
      assertThat(md.getDriverName()).isNotBlank();
      assertThat(md.getDriverVersion()).isNotBlank();
      assertThat(rows(md.getCatalogs(), "TABLE_CAT")).isEmpty();
      assertThat(rows(md.getSchemas(), "TABLE_SCHEM")).contains("meta", "system").isSorted();
      assertThat(rows(md.getSchemas(), "TABLE_CATALOG")).containsOnly("null");
    }
  }

  @Test
  @DisplayName("D-01: type info has each name once, varchar too, and no struct")
  void d01_typeInfo() throws SQLException {
    List<String> names = new ArrayList<>();
    int before = Integer.MIN_VALUE;
    try (ResultSet types = metaData.getTypeInfo()) {
      while (types.next()) {
        names.add(types.getString("TYPE_NAME"));
        int code = types.getInt("DATA_TYPE");
        assertThat(code).as("sorted").isGreaterThanOrEqualTo(before).isNotEqualTo(Types.STRUCT);
        before = code;
        assertThat(types.getString("LOCAL_TYPE_NAME")).isNotBlank();
        assertThat(types.getInt("PRECISION")).isNotNegative();
        assertThat(types.getInt("MAXIMUM_SCALE"))
            .isGreaterThanOrEqualTo(types.getInt("MINIMUM_SCALE"));
        assertThat(types.getInt("SEARCHABLE")).isEqualTo(DatabaseMetaData.typePredBasic);
        boolean number = types.getString("TYPE_NAME").endsWith("int");
        if (number) {
          assertThat(types.getBoolean("UNSIGNED_ATTRIBUTE")).isFalse();
        }
      }
    }
    assertThat(names)
        .doesNotHaveDuplicates()
        .contains("text", "varchar", "uuid", "timeuuid", "varint", "counter", "duration", "inet");
  }

  @Test
  @DisplayName("D-02: tables and views of a keyspace")
  void d02_tables() throws SQLException {
    assertThat(
            rows(
                metaData.getTables(null, "meta", "%", null),
                "TABLE_TYPE",
                "TABLE_SCHEM",
                "TABLE_NAME",
                "REMARKS"))
        .containsExactly(
            "MATERIALIZED VIEW|meta|by_place|",
            "TABLE|meta|a_b|",
            "TABLE|meta|axb|",
            "TABLE|meta|indexed|",
            "TABLE|meta|readings|what sensors say");
    String[] views = {"VIEW"};
    assertThat(rows(metaData.getTables(null, "meta", null, views), "TABLE_NAME"))
        .containsExactly("by_place");
    String[] tables = {"table"};
    assertThat(rows(metaData.getTables("", "", "rea%", tables), "TABLE_NAME")).contains("readings");
    assertThat(rows(metaData.getTables(null, "system", "local", null), "TABLE_TYPE"))
        .containsExactly("SYSTEM TABLE");
    assertThat(
            rows(metaData.getTables(null, "system_views", "clients", new String[0]), "TABLE_TYPE"))
        .containsExactly("SYSTEM TABLE");
    assertThat(rows(metaData.getTableTypes(), "TABLE_TYPE"))
        .containsExactly("MATERIALIZED VIEW", "SYSTEM TABLE", "TABLE");
  }

  @Test
  @DisplayName("D-02: every column label that DBeaver reads is there")
  void d02_columns() throws SQLException {
    try (ResultSet columns = metaData.getColumns(null, "meta", "readings", "%")) {
      assertThat(columns.next()).isTrue();
      assertThat(columns.getString("COLUMN_NAME")).isEqualTo("site");
      assertThat(columns.getInt("DATA_TYPE")).isEqualTo(Types.VARCHAR);
      assertThat(columns.getString("TYPE_NAME")).isEqualTo("text");
      assertThat(columns.getLong("COLUMN_SIZE")).isPositive();
      assertThat(columns.getInt("NULLABLE")).isEqualTo(DatabaseMetaData.columnNoNulls);
      assertThat(columns.getInt("DECIMAL_DIGITS")).isZero();
      assertThat(columns.wasNull()).isFalse();
      assertThat(columns.getInt("NUM_PREC_RADIX")).isEqualTo(10);
      assertThat(columns.getString("COLUMN_DEF")).isNull();
      assertThat(columns.getInt("SOURCE_DATA_TYPE")).isZero();
      assertThat(columns.getLong("CHAR_OCTET_LENGTH")).isPositive();
      assertThat(columns.getInt("ORDINAL_POSITION")).isEqualTo(1);
      assertThat(columns.getString("IS_AUTOINCREMENT")).isEqualTo("NO");
      assertThat(columns.getString("IS_GENERATEDCOLUMN")).isEqualTo("NO");
    }
    assertThat(
            rows(
                metaData.getColumns(null, "meta", "readings", "%"),
                "COLUMN_NAME",
                "TYPE_NAME",
                "IS_NULLABLE",
                "REMARKS"))
        .containsExactlyInAnyOrder(
            "site|text|NO|partition key",
            "day|date|NO|partition key",
            "at|timestamp|NO|clustering column, desc",
            "sensor|uuid|NO|clustering column, asc",
            "place|text|YES|static",
            "value|double|YES|");
    assertThat(rows(metaData.getColumns(null, "meta", "by_place", "%"), "COLUMN_NAME", "REMARKS"))
        .containsExactlyInAnyOrder("v|partition key", "id|clustering column, asc");
  }

  @Test
  @DisplayName("D-02: functions, their parameters, and no procedures")
  void d02_functions() throws SQLException {
    assertThat(
            rows(
                metaData.getFunctions(null, "meta", "%"),
                "FUNCTION_NAME",
                "SPECIFIC_NAME",
                "FUNCTION_TYPE",
                "REMARKS"))
        .containsExactly(
            "plus|plus(bigint, bigint)|1|function in java",
            "plus|plus(int, int)|1|function in java",
            "total|total(int)|1|aggregate over plus");
    assertThat(
            rows(
                metaData.getFunctionColumns(null, "meta", "plus", "%"),
                "SPECIFIC_NAME",
                "ORDINAL_POSITION",
                "COLUMN_NAME",
                "COLUMN_TYPE",
                "TYPE_NAME"))
        .containsExactly(
            "plus(bigint, bigint)|0||" + DatabaseMetaData.functionReturn + "|bigint",
            "plus(bigint, bigint)|1|state|1|bigint",
            "plus(bigint, bigint)|2|more|1|bigint",
            "plus(int, int)|0||" + DatabaseMetaData.functionReturn + "|int",
            "plus(int, int)|1|state|1|int",
            "plus(int, int)|2|more|1|int");
    assertThat(rows(metaData.getFunctionColumns(null, "meta", "total", "arg%"), "COLUMN_NAME"))
        .containsExactly("argument1");
    assertThat(rows(metaData.getProcedures(null, "meta", "%"), "PROCEDURE_NAME")).isEmpty();
    assertThat(rows(metaData.getProcedureColumns(null, "meta", "%", "%"), "COLUMN_NAME")).isEmpty();
  }

  @Test
  @DisplayName("D-02: user-defined types and their fields")
  void d02_userDefinedTypes() throws SQLException {
    assertThat(rows(metaData.getUDTs(null, "meta", "%", null), "TYPE_NAME", "DATA_TYPE"))
        .containsExactly("address|" + Types.STRUCT);
    int[] distinct = {Types.DISTINCT};
    assertThat(rows(metaData.getUDTs(null, "meta", "%", distinct), "TYPE_NAME")).isEmpty();
    assertThat(
            rows(
                metaData.getAttributes(null, "meta", "address", "%"),
                "ATTR_NAME",
                "ATTR_TYPE_NAME",
                "ORDINAL_POSITION",
                "IS_NULLABLE"))
        .containsExactly("street|text|1|YES", "zip|int|2|YES", "tags|set<text>|3|YES");
  }

  @Test
  @DisplayName("D-03: what DBeaver's schema-wide cache asks with %")
  void d03_schemaWide() throws SQLException {
    assertThat(rows(metaData.getColumns(null, "meta", "%", "%"), "TABLE_NAME"))
        .contains("a_b", "axb", "readings", "indexed", "by_place");
    assertThat(rows(metaData.getPrimaryKeys(null, "meta", "%"), "TABLE_NAME"))
        .contains("a_b", "axb", "readings", "indexed", "by_place");
    assertThat(rows(metaData.getIndexInfo(null, "meta", "%", false, true), "TABLE_NAME"))
        .containsOnly("indexed")
        .hasSize(8);
    assertThat(rows(metaData.getImportedKeys(null, "meta", "%"), "FK_NAME")).isEmpty();
    assertThat(rows(metaData.getExportedKeys(null, "meta", "%"), "FK_NAME")).isEmpty();
    assertThat(rows(metaData.getVersionColumns(null, "meta", "%"), "COLUMN_NAME")).isEmpty();
  }

  @Test
  @DisplayName("D-04: getColumns of a_b shows nothing of axb")
  void d04_underscore() throws SQLException {
    assertThat(rows(metaData.getColumns(null, "meta", "a_b", "%"), "COLUMN_NAME"))
        .containsExactlyInAnyOrder("id", "only_in_a_b");
    assertThat(rows(metaData.getColumns(null, "meta", "a\\_b", "%"), "TABLE_NAME"))
        .containsOnly("a_b");
    assertThat(rows(metaData.getTables(null, "meta", "a_b", null), "TABLE_NAME"))
        .containsExactly("a_b");
    assertThat(rows(metaData.getTables(null, "meta", "a_%", null), "TABLE_NAME"))
        .containsExactly("a_b", "axb");
  }

  @Test
  @DisplayName("D-05: keys in partition and clustering order, never null")
  void d05_primaryKey() throws SQLException {
    List<String> keys = new ArrayList<>();
    try (ResultSet rows = metaData.getPrimaryKeys(null, "meta", "readings")) {
      while (rows.next()) {
        assertThat(rows.getShort(5)).isEqualTo(rows.getShort("KEY_SEQ"));
        keys.add(rows.getInt("KEY_SEQ") + " " + rows.getString("COLUMN_NAME"));
        assertThat(rows.getString("PK_NAME")).isNotBlank();
      }
    }
    assertThat(keys).containsExactlyInAnyOrder("1 site", "2 day", "3 at", "4 sensor");
    assertThat(
            rows(
                metaData.getBestRowIdentifier(
                    null, "meta", "readings", DatabaseMetaData.bestRowSession, true),
                "COLUMN_NAME"))
        .containsExactly("site", "day", "at", "sensor");
    try (ResultSet columns = metaData.getColumns(null, "meta", "readings", "%")) {
      while (columns.next()) {
        boolean key = columns.getString("REMARKS").matches("(partition key|clustering).*");
        assertThat(columns.getInt("NULLABLE"))
            .as(columns.getString("COLUMN_NAME"))
            .isEqualTo(key ? 0 : 1);
      }
    }
  }

  @Test
  @DisplayName("D-06: indexes are not unique, of type other, with the plain column")
  void d06_indexes() throws SQLException {
    List<String> indexes = new ArrayList<>();
    try (ResultSet rows = metaData.getIndexInfo(null, "meta", "indexed", false, true)) {
      while (rows.next()) {
        assertThat(rows.getBoolean("NON_UNIQUE")).isTrue();
        assertThat(rows.getInt("TYPE")).isEqualTo(DatabaseMetaData.tableIndexOther);
        assertThat(rows.getInt("ORDINAL_POSITION")).isEqualTo(1);
        assertThat(rows.getLong("CARDINALITY")).isZero();
        assertThat(rows.getString("ASC_OR_DESC")).isNull();
        assertThat(rows.getString("INDEX_QUALIFIER")).isNull();
        indexes.add(
            rows.getString("INDEX_NAME")
                + "|"
                + rows.getString("COLUMN_NAME")
                + "|"
                + rows.getString("REMARKS"));
      }
    }
    assertThat(indexes)
        .containsExactly(
            "i_entries|m3|secondary index on entries(m3)",
            "i_full|f|secondary index on full(f)",
            "i_keys|m|secondary index on keys(m)",
            "i_mixed|Mixed|secondary index on \"Mixed\"",
            "i_sai|sai|SAI on sai",
            "i_sasi|sasi|SASI on sasi",
            "i_v|v|secondary index on v",
            "i_values|m2|secondary index on values(m2)");
    assertThat(rows(metaData.getIndexInfo(null, "meta", "indexed", true, true), "INDEX_NAME"))
        .isEmpty();
  }

  @Test
  @DisplayName("B-01: Metabase asks for columns with null as column pattern")
  void b01_columnsOfNull() throws SQLException {
    assertThat(rows(metaData.getColumns(null, "meta", "axb", null), "COLUMN_NAME"))
        .containsExactlyInAnyOrder("id", "only_in_axb");
    assertThat(rows(metaData.getColumns(null, null, null, null), "TABLE_NAME")).contains("axb");
    assertThat(rows(metaData.getTables(null, null, "%", null), "TABLE_NAME")).contains("axb");
    assertThat(rows(metaData.getPrimaryKeys(connection.getCatalog(), null, "axb"), "COLUMN_NAME"))
        .contains("id");
  }

  @Test
  @DisplayName("T-01: what Tableau needs before it shows anything")
  void t01_tableau() throws SQLException {
    assertThat(connection.isValid(1)).isTrue();
    assertThat(rows(metaData.getTableTypes(), "TABLE_TYPE")).contains("TABLE");
    assertThat(metaData.getDriverName()).isEqualTo("Cassport");
    assertThat(metaData.getDriverVersion()).matches("\\d+\\.\\d+.*");
    connection.setTransactionIsolation(Connection.TRANSACTION_READ_UNCOMMITTED);
    connection.setTransactionIsolation(Connection.TRANSACTION_NONE);
  }

  @Test
  void clientInfoPropertiesCanBeSet() throws SQLException {
    List<String> names = rows(metaData.getClientInfoProperties(), "NAME");
    assertThat(names).contains("ApplicationName");
    for (String name : names) {
      connection.setClientInfo(name, "x");
      assertThat(connection.getClientInfo(name)).isEqualTo("x");
    }
  }

  @Test
  @DisplayName("D-03: no request is sent for any of it, table by table or for all at once")
  void d03_noRequests() throws SQLException {
    String url = Server.url("meta", "applicationName=metered");
    try (Connection metered = DriverManager.getConnection(url)) {
      DatabaseMetaData md = metered.getMetaData();
      long sockets = ServerSide.clients("metered").size();
      long before = ServerSide.requests("metered");
      assertThat(before).isPositive();
      int calls = 0;
      try (ResultSet tables = md.getTables(null, null, "%", null)) {
        while (tables.next()) {
          String keyspace = tables.getString("TABLE_SCHEM");
          String table = tables.getString("TABLE_NAME");
          assertThat(rows(md.getColumns(null, keyspace, table, "%"), "COLUMN_NAME")).isNotEmpty();
          assertThat(rows(md.getPrimaryKeys(null, keyspace, table), "COLUMN_NAME")).isNotEmpty();
          md.getIndexInfo(null, keyspace, table, false, true).close();
          md.getImportedKeys(null, keyspace, table).close();
          calls += 4;
        }
      }
      md.getSchemas().close();
      md.getFunctions(null, null, "%").close();
      md.getFunctionColumns(null, null, "%", "%").close();
      md.getUDTs(null, null, "%", null).close();
      md.getAttributes(null, null, "%", "%").close();
      md.getTypeInfo().close();
      assertThat(calls).isGreaterThan(200);
      // A socket that has nothing to do asks now and then whether the other side is still there.
      assertThat(ServerSide.requests("metered") - before).isLessThanOrEqualTo(sockets);
    }
  }

  @Test
  @DisplayName("peers 11: what another statement made is there at once")
  void aTableIsThereAfterItWasMade() throws SQLException {
    Server.run(connection, "CREATE TABLE IF NOT EXISTS fresh (id int PRIMARY KEY)");
    assertThat(rows(metaData.getTables(null, "meta", "fresh", null), "TABLE_NAME"))
        .containsExactly("fresh");
    Server.run(connection, "DROP TABLE fresh");
    assertThat(rows(metaData.getTables(null, "meta", "fresh", null), "TABLE_NAME")).isEmpty();
  }
}
