package io.cassport.bench.micro;

import io.cassport.bench.data.FileSource;
import io.cassport.format.FormatOptions;
import io.cassport.format.ObjectReader;
import io.cassport.format.RowBatch;
import io.cassport.format.RowEncoder;
import io.cassport.format.RowReader;
import io.cassport.format.RowWriter;
import io.cassport.parquet.ParquetFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Nanoseconds for each cell of a Parquet column that becomes CQL bytes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DecodeColumn {
  private static final int ROWS = 5_000;
  private static final int BATCHES = 10;

  /** Which column. */
  @Param public Kind kind;

  private Path file;
  private RowBatch batch;

  /** Writes the file. */
  @Setup
  public void prepare() throws IOException, SQLException {
    file = Files.createTempFile("cassport-decode-", ".parquet");
    RowBatch cells = kind.batch(ROWS);
    int[] rows = IntStream.range(0, ROWS).toArray();
    try (RowWriter writer =
            new ParquetFormat()
                .openWriter(
                    Files.newOutputStream(file),
                    file.toString(),
                    cells.schema(),
                    FormatOptions.NONE);
        RowEncoder encoder = writer.newEncoder()) {
      for (int i = 0; i < BATCHES; i++) {
        encoder.write(cells, rows, 0, ROWS);
      }
      encoder.flush();
      writer.finish();
    }
    batch = new RowBatch(cells.schema(), ROWS);
  }

  /** Removes it. */
  @TearDown
  public void remove() throws IOException {
    Files.delete(file);
  }

  /** The whole file. */
  @Benchmark
  @OperationsPerInvocation(ROWS * BATCHES)
  public long decode() throws IOException, SQLException {
    long bytes = 0;
    try (ObjectReader object =
            new ParquetFormat().openReader(FileSource.of(file), FormatOptions.NONE, Set.of("c"));
        RowReader reader = object.read(0, new int[] {0}, kind.schema(), 0)) {
      while (reader.read(batch, ROWS) > 0) {
        bytes += batch.dataLength();
      }
    }
    return bytes;
  }
}
