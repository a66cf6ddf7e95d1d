package io.cassport.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.type.DataTypes;
import io.cassport.format.ColumnSchema;
import io.cassport.format.ObjectReader;
import io.cassport.format.RejectedRow;
import io.cassport.format.RejectedRowWriter;
import io.cassport.format.RowSchema;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows are copied from file to file as they are, whatever their types. */
class RejectedRowsTest {
  private static final String COLUMNS = "SELECT id, u, d, t, nested, m, b, uu, nothing FROM '";

  @TempDir Path folder;

  private static List<String> rows(String query) throws SQLException {
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      List<String> rows = new ArrayList<>();
      while (result.next()) {
        StringBuilder row = new StringBuilder();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.append(result.getString(i)).append(" | ");
        }
        rows.add(row.toString());
      }
      return rows;
    }
  }

  @Test
  void valuesOfEveryTypeAreCopiedUnchanged() throws Exception {
    Path source = folder.resolve("source.parquet");
    Path target = folder.resolve("target.parquet");
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      statement.execute(
          "COPY (SELECT i::INTEGER AS id, i::UTINYINT AS u, (i / 7)::DECIMAL(30, 9) AS d,"
              + " TIMESTAMP_NS '2262-04-11 23:47:16.123456789' AS t,"
              + " [[i, NULL], NULL, []] AS nested, MAP {'a': {'x': i, 'y': [TRUE]}} AS m,"
              + " encode('é') AS b, uuid() AS uu, NULL::DOUBLE AS nothing,"
              + " INTERVAL 3 MONTH AS iv FROM range(1, 10) r(i)) TO '"
              + source
              + "' (FORMAT parquet)");
    }
    try (ObjectReader reader = Files.open(source);
        RejectedRowWriter writer =
            reader.rejectedRows(java.nio.file.Files.newOutputStream(target), "target", List.of())) {
      List<RejectedRow> rows =
          List.of(
              new RejectedRow("source", 2, "u", "too large"),
              new RejectedRow("source", 9, null, "refused"));
      writer.write(reader, List.of(), 0, rows);
      writer.finish();
    }
    // parquet-java notes the logical type UNKNOWN for an INTERVAL, so DuckDB sees only nulls there
    RowSchema interval = new RowSchema(List.of(new ColumnSchema("iv", DataTypes.DURATION)));
    List<List<ByteBuffer>> intervals = Files.read(Files.open(source), interval);
    assertThat(Files.read(Files.open(target), interval)).isEqualTo(intervals.subList(0, 2));
    assertThat(rows(COLUMNS + target + "' ORDER BY id"))
        .hasSize(2)
        .isEqualTo(rows(COLUMNS + source + "' WHERE id IN (2, 9) ORDER BY id"));
    assertThat(rows("DESCRIBE " + COLUMNS + target + "'"))
        .isEqualTo(rows("DESCRIBE " + COLUMNS + source + "'"));
    assertThat(
            rows(
                "SELECT _error_file, _error_row, _error_column, _error_cause FROM '"
                    + target
                    + "' ORDER BY id"))
        .containsExactly("source | 2 | u | too large | ", "source | 9 | null | refused | ");
  }
}
