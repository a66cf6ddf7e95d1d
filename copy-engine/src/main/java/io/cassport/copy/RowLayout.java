package io.cassport.copy;

import com.datastax.oss.driver.api.core.cql.ColumnDefinitions;
import io.cassport.copy.dataset.PartitionValues;
import io.cassport.copy.job.Errors;
import io.cassport.format.ColumnSchema;
import io.cassport.format.RowSchema;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How the columns of a query lie in the batches of an export: those of the files first, those that
 * name directories last.
 *
 * @param batchSchema all columns
 * @param columnOrder for each column of the batches its index in the query's rows
 * @param partitionColumns how many of the last columns name directories
 */
@SuppressWarnings("ArrayRecordComponent") // made once and never compared
record RowLayout(RowSchema batchSchema, int[] columnOrder, int partitionColumns) {

  /**
   * Lays out a query's columns.
   *
   * @throws SQLException 42S22 when a partition column is not among them, 42000 when a name occurs
   *     twice or no column is left for the files
   */
  static RowLayout of(ColumnDefinitions columns, List<String> partition) throws SQLException {
    List<ColumnSchema> all = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < columns.size(); i++) {
      String name = columns.get(i).getName().asInternal();
      if (!names.add(name)) {
        throw Errors.syntax(
            "two columns of the result are called " + name + "; give one of them a name with AS");
      }
      all.add(new ColumnSchema(name, columns.get(i).getType()));
    }
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if (!partition.contains(all.get(i).name())) {
        order.add(i);
      }
    }
    if (order.isEmpty()) {
      throw Errors.syntax(
          "PARTITION names every column, so that none is left for the files; leave one out");
    }
    for (String name : partition) {
      int index = indexOf(all, name);
      PartitionValues.check(all.get(index));
      if (order.contains(index)) {
        throw Errors.syntax("PARTITION names column " + name + " twice; keep one of them");
      }
      order.add(index);
    }
    RowSchema schema = new RowSchema(order.stream().map(all::get).toList());
    return new RowLayout(
        schema, order.stream().mapToInt(Integer::intValue).toArray(), partition.size());
  }

  private static int indexOf(List<ColumnSchema> columns, String name) throws SQLException {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(name)) {
        return i;
      }
    }
    List<String> names = columns.stream().map(ColumnSchema::name).toList();
    throw Errors.noColumn(
        "PARTITION names column "
            + name
            + ", which is not exported"
            + Errors.didYouMean(name, names)
            + " The columns are "
            + String.join(", ", names));
  }

  /** The columns of the files. */
  RowSchema fileSchema() {
    return new RowSchema(batchSchema.columns().subList(0, batchSchema.size() - partitionColumns));
  }
}
