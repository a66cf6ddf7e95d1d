package io.cassport.bench.data;

import io.cassport.format.ColumnSchema;
import io.cassport.format.RowBatch;
import io.cassport.format.RowSchema;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * A kind of table.
 *
 * @param name in the keyspace, and of its file
 * @param schema its columns
 * @param primaryKey as CREATE TABLE has it
 * @param rowBytes about how large a row is
 * @param rows what stands in each row
 */
public record Shape(
    String name, RowSchema schema, String primaryKey, int rowBytes, RowValues rows) {
  private static final int MOST_ROWS = 5_000;
  private static final int BATCH_BYTES = 4 << 20;

  /** Not SplittableRandom's own step, by which each row would be the one before, moved by one. */
  private static final long SEED_STEP = 0xD1B5_4A32_D192_ED03L;

  /** What stands in a row, by its number alone. */
  interface RowValues {
    void set(Cells cells, long row, SplittableRandom random);
  }

  static Shape of(
      String name, List<ColumnSchema> columns, String primaryKey, int rowBytes, RowValues rows) {
    return new Shape(name, new RowSchema(columns), primaryKey, rowBytes, rows);
  }

  /** The statement that makes a table of this shape. */
  public String createTable(String table) {
    String columns =
        schema.columns().stream()
            .map(column -> column.name() + " " + column.type().asCql(true, true))
            .collect(Collectors.joining(", "));
    return "CREATE TABLE IF NOT EXISTS %s (%s, PRIMARY KEY (%s))"
        .formatted(table, columns, primaryKey);
  }

  /** How many rows a batch of a few megabytes has. */
  public int batchRows() {
    return Math.max(1, Math.min(MOST_ROWS, BATCH_BYTES / rowBytes));
  }

  /**
   * Refills a batch of this shape's schema. The same row is the same wherever a batch begins.
   *
   * @param firstRow the number of the batch's first row, from 0
   */
  public void fill(RowBatch batch, long firstRow, int count) {
    batch.clear();
    batch.setRowCount(count);
    Cells cells = new Cells(batch);
    for (int i = 0; i < count; i++) {
      cells.moveTo(i);
      rows.set(cells, firstRow + i, new SplittableRandom(SEED_STEP * (firstRow + i + 1)));
    }
  }
}
