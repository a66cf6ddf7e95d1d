package io.cassport.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.type.DataTypes;
import io.cassport.format.ColumnSchema;
import io.cassport.format.ObjectReader;
import io.cassport.format.RowBatch;
import io.cassport.format.RowReader;
import io.cassport.format.RowSchema;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that are far larger than the file says, because a dictionary has their values once. */
class LargeRowsTest {
  private static final int ROWS = 150;
  private static final int SIZE = 300_000;

  private static final RowSchema SCHEMA =
      new RowSchema(
          List.of(
              new ColumnSchema("number", DataTypes.TEXT),
              new ColumnSchema("large", DataTypes.TEXT),
              new ColumnSchema("between", DataTypes.INT),
              new ColumnSchema("larger", DataTypes.TEXT),
              new ColumnSchema("last", DataTypes.INT)));

  /** Small values up to a row, and from then on the same large one. */
  private static List<ByteBuffer> row(int row, ByteBuffer large) {
    List<ByteBuffer> cells = new ArrayList<>();
    cells.add(row % 9 == 4 ? null : ByteBuffer.wrap(Integer.toString(row).getBytes(UTF_8)));
    cells.add(row < 40 ? ByteBuffer.allocate(1) : large);
    cells.add(ByteBuffer.allocate(4).putInt(0, row));
    cells.add(row < 70 ? null : large);
    cells.add(ByteBuffer.allocate(4).putInt(0, -row));
    return cells;
  }

  private static List<List<ByteBuffer>> rows() {
    ByteBuffer large = ByteBuffer.wrap("x".repeat(SIZE).getBytes(UTF_8));
    List<List<ByteBuffer>> rows = new ArrayList<>();
    for (int row = 0; row < ROWS; row++) {
      rows.add(row(row, large));
    }
    return rows;
  }

  @Test
  void batchesEndWhereTheirBytesAreEnoughAndNoCellIsLost() throws SQLException {
    byte[] file = Files.write(SCHEMA, rows());
    assertThat(file.length).isLessThan(SIZE);
    assertThat(Files.read(Files.open(file), SCHEMA)).isEqualTo(rows());
    ObjectReader reader = Files.open(file);
    try (RowReader batches = reader.read(0, new int[] {0, 1, 2, 3, 4}, SCHEMA, 0)) {
      RowBatch batch = new RowBatch(SCHEMA, 10);
      while (batches.read(batch, 1_000) > 0) {
        assertThat(batch.dataLength()).isLessThan(10 << 20);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 39, 64, 75, 149})
  void readingGoesOnBehindAnyRow(int skipped) throws SQLException {
    ObjectReader reader = Files.open(Files.write(SCHEMA, rows()));
    try (RowReader batches = reader.read(0, new int[] {0, 1, 2, 3, 4}, SCHEMA, skipped)) {
      RowBatch batch = new RowBatch(SCHEMA, 10);
      assertThat(batches.read(batch, 1)).isEqualTo(1);
      for (int column = 0; column < SCHEMA.size(); column++) {
        assertThat(batch.buffer(column, 0)).isEqualTo(rows().get(skipped).get(column));
      }
    }
  }
}
