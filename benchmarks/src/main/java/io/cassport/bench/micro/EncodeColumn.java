package io.cassport.bench.micro;

import io.cassport.format.FormatOptions;
import io.cassport.format.RowBatch;
import io.cassport.format.RowEncoder;
import io.cassport.format.RowWriter;
import io.cassport.parquet.ParquetFormat;
import java.io.OutputStream;
import java.sql.SQLException;
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
import org.openjdk.jmh.annotations.Warmup;

/** Nanoseconds for each cell of a column that becomes Parquet, pages compressed and all. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class EncodeColumn {
  private static final int ROWS = 5_000;
  private static final int BATCHES = 10;

  /** Which column. */
  @Param public Kind kind;

  private RowBatch batch;
  private int[] rows;

  /** Makes the cells. */
  @Setup
  public void prepare() {
    batch = kind.batch(ROWS);
    rows = IntStream.range(0, ROWS).toArray();
  }

  /** A file of one row group. */
  @Benchmark
  @OperationsPerInvocation(ROWS * BATCHES)
  public long encode() throws SQLException {
    try (RowWriter writer =
            new ParquetFormat()
                .openWriter(
                    OutputStream.nullOutputStream(),
                    "nowhere",
                    batch.schema(),
                    FormatOptions.NONE);
        RowEncoder encoder = writer.newEncoder()) {
      for (int i = 0; i < BATCHES; i++) {
        encoder.write(batch, rows, 0, ROWS);
      }
      encoder.flush();
      writer.finish();
      return writer.bytesWritten();
    }
  }
}
