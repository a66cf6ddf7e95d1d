package io.cassport.copy.dataset;

import com.datastax.oss.driver.api.core.cql.ColumnDefinitions;
import com.datastax.oss.driver.api.core.type.DataTypes;
import io.cassport.copy.job.Errors;
import io.cassport.format.ColumnSchema;
import io.cassport.format.RowSchema;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * How the columns of a query lie in the batches of an export: those of the files first, those that
 * name directories last.
 *
 * @param batchSchema all columns
 * @param columnOrder for each column of the batches its index in the query's rows, or -1 for a
 *     virtual column
 * @param partitionColumns how many of the last columns name directories
 * @param virtualColumns those of them that are calculated from columns of the files
 * @param keyColumns the columns of a table's primary key, which have no nulls
 */
@SuppressWarnings("ArrayRecordComponent") // made once and never compared
public record RowLayout(
    RowSchema batchSchema,
    int[] columnOrder,
    int partitionColumns,
    List<VirtualColumn> virtualColumns,
    Set<String> keyColumns) {

  /**
   * Lays out a query's columns.
   *
   * @param partition the names of the columns and virtual columns that name directories
   * @param keyColumns those of the query's columns that are in their table's primary key
   * @throws SQLException 42S22 when a partition column is not among them, 42000 when a name occurs
   *     twice or no column is left for the files
   */
  public static RowLayout of(
      ColumnDefinitions columns, List<String> partition, Set<String> keyColumns)
      throws SQLException {
    List<ColumnSchema> all = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      all.add(new ColumnSchema(columns.get(i).getName().asInternal(), columns.get(i).getType()));
    }
    return of(all, partition, keyColumns);
  }

  /** The same of columns in the order in which they lie in the rows. */
  public static RowLayout of(
      List<ColumnSchema> columns, List<String> partition, Set<String> keyColumns)
      throws SQLException {
    Set<String> names = new HashSet<>();
    for (ColumnSchema column : columns) {
      if (!names.add(column.name())) {
        throw Errors.syntax(
            "two columns of the result are called "
                + column.name()
                + "; give one of them a name with AS");
      }
    }
    return lay(columns, partition, keyColumns);
  }

  private static RowLayout lay(
      List<ColumnSchema> all, List<String> partition, Set<String> keyColumns) throws SQLException {
    Set<String> asked = new HashSet<>();
    for (String name : partition) {
      if (!asked.add(name)) {
        throw Errors.syntax("PARTITION names column " + name + " twice; keep one of them");
      }
    }
    List<Integer> order = new ArrayList<>();
    List<ColumnSchema> batch = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if (!asked.contains(all.get(i).name())) {
        order.add(i);
        batch.add(all.get(i));
      }
    }
    if (order.isEmpty()) {
      throw Errors.syntax(
          "PARTITION names every column, so that none is left for the files; leave one out");
    }
    for (String name : partition) {
      int index = indexOf(all, name);
      if (index < 0 && VirtualColumn.unitOf(name).isPresent()) {
        order.add(-1);
        batch.add(new ColumnSchema(name, DataTypes.TEXT));
        continue;
      }
      ColumnSchema column = all.get(require(all, name));
      PartitionValues.check(column);
      order.add(index);
      batch.add(column);
    }
    List<VirtualColumn> virtual = new ArrayList<>();
    for (int i = 0; i < order.size(); i++) {
      if (order.get(i) < 0) {
        virtual.add(virtual(all, batch, i));
      }
    }
    return new RowLayout(
        new RowSchema(batch),
        order.stream().mapToInt(Integer::intValue).toArray(),
        partition.size(),
        virtual,
        keyColumns);
  }

  private static VirtualColumn virtual(List<ColumnSchema> all, List<ColumnSchema> batch, int target)
      throws SQLException {
    String name = batch.get(target).name();
    VirtualColumn.Unit unit = VirtualColumn.unitOf(name).orElseThrow();
    String source = name.substring(0, name.lastIndexOf('.'));
    ColumnSchema column = all.get(require(all, source));
    if (!VirtualColumn.has(column.type(), unit)) {
      throw Errors.syntax(
          "PARTITION names "
              + name
              + ", and column "
              + source
              + " of type "
              + column.type().asCql(false, true)
              + " has no "
              + unit.name().toLowerCase(Locale.ROOT)
              + "; timestamp, timeuuid and date have year, month, day and date, the first two hour"
              + " too");
    }
    return new VirtualColumn(indexOf(batch, source), target, column.type(), unit);
  }

  private static int indexOf(List<ColumnSchema> columns, String name) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  private static int require(List<ColumnSchema> columns, String name) throws SQLException {
    int index = indexOf(columns, name);
    if (index >= 0) {
      return index;
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
  public RowSchema fileSchema() {
    return new RowSchema(batchSchema.columns().subList(0, batchSchema.size() - partitionColumns));
  }
}
