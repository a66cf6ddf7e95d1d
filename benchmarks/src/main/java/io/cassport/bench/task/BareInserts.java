package io.cassport.bench.task;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.cassport.bench.child.Child;
import io.cassport.bench.child.Parameters;
import io.cassport.bench.child.Task;
import io.cassport.bench.child.Work;
import io.cassport.bench.data.Shape;
import io.cassport.bench.data.Shapes;
import io.cassport.format.ColumnSchema;
import io.cassport.format.RowBatch;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/**
 * Prepared INSERTs of rows that are in memory already, so many under way at once as went best in
 * the warm-up: the limit of importing row by row.
 */
public final class BareInserts implements Task {
  private static final int[] WINDOWS = {32, 64, 128, 256, 512, 1024};

  private CqlSession session;
  private PreparedStatement insert;
  private PreparedStatement warmUpInsert;
  private List<RowBatch> batches;
  private long warmUpRows;
  private int bestWindow;

  /** The child JVM. */
  public static void main(String[] arguments) {
    Child.run(arguments, new BareInserts());
  }

  @Override
  public void prepare(Parameters parameters) {
    session = Sessions.open(parameters);
    Shape shape = Shapes.named(parameters.text("shape"));
    insert = prepare(shape, parameters.text("table"));
    warmUpInsert = prepare(shape, parameters.text("warmUpTable"));
    warmUpRows = parameters.number("warmUpRows");
    batches = Batches.of(shape, parameters.number("rows"));
  }

  private PreparedStatement prepare(Shape shape, String table) {
    List<ColumnSchema> columns = shape.schema().columns();
    return session.prepare(
        "INSERT INTO %s (%s) VALUES (%s)"
            .formatted(
                table,
                columns.stream().map(ColumnSchema::name).collect(Collectors.joining(", ")),
                String.join(", ", Collections.nCopies(columns.size(), "?"))));
  }

  @Override
  public void warmUp() throws Exception {
    insert(warmUpInsert, WINDOWS[0], warmUpRows);
    double best = 0;
    for (int window : WINDOWS) {
      long start = System.nanoTime();
      long rows = insert(warmUpInsert, window, warmUpRows);
      double rate = rows / (double) (System.nanoTime() - start);
      if (rate > best) {
        best = rate;
        bestWindow = window;
      }
    }
  }

  @Override
  public Work run() throws Exception {
    long rows = insert(insert, bestWindow, Long.MAX_VALUE);
    long bytes = batches.stream().mapToLong(RowBatch::dataLength).sum();
    return new Work(rows, bytes, 0, Map.of("window", (double) bestWindow));
  }

  /** Returns when every row is acknowledged. */
  private long insert(PreparedStatement prepared, int window, long limit) throws Exception {
    Semaphore free = new Semaphore(window);
    AtomicReference<Throwable> failure = new AtomicReference<>();
    long rows = 0;
    for (RowBatch batch : batches) {
      for (int row = 0; row < batch.rowCount() && rows < limit; row++) {
        free.acquire();
        session
            .executeAsync(bind(prepared, batch, row))
            .whenComplete(
                (result, failed) -> {
                  failure.compareAndSet(null, failed);
                  free.release();
                });
        rows++;
      }
    }
    free.acquire(window);
    if (failure.get() != null) {
      throw new IllegalStateException("An insert failed", failure.get());
    }
    return rows;
  }

  private static BoundStatement bind(PreparedStatement prepared, RowBatch batch, int row) {
    BoundStatementBuilder builder = prepared.boundStatementBuilder();
    for (int column = 0; column < batch.schema().size(); column++) {
      if (!batch.isNull(column, row)) {
        builder = builder.setBytesUnsafe(column, batch.buffer(column, row));
      }
    }
    return builder.setConsistencyLevel(ConsistencyLevel.LOCAL_ONE).setIdempotence(true).build();
  }

  @Override
  public void close() {
    session.close();
  }
}
