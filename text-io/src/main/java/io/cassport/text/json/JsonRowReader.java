package io.cassport.text.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.cassport.format.RowBatch;
import io.cassport.format.RowReader;
import io.cassport.format.values.BadValueException;
import io.cassport.text.ByteBuilder;
import io.cassport.text.TextSource;
import java.io.IOException;
import java.sql.SQLException;

/** Reads the rows of one split. */
final class JsonRowReader implements RowReader {
  /** Bytes of a batch at which it is full. */
  private static final int BATCH_BYTES = 4 << 20;

  private static final int LARGEST_KEPT = 1 << 20;

  private final TextSource source;
  private final RecordStream rows;
  private final boolean lines;
  private final RowColumns columns;
  private final RowParser parser = new RowParser();
  private final ByteBuilder cell = new ByteBuilder(256);
  private long left;
  private int column;

  JsonRowReader(
      TextSource source,
      RecordStream rows,
      boolean lines,
      RowColumns columns,
      long rowCount,
      long skipRows)
      throws IOException {
    this.source = source;
    this.rows = rows;
    this.lines = lines;
    this.columns = columns;
    this.left = rowCount;
    boolean skipped = false;
    try {
      for (long i = 0; i < skipRows && left > 0 && rows.next(); i++) {
        left--;
      }
      skipped = true;
    } finally {
      if (!skipped) {
        rows.close();
      }
    }
  }

  @Override
  public int read(RowBatch batch, int maxRows) throws SQLException {
    batch.clear();
    int row = 0;
    try {
      while (row < maxRows && left > 0 && batch.dataLength() < BATCH_BYTES && rows.next()) {
        batch.setRowCount(row + 1);
        for (int c = 0; c < columns.size(); c++) {
          batch.setUnset(c, row);
        }
        readRow(batch, row);
        left--;
        row++;
      }
    } catch (IOException e) {
      throw JsonObjectReader.failed(source, e);
    }
    return row;
  }

  private void readRow(RowBatch batch, int row) throws IOException {
    int start = batch.dataLength();
    column = RowColumns.NONE;
    JsonParser in = null;
    try {
      in = parser.begin(rows.data(), rows.from(), rows.to());
      if (in.currentToken() != JsonToken.START_OBJECT) {
        throw BadValueException.noLiteral(
            "it is " + JsonParsers.name(in.currentToken()) + ", and a row is an object");
      }
      readMembers(in, batch, row);
      if (!parser.isAtEnd()) {
        throw BadValueException.noLiteral("the line goes on after its object");
      }
    } catch (BadValueException e) {
      String path = column < 0 || in == null ? "" : " at " + JsonParsers.path(in);
      bad(batch, row, start, e.getMessage() + path + " (line " + rows.line() + ")", e.sqlState());
    } catch (JsonProcessingException e) {
      Damage damage = parser.damage(rows, e);
      if (!lines) {
        throw damage;
      }
      column = RowColumns.NONE;
      bad(batch, row, start, "it is no JSON object: " + damage.getMessage(), "22018");
    }
  }

  private void bad(RowBatch batch, int row, int start, String reason, String sqlState) {
    parser.abandon();
    batch.truncate(start);
    for (int c = 0; c < columns.size(); c++) {
      batch.setUnset(c, row);
    }
    if (column < 0) {
      batch.markBadRow(row, reason, sqlState);
    } else {
      batch.markBad(column, row, reason, sqlState);
    }
  }

  private void readMembers(JsonParser in, RowBatch batch, int row) throws IOException {
    while (in.nextToken() != JsonToken.END_OBJECT) {
      int found = columns.of(in.currentName());
      JsonToken value = in.nextToken();
      if (found >= 0) {
        column = found;
        readCell(in, value, batch, row);
        column = RowColumns.NONE;
      } else if (found == RowColumns.ROW && value == JsonToken.VALUE_STRING) {
        JsonParsers.parse(
            in.getText(),
            "object",
            inner -> {
              if (inner.currentToken() != JsonToken.START_OBJECT) {
                throw BadValueException.noLiteral(
                    "it holds "
                        + JsonParsers.name(inner.currentToken())
                        + ", and a row is an object");
              }
              readMembers(inner, batch, row);
            });
      } else {
        in.skipChildren();
      }
    }
  }

  private void readCell(JsonParser in, JsonToken value, RowBatch batch, int row)
      throws IOException {
    if (batch.length(column, row) != RowBatch.UNSET) {
      throw BadValueException.noLiteral("the row has the key twice");
    }
    if (value == JsonToken.VALUE_NULL) {
      if (!columns.stripsNulls()) {
        batch.setNull(column, row);
      }
      return;
    }
    cell.clear(LARGEST_KEPT);
    columns.reader(column).read(in, cell);
    batch.setBytes(column, row, cell.data(), 0, cell.length());
  }

  @Override
  public void close() {
    try {
      rows.close();
    } catch (IOException e) {
      // everything that was asked for has been read
    }
  }
}
