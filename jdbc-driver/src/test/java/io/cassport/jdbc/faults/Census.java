package io.cassport.jdbc.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cassport.format.ColumnSchema;
import io.cassport.format.ObjectReader;
import io.cassport.format.RowBatch;
import io.cassport.format.RowReader;
import io.cassport.format.RowSchema;
import io.cassport.jdbc.ParquetRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is in the Parquet files of an export.
 *
 * @param rows all of them
 * @param lost known rows that are not there
 * @param doubled rows that are there already
 * @param wrong rows with a cell that is not as it was written
 */
record Census(long rows, long lost, long doubled, long wrong) {
  private static final int ROWS_AT_ONCE = 1_000;

  /** Clustering keys of rows that came later are below that. */
  private static final int KEYS = 100_000;

  /** Counts the rows of a file, or of a dataset's files. */
  static Census of(Path target) throws SQLException, IOException {
    Count count = new Count();
    List<Path> files;
    try (Stream<Path> found = Files.walk(target)) {
      files = found.filter(file -> file.toString().endsWith(".parquet")).toList();
    }
    for (Path file : files) {
      count.file(file);
    }
    return count.census();
  }

  /**
   * Counts the rows of a table, as most of its replicas know it.
   *
   * @param folder where it may be exported to meanwhile
   */
  static Census ofTable(Connection connection, String table, Path folder)
      throws SQLException, IOException {
    Path target = folder.resolve("census-" + table);
    ThreeNodes.run(connection, "COPY " + table + " TO '" + target + "/' WITH CONSISTENCY=QUORUM");
    Census census = of(target);
    Harms.deleteAll(target);
    Files.delete(target);
    return census;
  }

  /** True when every known row is there once, and no other row twice. */
  boolean isExact() {
    return lost == 0 && doubled == 0 && wrong == 0;
  }

  private static final class Count {
    private final BitSet known = new BitSet();
    private final Set<Long> later = new HashSet<>();
    private long rows;
    private long doubled;
    private long wrong;

    void file(Path file) throws SQLException {
      try (ObjectReader reader = ParquetRows.open(file)) {
        List<String> names =
            reader.columns().stream().map(ObjectReader.SourceColumn::name).toList();
        int[] columns = {
          names.indexOf("p"), names.indexOf("c"), names.indexOf("n"), names.indexOf("v")
        };
        RowSchema schema =
            new RowSchema(
                Arrays.stream(columns)
                    .mapToObj(
                        i ->
                            new ColumnSchema(
                                names.get(i), reader.columns().get(i).cqlType().orElseThrow()))
                    .toList());
        for (int split = 0; split < reader.splits().size(); split++) {
          try (RowReader part = reader.read(split, columns, schema, 0)) {
            RowBatch batch = new RowBatch(schema, ROWS_AT_ONCE);
            while (part.read(batch, ROWS_AT_ONCE) > 0) {
              add(batch);
            }
          }
        }
      }
    }

    private void add(RowBatch batch) {
      for (int row = 0; row < batch.rowCount(); row++) {
        rows++;
        int p = batch.buffer(0, row).getInt();
        int c = batch.buffer(1, row).getInt();
        boolean first;
        if (p < KnownRows.partitions() && c < KnownRows.CLUSTERINGS) {
          int id = p * KnownRows.CLUSTERINGS + c;
          first = !known.get(id);
          known.set(id);
        } else {
          first = later.add((long) p * KEYS + c);
        }
        doubled += first ? 0 : 1;
        boolean right =
            !batch.isNull(2, row)
                && !batch.isNull(3, row)
                && batch.buffer(2, row).getLong() == KnownRows.number(p, c)
                && UTF_8.decode(batch.buffer(3, row)).toString().equals(KnownRows.text(p, c));
        wrong += right ? 0 : 1;
      }
    }

    Census census() {
      return new Census(rows, KnownRows.count() - known.cardinality(), doubled, wrong);
    }
  }
}
