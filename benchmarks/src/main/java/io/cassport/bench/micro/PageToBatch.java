package io.cassport.bench.micro;

import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.detach.AttachmentPoint;
import com.datastax.oss.driver.internal.core.cql.DefaultRow;
import com.datastax.oss.driver.internal.core.cql.EmptyColumnDefinitions;
import io.cassport.bench.data.Shape;
import io.cassport.bench.data.Shapes;
import io.cassport.copy.scan.RangeScanner;
import io.cassport.format.RowBatch;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
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

/** Nanoseconds for each row of a received page that becomes part of a batch. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PageToBatch {
  private static final int ROWS = 1_000;

  /** Which table. */
  @Param({"mixed", "wide", "narrow", "vectors"})
  public String table;

  private List<Row> page;
  private RowBatch batch;
  private int[] order;

  /** Makes the page, each cell in an array of its own as the DataStax driver has them. */
  @Setup
  public void prepare() {
    Shape shape = Shapes.named(table);
    RowBatch rows = new RowBatch(shape.schema(), ROWS);
    shape.fill(rows, 0, ROWS);
    page = new ArrayList<>();
    for (int row = 0; row < ROWS; row++) {
      List<ByteBuffer> cells = new ArrayList<>();
      for (int column = 0; column < shape.schema().size(); column++) {
        cells.add(copy(rows.buffer(column, row)));
      }
      page.add(new DefaultRow(EmptyColumnDefinitions.INSTANCE, cells, AttachmentPoint.NONE));
    }
    batch = new RowBatch(shape.schema(), ROWS);
    order = IntStream.range(0, shape.schema().size()).toArray();
  }

  /** The whole page. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public int fill() {
    RangeScanner.fill(batch, page, ROWS, order);
    return batch.dataLength();
  }

  private static ByteBuffer copy(ByteBuffer cell) {
    if (cell == null) {
      return null;
    }
    byte[] bytes = new byte[cell.remaining()];
    cell.get(bytes);
    return ByteBuffer.wrap(bytes);
  }
}
