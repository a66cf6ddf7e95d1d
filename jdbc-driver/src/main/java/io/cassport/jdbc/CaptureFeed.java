package io.cassport.jdbc;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.ColumnDefinitions;
import com.datastax.oss.driver.api.core.cql.Row;
import io.cassport.copy.Capture;
import io.cassport.copy.CapturedPage;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The way of one SELECT's pages into a capture. The application's reading brings them as it goes;
 * what it does not read is fetched on its own, so that neither waits for, nor keeps rows for, the
 * other.
 */
final class CaptureFeed {
  /** What the application sees of the columns of a page. */
  interface Shape {
    RowShape of(ColumnDefinitions definitions) throws SQLException;
  }

  private final ConnectionCapture turns;
  private final Capture capture;
  private final Execution execution;
  private final Shape shape;
  private AsyncResultSet last;
  private long rows;
  private boolean ended;

  CaptureFeed(ConnectionCapture turns, Capture capture, Execution execution, Shape shape) {
    this.turns = turns;
    this.capture = capture;
    this.execution = execution;
    this.shape = shape;
  }

  // For the result

  /** Takes the next page; does nothing when all has been fetched already. */
  void accept(AsyncResultSet page, List<Row> rowsOfPage) throws SQLException {
    turns.accept(this, page, rowsOfPage);
  }

  /** The next page does not come, as the application has been told. */
  void broken(SQLException reason) {
    turns.broken(this, reason);
  }

  /** Fetches all that the application has not read. Idempotent. */
  void drain() throws SQLException {
    turns.drain(this);
  }

  // For ConnectionCapture, in its feeds' turns

  Capture capture() {
    return capture;
  }

  Execution execution() {
    return execution;
  }

  boolean isEnded() {
    return ended;
  }

  void end() {
    ended = true;
    last = null;
  }

  /** Ends it before all has come. */
  void end(SQLException reason) {
    boolean begun = !ended && last != null;
    end();
    if (begun && capture.isOn()) {
      capture.warn(missing() + ": " + reason.getMessage());
    }
  }

  /** What is not captured of a SELECT that ended too early. */
  String missing() {
    return "rows of a SELECT after the first " + rows + " are missing in the capture";
  }

  void write(AsyncResultSet page, List<Row> rowsOfPage) throws SQLException {
    RowShape seen = shape.of(page.getColumnDefinitions());
    CapturedPage captured =
        new CapturedPage(
            page.getColumnDefinitions(),
            seen.columns().stream().map(ResultColumn::name).toList(),
            seen.places(),
            rowsOfPage);
    DriverLoader.run(
        () -> {
          capture.write(captured);
          return null;
        });
    rows += rowsOfPage.size();
    last = page;
    if (!page.hasMorePages()) {
      end();
    }
  }

  /** Fetches and writes one more page. */
  void writeNext(Execution waiting) throws SQLException {
    AsyncResultSet page = waiting.await(last.fetchNextPage());
    write(page, rows(page));
  }

  /** The rows of a page, which can be taken out only once. */
  static List<Row> rows(AsyncResultSet page) {
    List<Row> rows = new ArrayList<>(page.remaining());
    page.currentPage().forEach(rows::add);
    return rows;
  }
}
