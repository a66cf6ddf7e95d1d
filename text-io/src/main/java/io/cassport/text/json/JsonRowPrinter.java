package io.cassport.text.json;

import io.cassport.format.ColumnSchema;
import io.cassport.format.RowBatch;
import io.cassport.format.RowSchema;
import io.cassport.format.values.BadValueException;
import io.cassport.text.ByteBuilder;
import io.cassport.text.RowPrinter;
import java.sql.SQLException;
import java.util.List;

/** Prints rows as objects. */
final class JsonRowPrinter implements RowPrinter {
  private final byte[][] names;
  private final ValueWriter[] columns;
  private final boolean stripNulls;
  private final byte[] end;

  /**
   * Makes one.
   *
   * @param end what stands behind each row
   */
  JsonRowPrinter(RowSchema schema, JsonTypes types, byte[] end) {
    List<ColumnSchema> written = schema.columns();
    this.names = written.stream().map(c -> JsonTypes.member(c.name())).toArray(byte[][]::new);
    this.columns = written.stream().map(c -> types.writer(c.type())).toArray(ValueWriter[]::new);
    this.stripNulls = types.stripNulls();
    this.end = end;
  }

  @Override
  public void print(RowBatch batch, int row, ByteBuilder out) throws SQLException {
    byte[] data = batch.data();
    boolean first = true;
    out.put('{');
    for (int c = 0; c < columns.length; c++) {
      int length = batch.length(c, row);
      if (length < 0 && stripNulls) {
        continue;
      }
      if (!first) {
        out.put(',');
      }
      first = false;
      out.put(names[c]);
      if (length < 0) {
        out.putAscii("null");
        continue;
      }
      try {
        columns[c].write(data, batch.offset(c, row), length, out);
      } catch (BadValueException e) {
        throw e.inRow(batch, c, row);
      }
    }
    out.put('}').put(end);
  }
}
