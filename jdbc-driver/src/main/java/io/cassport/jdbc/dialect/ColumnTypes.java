package io.cassport.jdbc.dialect;

import com.datastax.oss.driver.api.core.type.DataType;

/** What is known of tables' columns. */
@FunctionalInterface
public interface ColumnTypes {
  /**
   * The type of a column.
   *
   * @param table whose it is
   * @param column as Cassandra stores its name
   * @return null when there is no such table or column
   */
  DataType of(TableRef table, String column);
}
