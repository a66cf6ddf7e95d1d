package io.cassport.copy.dataset;

import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import io.cassport.copy.job.Errors;
import io.cassport.format.ColumnSchema;
import io.cassport.format.RowBatch;
import java.sql.SQLException;

/**
 * Names the directories of partitions. Hive and all who follow it have one name for null and for an
 * empty text, so here it means an empty text in a column of the primary key, which has no nulls,
 * and null in any other column. What could not be told apart when it is read again is refused.
 */
final class PartitionDirectories {
  private final RowLayout layout;
  private final int first;
  private final boolean[] inKey;

  PartitionDirectories(RowLayout layout) {
    this.layout = layout;
    this.first = layout.batchSchema().size() - layout.partitionColumns();
    this.inKey = new boolean[layout.batchSchema().size()];
    for (int column = first; column < inKey.length; column++) {
      inKey[column] = layout.keyColumns().contains(layout.batchSchema().column(column).name());
    }
  }

  /**
   * The directory of a row's partition, such as {@code a=1/b=2}.
   *
   * @throws SQLException 22018 for an empty value, or a null, that would not be read as such again
   */
  String of(RowBatch batch, int row) throws SQLException {
    StringBuilder directory = new StringBuilder();
    for (int column = first; column < inKey.length; column++) {
      directory
          .append(directory.isEmpty() ? "" : "/")
          .append(HivePath.encode(layout.batchSchema().column(column).name()))
          .append('=')
          .append(value(batch, column, row));
    }
    return directory.toString();
  }

  private String value(RowBatch batch, int column, int row) throws SQLException {
    ColumnSchema schema = batch.schema().column(column);
    int length = batch.length(column, row);
    if (length > 0) {
      return HivePath.encodeValue(PartitionValues.toText(schema.type(), batch.buffer(column, row)));
    }
    boolean expected = inKey[column] ? length == 0 && isText(schema.type()) : length < 0;
    if (!expected) {
      throw Errors.data(
          "PARTITION cannot name a directory by column "
              + schema.name()
              + " where it is "
              + (length < 0 ? "null" : "empty")
              + ", because a directory's name cannot tell empty from null; leave these rows out"
              + " with WHERE, or partition by another column",
          "22018");
    }
    return HivePath.NULL_VALUE;
  }

  private static boolean isText(DataType type) {
    return type.equals(DataTypes.TEXT) || type.equals(DataTypes.ASCII);
  }
}
