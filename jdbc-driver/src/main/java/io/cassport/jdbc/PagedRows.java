package io.cassport.jdbc;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Rows of a query, page by page. The server works while the application does: the second page is
 * asked for when half of the first is used up, for many want no more than its beginning; each
 * further one as soon as the page before it is there.
 */
final class PagedRows implements RowSource {
  private final RowShape shape;
  private final CellDecoder cells;
  private final Execution execution;
  private final CaptureFeed feed;
  private final long maxRows;
  private final Consumer<AsyncResultSet> onPage;
  private AsyncResultSet page;
  private volatile List<Row> rows = List.of();
  private int position;
  private boolean beyondFirst;
  private long given;
  private Row current;
  private final Deque<Row> again = new ArrayDeque<>();
  private CompletionStage<AsyncResultSet> nextPage;
  private final List<ResultColumn> serverColumns;
  private SQLException changed;
  private volatile boolean closed;

  /**
   * Begins with the first page.
   *
   * @param shape which of the server's columns are seen, and how
   * @param maxRows given to the application at the most; 0 is all
   * @param feed where pages go too, or null
   * @param onPage called with each further page
   */
  PagedRows(
      AsyncResultSet first,
      RowShape shape,
      Execution execution,
      long maxRows,
      CaptureFeed feed,
      Consumer<AsyncResultSet> onPage)
      throws SQLException {
    this.shape = shape;
    this.cells = new CellDecoder(shape);
    this.execution = execution;
    this.maxRows = maxRows;
    this.feed = feed;
    this.onPage = onPage;
    this.serverColumns = ResultColumn.of(first.getColumnDefinitions());
    take(first);
  }

  private void take(AsyncResultSet next) throws SQLException {
    page = next;
    List<Row> came = CaptureFeed.rows(next);
    synchronized (this) {
      checkOpen();
      rows = came;
      position = 0;
      nextPage = null;
    }
    List<ResultColumn> columns = ResultColumn.of(next.getColumnDefinitions());
    if (!columns.equals(serverColumns)) {
      changed = Errors.columnsChanged(columns); // cells would be taken for those of other columns
    }
    if (feed != null) {
      feed.accept(next, came);
    }
    if (changed != null) {
      throw changed;
    }
  }

  private AsyncResultSet await(CompletionStage<AsyncResultSet> coming) throws SQLException {
    try {
      return execution.await(coming);
    } catch (SQLException e) {
      if (feed != null) {
        feed.broken(e);
      }
      throw e;
    }
  }

  @Override
  public List<ResultColumn> columns() {
    return shape.columns();
  }

  RowShape shape() {
    return shape;
  }

  /** The current row, or null. */
  Row row() {
    return current;
  }

  /** Gives rows that it gave before once more, before those that come. */
  void again(List<Row> given) {
    current = null;
    again.addAll(given);
  }

  @Override
  public boolean next() throws SQLException {
    current = again.poll();
    if (current != null) {
      return true;
    }
    if (maxRows > 0 && given >= maxRows) {
      return false;
    }
    if (changed != null) {
      throw changed;
    }
    List<Row> here = rows;
    while (position >= here.size()) {
      checkOpen();
      if (!page.hasMorePages()) {
        return false;
      }
      AsyncResultSet next = await(askForNextPage());
      onPage.accept(next);
      take(next);
      beyondFirst = true;
      here = rows;
    }
    int left = here.size() - position - 1;
    current = here.set(position++, null); // so that a row can go as soon as it is used
    given++;
    if ((beyondFirst || left <= here.size() / 2) && (maxRows == 0 || given + left < maxRows)) {
      askForNextPage();
    }
    return true;
  }

  /** Another thread may close the result while this one reads it. */
  private void checkOpen() throws SQLException {
    if (closed) {
      throw Errors.state("the ResultSet is closed");
    }
  }

  /** The next page when there is one, else null. */
  private synchronized CompletionStage<AsyncResultSet> askForNextPage() throws SQLException {
    checkOpen();
    if (nextPage == null && page.hasMorePages()) {
      nextPage = page.fetchNextPage();
    }
    return nextPage;
  }

  @Override
  public boolean isLast() {
    return again.isEmpty()
        && (given == maxRows && maxRows > 0 || position == rows.size() && !page.hasMorePages());
  }

  @Override
  public Object value(int index) {
    return cells.value(current, index);
  }

  @Override
  public void close() throws SQLException {
    CompletionStage<AsyncResultSet> coming;
    synchronized (this) {
      closed = true; // another thread may be reading just now: what it looks at stays as it is
      rows = List.of();
      coming = nextPage;
    }
    if (coming != null) {
      coming.toCompletableFuture().cancel(true);
    }
    if (feed != null) {
      feed.drain();
    }
  }
}
