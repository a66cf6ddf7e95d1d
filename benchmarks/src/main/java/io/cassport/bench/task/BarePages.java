package io.cassport.bench.task;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import io.cassport.bench.child.Child;
import io.cassport.bench.child.Parameters;
import io.cassport.bench.child.Task;
import io.cassport.bench.child.Work;

/**
 * {@code SELECT *} with the DataStax driver alone, page after page, each asked for when the one
 * before it has come and been thrown away.
 */
public final class BarePages implements Task {
  private CqlSession session;
  private SimpleStatement select;

  /** The child JVM. */
  public static void main(String[] arguments) {
    Child.run(arguments, new BarePages());
  }

  @Override
  public void prepare(Parameters parameters) {
    session = Sessions.open(parameters);
    select =
        SimpleStatement.newInstance("SELECT * FROM " + parameters.text("table"))
            .setPageSize((int) parameters.number("pageRows"));
  }

  @Override
  public void warmUp() throws Exception {
    read();
  }

  @Override
  public Work run() throws Exception {
    return read();
  }

  private Work read() throws Exception {
    long rows = 0;
    long bytes = 0;
    AsyncResultSet page = session.executeAsync(select).toCompletableFuture().get();
    while (true) {
      rows += page.remaining();
      bytes += page.getExecutionInfo().getResponseSizeInBytes();
      if (!page.hasMorePages()) {
        return Work.of(rows, bytes, 0);
      }
      page = page.fetchNextPage().toCompletableFuture().get();
    }
  }

  @Override
  public void close() {
    session.close();
  }
}
