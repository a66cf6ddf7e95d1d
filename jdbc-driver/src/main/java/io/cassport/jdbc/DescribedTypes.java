package io.cassport.jdbc;

import com.datastax.oss.driver.api.core.metadata.schema.KeyspaceMetadata;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.datastax.oss.driver.api.core.type.UserDefinedType;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.Struct;
import java.sql.Types;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** CQL's types and user-defined types as DatabaseMetaData answers them. */
record DescribedTypes(SchemaObjects schema, TypeOptions options) {
  /** Those that stand first are the closest to their JDBC type. No structs: see getTypeInfo. */
  private static final List<DataType> TYPES =
      List.of(
          DataTypes.TEXT,
          DataTypes.ASCII,
          DataTypes.BIGINT,
          DataTypes.COUNTER,
          DataTypes.BLOB,
          DataTypes.BOOLEAN,
          DataTypes.DATE,
          DataTypes.DECIMAL,
          DataTypes.DOUBLE,
          DataTypes.DURATION,
          DataTypes.FLOAT,
          DataTypes.INET,
          DataTypes.INT,
          DataTypes.SMALLINT,
          DataTypes.TIME,
          DataTypes.TIMESTAMP,
          DataTypes.TINYINT,
          DataTypes.UUID,
          DataTypes.TIMEUUID,
          DataTypes.VARINT);

  private static final Set<DataType> QUOTED =
      Set.of(
          DataTypes.TEXT,
          DataTypes.ASCII,
          DataTypes.INET,
          DataTypes.DATE,
          DataTypes.TIME,
          DataTypes.TIMESTAMP);

  /** A row for each name; tools take the JDBC type of a name from here, before any other place. */
  ResultSet typeInfo() {
    MetaDataRows rows =
        new MetaDataRows(
            "TYPE_NAME DATA_TYPE:int PRECISION:int LITERAL_PREFIX LITERAL_SUFFIX CREATE_PARAMS"
                + " NULLABLE:smallint CASE_SENSITIVE:boolean SEARCHABLE:smallint"
                + " UNSIGNED_ATTRIBUTE:boolean FIXED_PREC_SCALE:boolean AUTO_INCREMENT:boolean"
                + " LOCAL_TYPE_NAME MINIMUM_SCALE:smallint MAXIMUM_SCALE:smallint"
                + " SQL_DATA_TYPE:int SQL_DATETIME_SUB:int NUM_PREC_RADIX:int");
    for (DataType type : TYPES) {
      addType(rows, JdbcType.name(type), type);
      if (type.equals(DataTypes.TEXT)) {
        // Tools look this name up for elements of arrays.
        addType(rows, "varchar", type);
      }
    }
    return rows.sort(1).resultSet();
  }

  private void addType(MetaDataRows rows, String name, DataType cql) {
    JdbcType type = JdbcType.of(cql, options);
    boolean quoted = QUOTED.contains(cql);
    rows.add(
        name,
        type.code(),
        type.precision(),
        quoted ? "'" : cql.equals(DataTypes.BLOB) ? "0x" : null,
        quoted ? "'" : null,
        null,
        (short) DatabaseMetaData.typeNullable,
        cql.equals(DataTypes.TEXT) || cql.equals(DataTypes.ASCII),
        (short) DatabaseMetaData.typePredBasic,
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

  /**
   * The user-defined types.
   *
   * @param types the codes of java.sql.Types that are wanted, or null for all
   */
  ResultSet userTypes(String schemaPattern, String typePattern, int[] types) {
    MetaDataRows rows =
        new MetaDataRows(
            "TYPE_CAT TYPE_SCHEM TYPE_NAME CLASS_NAME DATA_TYPE:int REMARKS BASE_TYPE:smallint");
    boolean asked =
        types == null
            || types.length == 0
            || Arrays.stream(types).anyMatch(type -> type == Types.STRUCT);
    for (KeyspaceMetadata keyspace : schema.keyspaces(schemaPattern)) {
      for (UserDefinedType type : userTypes(keyspace, asked, typePattern)) {
        rows.add(
            null,
            keyspace.getName().asInternal(),
            type.getName().asInternal(),
            Struct.class.getName(),
            Types.STRUCT,
            "");
      }
    }
    return rows.resultSet();
  }

  /** The fields of the user-defined types. */
  ResultSet attributes(String schemaPattern, String typePattern, String fieldPattern) {
    MetaDataRows rows =
        new MetaDataRows(
            "TYPE_CAT TYPE_SCHEM TYPE_NAME ATTR_NAME DATA_TYPE:int ATTR_TYPE_NAME ATTR_SIZE:int"
                + " DECIMAL_DIGITS:int NUM_PREC_RADIX:int NULLABLE:int REMARKS ATTR_DEF"
                + " SQL_DATA_TYPE:int SQL_DATETIME_SUB:int CHAR_OCTET_LENGTH:int"
                + " ORDINAL_POSITION:int IS_NULLABLE SCOPE_CATALOG SCOPE_SCHEMA SCOPE_TABLE"
                + " SOURCE_DATA_TYPE:smallint");
    for (KeyspaceMetadata keyspace : schema.keyspaces(schemaPattern)) {
      for (UserDefinedType type : userTypes(keyspace, true, typePattern)) {
        List<String> fields =
            type.getFieldNames().stream().map(field -> field.asInternal()).toList();
        List<String> asked = NamePattern.matching(fields, fieldPattern);
        for (int i = 0; i < fields.size(); i++) {
          if (asked.contains(fields.get(i))) {
            addAttribute(rows, keyspace, type, i);
          }
        }
      }
    }
    return rows.resultSet();
  }

  private static List<UserDefinedType> userTypes(
      KeyspaceMetadata keyspace, boolean asked, String pattern) {
    return asked
        ? SchemaObjects.matching(
            keyspace.getUserDefinedTypes().values(), type -> type.getName().asInternal(), pattern)
        : List.of();
  }

  private void addAttribute(
      MetaDataRows rows, KeyspaceMetadata keyspace, UserDefinedType type, int index) {
    DataType cql = type.getFieldTypes().get(index);
    JdbcType jdbc = JdbcType.of(cql, options);
    rows.add(
        null,
        keyspace.getName().asInternal(),
        type.getName().asInternal(),
        type.getFieldNames().get(index).asInternal(),
        jdbc.code(),
        JdbcType.name(cql),
        jdbc.precision(),
        jdbc.scale(),
        10,
        DatabaseMetaData.attributeNullable,
        "",
        null,
        null,
        null,
        jdbc.code() == Types.VARCHAR ? jdbc.precision() : null,
        index + 1,
        "YES");
  }
}
