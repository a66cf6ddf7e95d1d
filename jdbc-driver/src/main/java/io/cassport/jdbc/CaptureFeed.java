package io.cassport.jdbc;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import io.cassport.copy.Capture;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The way of one SELECT's pages into a capture. The application's reading brings them as it goes;
 * {@link #drain} fetches the rest on its own, so that neither waits for, nor keeps rows for, the
 * other.
 */
final class CaptureFeed {
  private final Capture capture;
  private final Execution execution;
  private AsyncResultSet last;
  private boolean ended;

  CaptureFeed(Capture capture, Execution execution) {
    this.capture = capture;
    this.execution = execution;
  }

  /** Takes the next page; does nothing when it was drained already. */
  synchronized void accept(AsyncResultSet page, List<Row> rows) throws SQLException {
    if (ended) {
      return;
    }
    DriverLoader.run(
        () -> {
          capture.write(page.getColumnDefinitions(), rows);
          return null;
        });
    last = page;
    if (!page.hasMorePages()) {
      ended = true;
    }
  }

  /** Brings all that the application has not read. Idempotent. */
  synchronized void drain() throws SQLException {
    while (!ended && last != null) {
      AsyncResultSet page = execution.await(last.fetchNextPage());
      accept(page, rows(page));
    }
  }

  /** The rows of a page, which can be taken out only once. */
  static List<Row> rows(AsyncResultSet page) {
    List<Row> rows = new ArrayList<>(page.remaining());
    page.currentPage().forEach(rows::add);
    return rows;
  }
}
