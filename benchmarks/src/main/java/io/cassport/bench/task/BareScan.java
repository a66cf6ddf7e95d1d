package io.cassport.bench.task;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.metadata.TokenMap;
import io.cassport.bench.child.Child;
import io.cassport.bench.child.Parameters;
import io.cassport.bench.child.Task;
import io.cassport.bench.child.Work;
import io.cassport.bench.data.Shapes;
import io.cassport.copy.scan.TokenSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Scans a table with the DataStax driver alone, with the same threads, token ranges, page size and
 * read-ahead as COPY TO, and throws every page away as it comes, without looking at a row: what no
 * export that reads through this driver can exceed.
 */
public final class BareScan implements Task {
  private static final int SPANS_PER_THREAD = 16;
  private static final int PAGE_ROWS = 5_000;
  private static final int LARGE_PAGE = 4 << 20;

  private CqlSession session;
  private String table;
  private String warmUpTable;
  private int threads;

  /** The child JVM. */
  public static void main(String[] arguments) {
    Child.run(arguments, new BareScan());
  }

  @Override
  public void prepare(Parameters parameters) {
    session = Sessions.open(parameters);
    table = parameters.text("table");
    warmUpTable = parameters.text("warmUpTable");
    int usual = Math.max(2, Math.min(16, Runtime.getRuntime().availableProcessors()));
    threads = Integer.parseInt(parameters.text("concurrency", Integer.toString(usual)));
  }

  @Override
  public void warmUp() throws Exception {
    scan(warmUpTable);
  }

  @Override
  public Work run() throws Exception {
    return scan(table);
  }

  private Work scan(String name) throws Exception {
    Scan scan = new Scan(name);
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Void>> ends = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        ends.add(workers.submit(scan));
      }
      for (Future<Void> end : ends) {
        end.get();
      }
    } finally {
      workers.shutdownNow();
    }
    return Work.of(scan.rows.get(), scan.bytes.get(), 0);
  }

  @Override
  public void close() {
    session.close();
  }

  private final class Scan implements Callable<Void> {
    final AtomicLong rows = new AtomicLong();
    final AtomicLong bytes = new AtomicLong();
    private final PreparedStatement prepared;
    private final CqlIdentifier keyspace;
    private final TokenMap tokens;
    private final Queue<TokenSpan> open;

    Scan(String name) {
      int dot = name.indexOf('.');
      keyspace = CqlIdentifier.fromInternal(dot < 0 ? Shapes.KEYSPACE : name.substring(0, dot));
      String key =
          session
              .getMetadata()
              .getKeyspace(keyspace)
              .flatMap(metadata -> metadata.getTable(name.substring(dot + 1)))
              .orElseThrow(() -> new IllegalStateException("There is no table " + name))
              .getPartitionKey()
              .get(0)
              .getName()
              .asCql(true);
      prepared =
          session.prepare(
              "SELECT * FROM %s WHERE token(%s) > ? AND token(%s) <= ?".formatted(name, key, key));
      Optional<TokenMap> map = session.getMetadata().getTokenMap();
      tokens = map.orElseThrow();
      open = new ConcurrentLinkedQueue<>(TokenSpan.ofRing(map, threads * SPANS_PER_THREAD));
    }

    @Override
    public Void call() throws Exception {
      TokenSpan span = open.poll();
      BoundStatement statement = span == null ? null : bind(span);
      CompletionStage<AsyncResultSet> coming = request(statement);
      while (coming != null) {
        AsyncResultSet page = coming.toCompletableFuture().get();
        if (page.hasMorePages()) {
          statement = nextPage(statement, page);
        } else {
          span = open.poll();
          statement = span == null ? null : bind(span);
        }
        coming = request(statement);
        rows.addAndGet(page.remaining());
        bytes.addAndGet(page.getExecutionInfo().getResponseSizeInBytes());
      }
      return null;
    }

    private CompletionStage<AsyncResultSet> request(BoundStatement statement) {
      return statement == null ? null : session.executeAsync(statement);
    }

    private BoundStatement bind(TokenSpan span) {
      return prepared
          .bind(span.start(), span.end())
          .setRoutingKeyspace(keyspace)
          .setRoutingToken(tokens.parse(Long.toString(span.end())))
          .setPageSize(PAGE_ROWS)
          .setIdempotent(true);
    }

    private BoundStatement nextPage(BoundStatement statement, AsyncResultSet page) {
      BoundStatement next = statement.setPagingState(page.getExecutionInfo().getPagingState());
      int size = page.getExecutionInfo().getResponseSizeInBytes();
      return size > LARGE_PAGE && statement.getPageSize() > 1
          ? next.setPageSize((int) Math.max(1, (long) statement.getPageSize() * LARGE_PAGE / size))
          : next;
    }
  }
}
