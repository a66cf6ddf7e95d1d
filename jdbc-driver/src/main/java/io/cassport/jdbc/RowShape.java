package io.cassport.jdbc;

import com.datastax.oss.driver.api.core.cql.ColumnDefinitions;
import io.cassport.jdbc.dialect.OutputColumn;
import io.cassport.jdbc.dialect.Rewritten;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The columns of a result, and where each is in the server's rows.
 *
 * @param columns as the application sees them
 * @param places of each in the server's rows, from 0; -1 for a literal, which has no value
 */
record RowShape(List<ResultColumn> columns, List<Integer> places) {
  static RowShape of(Rewritten rewritten, ColumnDefinitions definitions) throws SQLException {
    List<ResultColumn> server = ResultColumn.of(definitions);
    List<ResultColumn> columns = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (OutputColumn column : rewritten.columns()) {
      if (column instanceof OutputColumn.Literal literal) {
        columns.add(ResultColumn.of(literal.label(), literal.type()));
        places.add(-1);
      } else if (column instanceof OutputColumn.Named named) {
        int place = find(server, named.name());
        ResultColumn found = server.get(place);
        columns.add(new ResultColumn(named.label(), found.keyspace(), found.table(), found.type()));
        places.add(place);
      } else {
        int place = (int) places.stream().filter(one -> one >= 0).count();
        columns.add(server.get(place));
        places.add(place);
      }
    }
    return rewritten.columns().isEmpty() ? asServer(server) : new RowShape(columns, places);
  }

  static RowShape of(ColumnDefinitions definitions) {
    return asServer(ResultColumn.of(definitions));
  }

  private static RowShape asServer(List<ResultColumn> server) {
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < server.size(); i++) {
      places.add(i);
    }
    return new RowShape(server, places);
  }

  private static int find(List<ResultColumn> server, String name) throws SQLException {
    for (int i = 0; i < server.size(); i++) {
      if (server.get(i).name().equals(name)) {
        return i;
      }
    }
    throw Errors.data(
        "the query in parentheses has no column "
            + name
            + "; it has "
            + String.join(", ", server.stream().map(ResultColumn::name).toList()),
        "42S22");
  }
}
