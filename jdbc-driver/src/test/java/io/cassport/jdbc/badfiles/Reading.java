package io.cassport.jdbc.badfiles;

import io.cassport.format.ColumnSchema;
import io.cassport.format.FormatOptions;
import io.cassport.format.ObjectReader;
import io.cassport.format.ObjectReader.SourceColumn;
import io.cassport.format.ObjectReader.Split;
import io.cassport.format.ObjectSource;
import io.cassport.format.RejectedRow;
import io.cassport.format.RejectedRowWriter;
import io.cassport.format.RowBatch;
import io.cassport.format.RowReader;
import io.cassport.format.RowSchema;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/**
 * A file read as COPY FROM reads it, without a table.
 *
 * @param rows the cells of the first rows, null for a cell that is CQL's null or was refused
 * @param refused how many values or rows were refused
 */
record Reading(List<List<ByteBuffer>> rows, long refused) {
  /** A file may hold, in a few bytes, more rows than a test has time for. */
  private static final long MOST_ROWS = 200_000;

  private static final long MOST_BYTES = 512L << 20;
  private static final int KEPT_ROWS = 1_000;
  private static final int BATCH_ROWS = 500;

  /**
   * Reads a file.
   *
   * @param rejecting whether some of its rows are copied as rejected ones
   */
  static Reading of(Original original, byte[] file, boolean rejecting) throws SQLException {
    ObjectSource source = new BytesSource(original.name(), file);
    FormatOptions options =
        Originals.options(original.format(), original.options().toArray(new String[0]));
    Set<String> targets = new HashSet<>();
    if (original.schema() != null) {
      original.schema().columns().forEach(column -> targets.add(column.name()));
    }
    try (ObjectReader reader = original.format().openReader(source, options, targets)) {
      List<Integer> indexes = new ArrayList<>();
      List<ColumnSchema> found = target(reader, original.schema(), indexes);
      Reading reading = new Reading(new ArrayList<>(), 0);
      if (found.isEmpty()) {
        return reading;
      }
      int[] columns = indexes.stream().mapToInt(i -> i).toArray();
      reading = reading.filled(reader, columns, new RowSchema(found));
      if (rejecting) {
        reject(reader);
      }
      return reading;
    }
  }

  /** The columns that are both in the file and in the table, if their types agree. */
  private static List<ColumnSchema> target(
      ObjectReader reader, RowSchema table, List<Integer> indexes) {
    List<ColumnSchema> columns = new ArrayList<>();
    for (int i = 0; i < reader.columns().size(); i++) {
      SourceColumn column = reader.columns().get(i);
      ColumnSchema into =
          table == null
              ? column.cqlType().map(type -> new ColumnSchema(column.name(), type)).orElse(null)
              : table.columns().stream()
                  .filter(c -> c.name().equals(column.name()))
                  .findFirst()
                  .orElse(null);
      if (into != null && reader.whyNotConvertible(i, into.type()).isEmpty()) {
        columns.add(into);
        indexes.add(i);
      }
    }
    return columns;
  }

  private Reading filled(ObjectReader reader, int[] columns, RowSchema target) throws SQLException {
    long bad = 0;
    long read = 0;
    long bytes = 0;
    for (int split = 0; split < reader.splits().size(); split++) {
      if (reader.memory(split, columns) < 0) {
        throw new IllegalStateException("negative memory");
      }
      long left = reader.splits().get(split).rowCount();
      try (RowReader rowReader = reader.read(split, columns, target, 0)) {
        RowBatch batch = new RowBatch(target, BATCH_ROWS);
        while (left > 0 && read < MOST_ROWS && bytes < MOST_BYTES) {
          batch.detachData();
          int count = rowReader.read(batch, (int) Math.min(left, BATCH_ROWS));
          if (count == 0) {
            throw new SQLException("the file ends early", "22018"); // the engine says so
          }
          bad += batch.badCells().size();
          keep(batch);
          left -= count;
          read += count;
          bytes += batch.dataLength();
        }
      }
    }
    return new Reading(rows, bad);
  }

  private void keep(RowBatch batch) {
    for (int row = 0; row < batch.rowCount() && rows.size() < KEPT_ROWS; row++) {
      List<ByteBuffer> cells = new ArrayList<>();
      for (int column = 0; column < batch.schema().size(); column++) {
        ByteBuffer cell = batch.buffer(column, row);
        cells.add(cell == null || cell.remaining() > 1 << 16 ? null : copy(cell));
      }
      rows.add(cells);
    }
  }

  private static ByteBuffer copy(ByteBuffer bytes) {
    return ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
  }

  private static void reject(ObjectReader reader) throws SQLException {
    try (RejectedRowWriter writer =
        reader.rejectedRows(OutputStream.nullOutputStream(), "rejected", List.of())) {
      for (int split = 0; split < reader.splits().size(); split++) {
        Split rows = reader.splits().get(split);
        List<RejectedRow> rejected =
            LongStream.rangeClosed(1, Math.min(20, rows.rowCount()))
                .mapToObj(row -> new RejectedRow("f", rows.firstRow() + row, null, "tried"))
                .toList();
        if (!rejected.isEmpty()) {
          writer.write(reader, List.of(), split, rejected);
        }
      }
      writer.finish();
    }
  }

  /** A file in memory. */
  private static final class BytesSource implements ObjectSource {
    private final String name;
    private final byte[] file;

    BytesSource(String name, byte[] file) {
      this.name = name;
      this.file = file;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public long size() {
      return file.length;
    }

    @Override
    public SeekableByteChannel open() {
      return new SeekableInMemoryByteChannel(file);
    }
  }
}
