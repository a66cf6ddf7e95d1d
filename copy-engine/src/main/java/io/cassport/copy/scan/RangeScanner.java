package io.cassport.copy.scan;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.ExecutionInfo;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.metadata.TokenMap;
import io.cassport.copy.dataset.DatasetWriter;
import io.cassport.copy.dataset.Lane;
import io.cassport.copy.job.JobControl;
import io.cassport.copy.job.RateLimit;
import io.cassport.copy.job.Retries;
import io.cassport.copy.job.Workers;
import io.cassport.format.RowBatch;
import io.cassport.format.RowSchema;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;

/** Scans the spans of a query on several threads; every page becomes one batch. */
public final class RangeScanner {
  private final CqlSession session;
  private final ScanQuery query;
  private final RowSchema schema;
  private final int[] columnOrder;
  private final RateLimit rate;
  private final JobControl control;
  private final Optional<TokenMap> tokenMap;
  private final SpanPosition position;

  /**
   * Makes a scanner.
   *
   * @param schema of the batches
   * @param columnOrder for each column of the batches its index in the query's rows, or -1 for one
   *     that is calculated later
   */
  public RangeScanner(
      CqlSession session,
      ScanQuery query,
      RowSchema schema,
      int[] columnOrder,
      RateLimit rate,
      JobControl control) {
    this.session = session;
    this.query = query;
    this.schema = schema;
    this.columnOrder = columnOrder;
    this.rate = rate;
    this.control = control;
    this.tokenMap = session.getMetadata().getTokenMap();
    this.position =
        SpanPosition.of(session, query.prepared().getResultSetDefinitions(), columnOrder);
  }

  /**
   * Scans spans; returns when the dataset has taken all rows of those that were taken out.
   *
   * @param open the spans, of which threads take one after the other; an empty one stands for the
   *     query as it is
   * @param pause asked before a span is taken out; true leaves the rest for another call
   * @return the spans that were scanned
   */
  public List<Optional<TokenSpan>> scan(
      Queue<Optional<TokenSpan>> open, int threads, DatasetWriter dataset, BooleanSupplier pause)
      throws SQLException {
    List<Optional<TokenSpan>> scanned = Collections.synchronizedList(new ArrayList<>());
    List<Workers.Task> tasks = new ArrayList<>();
    for (int i = 0; i < Math.max(1, Math.min(threads, open.size())); i++) {
      tasks.add(() -> drain(open, dataset, pause, scanned));
    }
    Workers.run("cassport-scan", tasks);
    return scanned;
  }

  private void drain(
      Queue<Optional<TokenSpan>> open,
      DatasetWriter dataset,
      BooleanSupplier pause,
      List<Optional<TokenSpan>> scanned)
      throws SQLException, InterruptedException {
    RowBatch batch = new RowBatch(schema, query.pageSize());
    try (Lane lane = dataset.openLane()) {
      Optional<TokenSpan> span = open.poll();
      PageSize size = new PageSize(query.pageSize());
      CompletionStage<AsyncResultSet> first = span == null ? null : request(span, size);
      while (span != null) {
        Optional<TokenSpan> next = pause.getAsBoolean() ? null : open.poll();
        BoundStatement statement = bind(span, size);
        CompletionStage<AsyncResultSet> page = first;
        first = null;
        double passed = 0;
        while (page != null) {
          AsyncResultSet rows = Retries.await(session, statement, page, control);
          if (rows.hasMorePages()) {
            // asked for now, used after this page: the server reads while this thread encodes
            statement = nextPage(statement, rows, size);
            page = session.executeAsync(statement);
          } else {
            page = null;
            first = next == null ? null : request(next, size);
          }
          fill(batch, rows);
          double now = Math.max(passed, position.passed(span, batch));
          lane.write(batch);
          control.addRows(batch.rowCount());
          control.addWork(now - passed);
          passed = now;
          rate.acquire(batch.rowCount());
        }
        control.addWork(span.map(TokenSpan::share).orElse(1.0) - passed);
        scanned.add(span);
        span = next;
      }
      lane.flush();
    }
  }

  private CompletionStage<AsyncResultSet> request(Optional<TokenSpan> span, PageSize size) {
    return session.executeAsync(bind(span, size));
  }

  private BoundStatement bind(Optional<TokenSpan> span, PageSize size) {
    return query.bind(span.orElse(null), tokenMap).setPageSize(size.rows());
  }

  private static BoundStatement nextPage(
      BoundStatement statement, AsyncResultSet rows, PageSize size) {
    ExecutionInfo page = rows.getExecutionInfo();
    size.follow(rows.remaining(), page.getResponseSizeInBytes());
    return statement.setPagingState(page.getPagingState()).setPageSize(size.rows());
  }

  private void fill(RowBatch batch, AsyncResultSet page) {
    fill(batch, page.currentPage(), page.remaining(), columnOrder);
  }

  /** Refills a batch with rows: each cell's bytes are copied, none is decoded. */
  public static void fill(RowBatch batch, Iterable<Row> rows, int rowCount, int[] columnOrder) {
    batch.clear();
    batch.setRowCount(rowCount);
    int index = 0;
    for (Row row : rows) {
      for (int column = 0; column < columnOrder.length; column++) {
        if (columnOrder[column] < 0) {
          continue;
        }
        ByteBuffer bytes = row.getBytesUnsafe(columnOrder[column]);
        if (bytes == null) {
          batch.setNull(column, index);
        } else if (bytes.hasArray()) {
          batch.setBytes(
              column,
              index,
              bytes.array(),
              bytes.arrayOffset() + bytes.position(),
              bytes.remaining());
        } else {
          batch.setBytes(column, index, bytes);
        }
      }
      index++;
    }
  }
}
