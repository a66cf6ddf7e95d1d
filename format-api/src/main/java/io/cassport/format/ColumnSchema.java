package io.cassport.format;

import com.datastax.oss.driver.api.core.type.DataType;
import java.util.Objects;

/**
 * One column of a row.
 *
 * @param name the column's name as Cassandra stores it, never quoted
 * @param type its CQL type; user-defined types carry their fields
 */
public record ColumnSchema(String name, DataType type) {
  /** Checks that both parts are there. */
  public ColumnSchema {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(type, "type");
  }
}
