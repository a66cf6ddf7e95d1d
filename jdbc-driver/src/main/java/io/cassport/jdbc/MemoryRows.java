package io.cassport.jdbc;

import com.datastax.oss.driver.api.core.type.DataType;
import io.cassport.copy.ResultTable;
import io.cassport.format.ColumnSchema;
import java.util.ArrayList;
import java.util.List;

/** Rows that are all here: what COPY answers with, metadata, and arrays as result sets. */
final class MemoryRows implements ScrollableRows {
  private final List<ResultColumn> columns;
  private final List<? extends List<?>> rows;
  private int current = -1;

  private MemoryRows(List<ResultColumn> columns, List<? extends List<?>> rows) {
    this.columns = columns;
    this.rows = rows;
  }

  /**
   * A ResultSet of rows in memory that belongs to no statement.
   *
   * @param rows values of the driver's Java types (String, Integer, Short, Boolean, Long, …), null
   *     allowed
   */
  static CassportResultSet resultSet(List<ResultColumn> columns, List<? extends List<?>> rows) {
    return new CassportResultSet(null, new MemoryRows(columns, rows), TypeOptions.DEFAULT);
  }

  static MemoryRows of(List<ResultColumn> columns, List<? extends List<?>> rows) {
    return new MemoryRows(columns, rows);
  }

  static MemoryRows of(ResultTable table) {
    List<ResultColumn> columns = new ArrayList<>();
    for (ColumnSchema column : table.columns()) {
      DataType type = column.type();
      columns.add(ResultColumn.of(column.name(), type));
    }
    return new MemoryRows(columns, table.rows());
  }

  @Override
  public List<ResultColumn> columns() {
    return columns;
  }

  @Override
  public int size() {
    return rows.size();
  }

  @Override
  public void moveTo(int index) {
    current = index;
  }

  @Override
  public boolean next() {
    current = Math.min(current + 1, rows.size());
    return current < rows.size();
  }

  @Override
  public boolean isLast() {
    return current == rows.size() - 1;
  }

  @Override
  public Object value(int index) {
    return rows.get(current).get(index);
  }

  @Override
  public void close() {
    // nothing is held
  }
}
