package io.cassport.jdbc;

import com.datastax.oss.driver.api.core.cql.ColumnDefinition;
import com.datastax.oss.driver.api.core.cql.ColumnDefinitions;
import com.datastax.oss.driver.api.core.type.DataType;
import java.util.ArrayList;
import java.util.List;

/**
 * A column of a result.
 *
 * @param name as Cassandra stores it, or the alias; never quoted
 * @param keyspace the keyspace of its table, or empty
 * @param table its table, or empty when it comes from no table
 * @param type its CQL type
 */
record ResultColumn(String name, String keyspace, String table, DataType type) {
  /** A column that comes from no table. */
  static ResultColumn of(String name, DataType type) {
    return new ResultColumn(name, "", "", type);
  }

  static List<ResultColumn> of(ColumnDefinitions definitions) {
    List<ResultColumn> columns = new ArrayList<>(definitions.size());
    for (ColumnDefinition definition : definitions) {
      columns.add(
          new ResultColumn(
              definition.getName().asInternal(),
              definition.getKeyspace().asInternal(),
              definition.getTable().asInternal(),
              definition.getType()));
    }
    return columns;
  }
}
