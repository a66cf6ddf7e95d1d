package io.cassport.jdbc;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.metadata.schema.AggregateMetadata;
import com.datastax.oss.driver.api.core.metadata.schema.FunctionMetadata;
import com.datastax.oss.driver.api.core.metadata.schema.FunctionSignature;
import com.datastax.oss.driver.api.core.metadata.schema.KeyspaceMetadata;
import com.datastax.oss.driver.api.core.type.DataType;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** User-defined functions and aggregates as DatabaseMetaData answers them. */
record DescribedFunctions(SchemaObjects schema, TypeOptions options) {
  /**
   * A function or an aggregate.
   *
   * @param parameters their names; an aggregate's have none in CQL
   */
  private record Described(
      String keyspace,
      FunctionSignature signature,
      List<String> parameters,
      DataType returns,
      String remarks) {
    String name() {
      return signature.getName().asInternal();
    }

    /** The name with its parameters' types, which tells overloaded functions apart. */
    String specificName() {
      return name()
          + signature.getParameterTypes().stream()
              .map(JdbcType::name)
              .collect(Collectors.joining(", ", "(", ")"));
    }
  }

  ResultSet functions(String schemaPattern, String functionPattern) {
    MetaDataRows rows =
        new MetaDataRows(
            "FUNCTION_CAT FUNCTION_SCHEM FUNCTION_NAME REMARKS FUNCTION_TYPE:smallint"
                + " SPECIFIC_NAME");
    for (Described function : described(schemaPattern, functionPattern)) {
      rows.add(
          null,
          function.keyspace(),
          function.name(),
          function.remarks(),
          (short) DatabaseMetaData.functionNoTable,
          function.specificName());
    }
    return rows.sort(1, 2, 5).resultSet();
  }

  ResultSet columns(String schemaPattern, String functionPattern, String columnPattern) {
    MetaDataRows rows =
        new MetaDataRows(
            "FUNCTION_CAT FUNCTION_SCHEM FUNCTION_NAME COLUMN_NAME COLUMN_TYPE:smallint"
                + " DATA_TYPE:int TYPE_NAME PRECISION:int LENGTH:int SCALE:smallint RADIX:smallint"
                + " NULLABLE:smallint REMARKS CHAR_OCTET_LENGTH:int ORDINAL_POSITION:int"
                + " IS_NULLABLE SPECIFIC_NAME");
    for (Described function : described(schemaPattern, functionPattern)) {
      if (NamePattern.isAll(columnPattern)) {
        addColumn(rows, function, "", function.returns(), 0);
      }
      List<String> asked = NamePattern.matching(function.parameters(), columnPattern);
      for (int i = 0; i < function.parameters().size(); i++) {
        String name = function.parameters().get(i);
        if (asked.contains(name)) {
          addColumn(rows, function, name, function.signature().getParameterTypes().get(i), i + 1);
        }
      }
    }
    return rows.sort(1, 2, 16, 14).resultSet();
  }

  /** One parameter, or at position 0 the return value. */
  private void addColumn(
      MetaDataRows rows, Described function, String name, DataType cql, int position) {
    JdbcType type = JdbcType.of(cql, options);
    rows.add(
        null,
        function.keyspace(),
        function.name(),
        name,
        (short)
            (position == 0 ? DatabaseMetaData.functionReturn : DatabaseMetaData.functionColumnIn),
        type.code(),
        JdbcType.name(cql),
        type.precision(),
        type.displaySize(),
        (short) type.scale(),
        (short) 10,
        (short) DatabaseMetaData.functionNullable,
        "",
        type.code() == Types.VARCHAR ? type.precision() : null,
        position,
        "YES",
        function.specificName());
  }

  private List<Described> described(String schemaPattern, String functionPattern) {
    List<Described> all = new ArrayList<>();
    for (KeyspaceMetadata keyspace : schema.keyspaces(schemaPattern)) {
      List<Described> ofKeyspace = new ArrayList<>();
      keyspace.getFunctions().values().forEach(function -> ofKeyspace.add(of(function)));
      keyspace.getAggregates().values().forEach(aggregate -> ofKeyspace.add(of(aggregate)));
      all.addAll(SchemaObjects.matching(ofKeyspace, Described::name, functionPattern));
    }
    return all;
  }

  private static Described of(FunctionMetadata function) {
    return new Described(
        function.getKeyspace().asInternal(),
        function.getSignature(),
        function.getParameterNames().stream().map(CqlIdentifier::asInternal).toList(),
        function.getReturnType(),
        "function in " + function.getLanguage());
  }

  private static Described of(AggregateMetadata aggregate) {
    List<String> parameters = new ArrayList<>();
    for (int i = 1; i <= aggregate.getSignature().getParameterTypes().size(); i++) {
      parameters.add("argument" + i);
    }
    return new Described(
        aggregate.getKeyspace().asInternal(),
        aggregate.getSignature(),
        parameters,
        aggregate.getReturnType(),
        "aggregate over " + aggregate.getStateFuncSignature().getName().asInternal());
  }
}
