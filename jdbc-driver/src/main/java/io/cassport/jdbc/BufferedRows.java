package io.cassport.jdbc;

import com.datastax.oss.driver.api.core.cql.Row;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** All rows of a query, for a result in which the application moves to and fro. */
final class BufferedRows implements ScrollableRows {
  /** What a row and a cell take beside their bytes, roughly. */
  private static final int ROW_OVERHEAD = 64;

  private static final int CELL_OVERHEAD = 24;

  private final RowShape shape;
  private final CellDecoder cells;
  private final List<Row> rows;
  private int current = -1;

  private BufferedRows(RowShape shape, List<Row> rows) {
    this.shape = shape;
    this.cells = new CellDecoder(shape);
    this.rows = rows;
  }

  /**
   * Reads a query to its end.
   *
   * @param maxBytes of memory that the rows may take
   * @return its rows; or, when they take more, the query itself, from its first row
   */
  static RowSource read(PagedRows source, long maxBytes) throws SQLException {
    List<Row> rows = new ArrayList<>();
    long bytes = 0;
    try {
      while (source.next()) {
        Row row = source.row();
        rows.add(row);
        bytes += size(row);
        if (bytes > maxBytes) {
          source.again(rows);
          return source;
        }
      }
    } catch (SQLException | RuntimeException e) {
      source.close();
      throw e;
    }
    source.close();
    return new BufferedRows(source.shape(), rows);
  }

  private static long size(Row row) {
    long size = ROW_OVERHEAD;
    for (int i = 0; i < row.size(); i++) {
      var bytes = row.getBytesUnsafe(i);
      size += CELL_OVERHEAD + (bytes == null ? 0 : bytes.remaining());
    }
    return size;
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
  public List<ResultColumn> columns() {
    return shape.columns();
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
    return cells.value(rows.get(current), index);
  }

  @Override
  public void close() {
    // the garbage collector does
  }
}
