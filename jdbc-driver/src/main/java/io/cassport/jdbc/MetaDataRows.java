package io.cassport.jdbc;

import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;

/** The rows of one answer of DatabaseMetaData, with the columns that JDBC prescribes. */
final class MetaDataRows {
  private final List<ResultColumn> columns = new ArrayList<>();
  private final List<List<Object>> rows = new ArrayList<>();

  /**
   * Begins an answer.
   *
   * @param columns names in order, separated by blanks; {@code :int}, {@code :bigint}, {@code
   *     :smallint} or {@code :boolean} behind a name that is no text
   */
  MetaDataRows(String columns) {
    for (String column : columns.split(" ", -1)) {
      int colon = column.indexOf(':');
      String name = colon < 0 ? column : column.substring(0, colon);
      this.columns.add(ResultColumn.of(name, type(colon < 0 ? "" : column.substring(colon + 1))));
    }
  }

  private static DataType type(String name) {
    return switch (name) {
      case "int" -> DataTypes.INT;
      case "bigint" -> DataTypes.BIGINT;
      case "smallint" -> DataTypes.SMALLINT;
      case "boolean" -> DataTypes.BOOLEAN;
      default -> DataTypes.TEXT;
    };
  }

  /** Adds a row; values in the order of the columns, missing ones at the end are null. */
  MetaDataRows add(Object... values) {
    List<Object> row = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      row.add(i < values.length ? values[i] : null);
    }
    rows.add(row);
    return this;
  }

  /** Sorts by some columns, as JDBC prescribes; numbers by value, rows that are equal stay. */
  MetaDataRows sort(int... byColumns) {
    rows.sort(
        (left, right) -> {
          for (int column : byColumns) {
            int order = compare(left.get(column), right.get(column));
            if (order != 0) {
              return order;
            }
          }
          return 0;
        });
    return this;
  }

  private static int compare(Object left, Object right) {
    if (left instanceof Number one && right instanceof Number other) {
      return Long.compare(one.longValue(), other.longValue());
    }
    return String.valueOf(left).compareTo(String.valueOf(right));
  }

  ResultSet resultSet() {
    return MemoryRows.resultSet(columns, rows);
  }
}
