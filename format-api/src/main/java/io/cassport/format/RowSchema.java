package io.cassport.format;

import java.util.List;

/**
 * The columns of a row, in order.
 *
 * @param columns at least one column
 */
public record RowSchema(List<ColumnSchema> columns) {
  /** Takes a copy of the columns. */
  public RowSchema {
    columns = List.copyOf(columns);
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("a row has at least one column");
    }
  }

  /** The number of columns. */
  public int size() {
    return columns.size();
  }

  /** The column at a zero-based index. */
  public ColumnSchema column(int index) {
    return columns.get(index);
  }

  /** The zero-based index of the column with exactly this name, or -1. */
  public int indexOf(String name) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }
}
