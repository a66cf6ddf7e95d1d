package io.cassport.parquet;

import com.datastax.oss.driver.api.core.type.DataTypes;
import io.cassport.format.ColumnSchema;
import io.cassport.format.RowSchema;
import java.util.ArrayList;
import java.util.List;

/** Columns for rows that are read and thrown away. */
final class SkipSchema {
  private SkipSchema() {}

  static RowSchema of(int columns) {
    List<ColumnSchema> schema = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      schema.add(new ColumnSchema("skipped" + i, DataTypes.BLOB));
    }
    return new RowSchema(schema);
  }
}
