package io.cassport.copy;

import com.datastax.oss.driver.api.core.type.DataTypes;
import io.cassport.copy.dataset.WrittenObject;
import io.cassport.format.ColumnSchema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The result tables of COPY: a row for each object. */
final class ObjectTable {
  static final List<ColumnSchema> WRITTEN =
      List.of(
          new ColumnSchema("object_name", DataTypes.TEXT),
          new ColumnSchema("object_size", DataTypes.BIGINT),
          new ColumnSchema("record_count", DataTypes.BIGINT),
          new ColumnSchema("partition", DataTypes.TEXT),
          new ColumnSchema("sha256", DataTypes.TEXT));

  static final List<ColumnSchema> LOADED =
      List.of(
          new ColumnSchema("object_name", DataTypes.TEXT),
          new ColumnSchema("object_size", DataTypes.BIGINT),
          new ColumnSchema("status", DataTypes.TEXT),
          new ColumnSchema("rows_read", DataTypes.BIGINT),
          new ColumnSchema("rows_loaded", DataTypes.BIGINT),
          new ColumnSchema("rows_rejected", DataTypes.BIGINT),
          new ColumnSchema("first_error", DataTypes.TEXT));

  private ObjectTable() {}

  static CopyResult written(List<WrittenObject> objects) {
    List<List<Object>> rows = new ArrayList<>();
    long count = 0;
    for (WrittenObject object : objects) {
      count += object.rows();
      rows.add(
          Arrays.asList(
              object.path().toString(),
              object.size(),
              object.rows(),
              object.partition(),
              object.sha256()));
    }
    return new CopyResult(new ResultTable(WRITTEN, rows), count, List.of());
  }
}
