package io.cassport.jdbc.dialect;

import com.datastax.oss.driver.api.core.type.DataType;

/** Where a column of the answer comes from. */
public sealed interface OutputColumn {
  /** The next one of the server's columns. */
  record Next() implements OutputColumn {}

  /**
   * The server's column of a name.
   *
   * @param name as Cassandra stores it
   * @param label what the answer calls it
   */
  record Named(String name, String label) implements OutputColumn {}

  /**
   * A column of a literal, which only answers without rows have.
   *
   * @param label what the answer calls it
   */
  record Literal(String label, DataType type) implements OutputColumn {}
}
