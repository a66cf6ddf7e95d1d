package io.cassport.text.csv;

import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import io.cassport.format.ObjectReader.Split;
import io.cassport.format.RowBatch;
import io.cassport.format.RowReader;
import io.cassport.format.RowSchema;
import io.cassport.format.values.BadValueException;
import io.cassport.text.ByteBuilder;
import io.cassport.text.ScalarForm;
import io.cassport.text.TextSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/** Reads the records of one split as rows. */
final class CsvRowReader implements RowReader {
  /** A batch ends with the row that makes it larger. */
  static final int MOST_BATCH_BYTES = 4 << 20;

  private final TextSource source;
  private final RecordReader records;
  private final Cells cells;
  private final int width;
  private final int[] columns;
  private final ScalarForm[] forms;
  private final boolean[] texts;
  private final boolean[] emptyValues;
  private final byte[][] nulls;
  private final ByteBuilder value = new ByteBuilder(256);
  private long left;

  CsvRowReader(CsvObjectReader object, int split, int[] columns, RowSchema target, long skipRows)
      throws SQLException {
    CsvSettings settings = object.settings();
    Split of = object.splits().get(split);
    this.source = object.source();
    this.cells =
        new Cells(settings.dialect(), settings.nullText().getBytes(StandardCharsets.UTF_8));
    this.width = object.columns().size();
    this.columns = columns;
    this.nulls = utf8(settings.options().get(CsvOptions.NULL_IF));
    CellForms types = new CellForms(settings.options());
    this.forms = new ScalarForm[target.size()];
    this.texts = new boolean[target.size()];
    this.emptyValues = new boolean[target.size()];
    for (int i = 0; i < forms.length; i++) {
      DataType type = target.column(i).type();
      forms[i] = types.of(type);
      texts[i] = type.equals(DataTypes.TEXT);
      emptyValues[i] = types.isEmptyValue(type);
    }
    this.left = of.rowCount();
    this.records = object.records(split);
    skip(skipRows);
  }

  private static byte[][] utf8(List<String> texts) {
    return texts.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
  }

  private void skip(long rows) throws SQLException {
    boolean skipped = false;
    try {
      for (long i = 0; i < rows && records.next(); i++) {
        left--;
      }
      skipped = true;
    } catch (IOException e) {
      throw CsvScan.failure(source, e);
    } finally {
      if (!skipped) {
        close();
      }
    }
  }

  @Override
  public int read(RowBatch batch, int maxRows) throws SQLException {
    batch.clear();
    int row = 0;
    try {
      while (row < maxRows && left > 0 && batch.dataLength() < MOST_BATCH_BYTES) {
        if (!records.next()) {
          break; // fewer than the scan counted; the engine says so
        }
        left--;
        batch.setRowCount(row + 1);
        fill(batch, row);
        row++;
      }
    } catch (IOException e) {
      throw CsvScan.failure(source, e);
    }
    return row;
  }

  private void fill(RowBatch batch, int row) {
    if (records.isTooLong()) {
      bad(batch, row, "the row has " + records.length() + " bytes, more than MAX_ROW_SIZE");
      return;
    }
    RawText.split(records, source, cells);
    if (cells.count() != width) {
      bad(
          batch,
          row,
          "the row has "
              + (cells.count() > Cells.MOST ? "more than " + Cells.MOST : cells.count())
              + (cells.count() == 1 ? " cell" : " cells")
              + " and the file "
              + width
              + (width == 1 ? " column" : " columns"));
      return;
    }
    if (cells.problem() != null) {
      bad(batch, row, cells.problem());
      return;
    }
    for (int column = 0; column < columns.length; column++) {
      fill(batch, row, column, columns[column]);
    }
  }

  private void bad(RowBatch batch, int row, String reason) {
    batch.markBadRow(row, reason + line(), "22018");
  }

  private String line() {
    return " (line " + records.line() + ")";
  }

  private void fill(RowBatch batch, int row, int column, int cell) {
    if (isNull(column, cell)) {
      batch.setNull(column, row);
      return;
    }
    try {
      if (texts[column]) {
        batch.setBytes(column, row, cells.data(), cells.start(cell), cells.length(cell));
        return;
      }
      value.clear();
      forms[column].parse(cells.data(), cells.start(cell), cells.length(cell), value);
      batch.setBytes(column, row, value.data(), 0, value.length());
    } catch (BadValueException e) {
      batch.markBad(column, row, e.getMessage() + line(), e.sqlState());
    }
  }

  /** Nothing in quotes is a text; of most other types it is no value, and so is null. */
  private boolean isNull(int column, int cell) {
    if (cells.isNull(cell)) {
      return true;
    }
    int length = cells.length(cell);
    if (length == 0 && cells.isQuoted(cell) && !emptyValues[column]) {
      return true;
    }
    int start = cells.start(cell);
    for (byte[] text : nulls) {
      if (text.length == length
          && Arrays.equals(cells.data(), start, start + length, text, 0, length)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() {
    try {
      records.close();
    } catch (IOException e) {
      // what was read has been read
    }
  }
}
