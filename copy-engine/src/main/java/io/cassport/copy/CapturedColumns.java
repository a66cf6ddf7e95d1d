package io.cassport.copy;

import com.datastax.oss.driver.api.core.CqlSession;
import io.cassport.copy.dataset.RowLayout;
import io.cassport.format.ColumnSchema;
import io.cassport.format.FormatOptions;
import io.cassport.format.RowSchema;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The columns of a capture's SELECTs, and what is the same and what differs. */
final class CapturedColumns {
  private CapturedColumns() {}

  /**
   * How a SELECT's columns lie in batches.
   *
   * @throws SQLException 42S22 when a column of PARTITION is not among them, 42000 when two have
   *     the same name
   */
  static RowLayout lay(CapturedPage page, FormatOptions options, CqlSession session)
      throws SQLException {
    Set<String> serverKeys = TableLookup.keyColumns(page.definitions(), session);
    Set<String> keys = new HashSet<>();
    List<ColumnSchema> columns = new ArrayList<>();
    for (int i = 0; i < page.names().size(); i++) {
      var definition = page.definitions().get(page.places().get(i));
      columns.add(new ColumnSchema(page.names().get(i), definition.getType()));
      if (serverKeys.contains(definition.getName().asInternal())) {
        keys.add(page.names().get(i));
      }
    }
    return RowLayout.of(columns, options.get(CopyOptions.PARTITION), keys);
  }

  /** True when both have the same columns, in whatever order. */
  static boolean same(RowLayout first, RowLayout other) {
    return Set.copyOf(first.batchSchema().columns())
        .equals(Set.copyOf(other.batchSchema().columns()));
  }

  /**
   * Where each column of the batches is in the rows of a SELECT that has the same columns.
   *
   * @param batches how the batches lie
   * @param incoming how the SELECT's columns would lie
   * @param places of the SELECT's columns in its rows
   */
  static int[] order(RowLayout batches, RowLayout incoming, List<Integer> places) {
    int[] order = new int[batches.batchSchema().size()];
    for (int i = 0; i < order.length; i++) {
      String name = batches.batchSchema().column(i).name();
      int column = incoming.columnOrder()[incoming.batchSchema().indexOf(name)];
      order[i] = column < 0 ? column : places.get(column);
    }
    return order;
  }

  /** What is different, in words. */
  static String difference(RowSchema first, RowSchema other) {
    List<String> differences = new ArrayList<>();
    for (ColumnSchema column : first.columns()) {
      int index = other.indexOf(column.name());
      if (index < 0) {
        differences.add("column " + column.name() + " is missing");
      } else if (!other.column(index).type().equals(column.type())) {
        differences.add(
            "column "
                + column.name()
                + " is "
                + other.column(index).type().asCql(false, true)
                + " and was "
                + column.type().asCql(false, true));
      }
    }
    for (ColumnSchema column : other.columns()) {
      if (first.indexOf(column.name()) < 0) {
        differences.add("column " + column.name() + " is new");
      }
    }
    return String.join(", ", differences);
  }
}
