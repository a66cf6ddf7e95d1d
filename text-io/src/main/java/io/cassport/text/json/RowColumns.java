package io.cassport.text.json;

import io.cassport.format.RowSchema;
import io.cassport.text.Errors;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which key of a row is which column of a batch, and how it is read. For one thread. */
final class RowColumns {
  /** For a key that is not loaded. */
  static final int NONE = -1;

  /** For a key whose text is an object with more keys. */
  static final int ROW = -2;

  private final ColumnNames names;
  private final Map<String, Integer> byName = new HashMap<>();
  private final Map<String, Integer> byKey = new HashMap<>();
  private final ValueReader[] readers;
  private final boolean stripNulls;

  /**
   * Makes them.
   *
   * @param keys the columns of the object, for each column of the batches
   * @throws SQLException 42S22 when one of them would be two columns
   */
  RowColumns(List<String> keys, RowSchema target, JsonTypes types, ColumnNames names)
      throws SQLException {
    this.names = names;
    this.readers = new ValueReader[keys.size()];
    this.stripNulls = types.stripNulls();
    for (int c = 0; c < keys.size(); c++) {
      if (byName.put(keys.get(c), c) != null) {
        throw Errors.noColumn(
            "the key "
                + keys.get(c)
                + " would be loaded into two columns; list the columns, each by its exact name");
      }
      readers[c] = types.reader(target.column(c).type());
    }
  }

  int size() {
    return readers.length;
  }

  boolean stripsNulls() {
    return stripNulls;
  }

  ValueReader reader(int column) {
    return readers[column];
  }

  /** The column of a key, or {@link #NONE} or {@link #ROW}. */
  int of(String key) {
    Integer column = byKey.get(key);
    if (column == null) {
      column = names.holdsRow(key) ? ROW : byName.getOrDefault(names.of(key), NONE);
      byKey.put(key, column);
    }
    return column;
  }
}
