package io.cassport.jdbc;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import io.cassport.copy.Capture;
import io.cassport.copy.CaptureStatus;
import io.cassport.copy.CopyContext;
import io.cassport.copy.CopyResult;
import io.cassport.copy.ResultTable;
import io.cassport.grammar.CaptureStart;
import java.sql.SQLException;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * The capture of a connection, if one is on, and the SELECT that feeds it now. One SELECT at a
 * time: the next one first brings in the rest of the one before, so that rows keep their order.
 */
final class ConnectionCapture {
  /** Held by whoever writes, also while it waits for pages. */
  private final Object turn = new Object();

  private volatile boolean aborted;
  private volatile Execution finishing;
  private volatile Capture capture;
  private volatile CaptureFeed feeding;

  /** Set with the connection's end, so that nobody begins what nobody would finish. */
  private boolean closed;

  /** True while rows are taken. */
  boolean isOn() {
    Capture now = capture;
    return now != null && now.isOn();
  }

  /** True while there is a capture, be it one that has failed. */
  boolean exists() {
    return capture != null;
  }

  ResultTable start(CaptureStart statement, CopyContext context, List<Object> markers)
      throws SQLException {
    synchronized (turn) {
      if (closed) {
        throw Errors.connectionClosed();
      }
      if (isOn()) {
        throw Errors.syntax("a CAPTURE is on already on this connection; CAPTURE OFF ends it");
      }
      capture = Capture.start(statement, context, markers);
      return capture.status().table();
    }
  }

  ResultTable status() {
    Capture now = capture;
    return (now == null ? CaptureStatus.off() : now.status()).table();
  }

  /** A feed for a new SELECT; null when no capture is on. */
  CaptureFeed newFeed(Execution execution, CaptureFeed.Shape shape) {
    Capture now = capture;
    return now == null || !now.isOn() ? null : new CaptureFeed(this, now, execution, shape);
  }

  // The turns of the feeds

  void accept(CaptureFeed feed, AsyncResultSet page, List<Row> rows) throws SQLException {
    synchronized (turn) {
      if (feed.isEnded() || feed.capture() != capture || !capture.isOn()) {
        feed.end();
        return;
      }
      if (feeding != feed) {
        drainForAnother(feed.execution());
        feeding = feed;
      }
      try {
        feed.write(page, rows);
      } catch (SQLException e) {
        feed.end(e);
        throw e;
      } finally {
        forgetEnded();
      }
    }
  }

  void broken(CaptureFeed feed, SQLException reason) {
    synchronized (turn) {
      feed.end(reason);
      forgetEnded();
    }
  }

  /** For the end of a result; a statement that was cancelled brings no more. */
  void drain(CaptureFeed feed) throws SQLException {
    synchronized (turn) {
      if (feeding != feed) {
        return; // another has drained it
      }
      try {
        drain(feed.execution());
      } catch (SQLException e) {
        feed.end(e);
        feeding = null;
        if (!feed.execution().isCancelled()) {
          throw missing(feed, e);
        }
      }
    }
  }

  /** When the statement that waits is cancelled the one before stays as it is, for another try. */
  private void drainForAnother(Execution waiting) throws SQLException {
    CaptureFeed before = feeding;
    try {
      drain(waiting);
    } catch (SQLException e) {
      if (waiting.isCancelled()) {
        throw e;
      }
      before.end(e);
      feeding = null;
      throw missing(before, e);
    }
  }

  private void drain(Execution waiting) throws SQLException {
    CaptureFeed draining = feeding;
    while (draining != null && !draining.isEnded() && draining.capture().isOn()) {
      draining.writeNext(waiting);
    }
    feeding = null;
  }

  private void forgetEnded() {
    if (feeding != null && feeding.isEnded()) {
      feeding = null;
    }
  }

  private static SQLException missing(CaptureFeed feed, SQLException reason) {
    if (!feed.capture().isOn()) {
      return reason; // the capture itself has failed and says so
    }
    return new SQLException(
        feed.missing() + " to '" + feed.capture().target() + "': " + reason.getMessage(),
        reason.getSQLState(),
        reason);
  }

  // The end

  /** As CAPTURE OFF: where the target has been taken meanwhile the capture stays on. */
  CopyResult off(Execution waiting) throws SQLException {
    synchronized (turn) {
      if (capture == null) {
        throw Errors.syntax("no CAPTURE is on on this connection");
      }
      capture.checkPlace();
      return end(waiting);
    }
  }

  /**
   * Ends the capture for good, without a statement that could be cancelled instead.
   *
   * @param answers whether the cluster does; if not, rows are not waited for
   * @throws SQLException when rows are missing, or the objects could not be completed
   */
  void finish(BooleanSupplier answers) throws SQLException {
    if (!exists()) {
      return;
    }
    Execution waiting = new Execution(0);
    finishing = waiting;
    if (aborted || isOn() && feeding != null && !answers.getAsBoolean()) {
      waiting.cancel();
    }
    CopyResult unused = DriverLoader.run(() -> end(waiting));
  }

  /** The same with the connection's end: no other capture can begin. */
  void close(BooleanSupplier answers) throws SQLException {
    synchronized (turn) {
      closed = true;
    }
    finish(answers);
  }

  /** Rows that are still to be fetched are not waited for, by whoever ends the capture. */
  void abort() {
    aborted = true;
    Execution waiting = finishing;
    if (waiting != null) {
      waiting.cancel();
    }
  }

  /**
   * Fetches what is left of the last SELECT, and ends the capture.
   *
   * @return null when there is none
   * @throws SQLException when rows are missing, or the objects could not be completed
   */
  private CopyResult end(Execution waiting) throws SQLException {
    synchronized (turn) {
      Capture ending = capture;
      CaptureFeed last = feeding;
      if (ending == null) {
        return null;
      }
      SQLException failure = null;
      try {
        drain(waiting);
      } catch (SQLException e) {
        last.end();
        failure = e;
      }
      feeding = null;
      capture = null;
      CopyResult result = ending.finish();
      if (failure != null) {
        throw new SQLException(
            "the CAPTURE to '"
                + ending.target()
                + "' has ended and keeps "
                + result.rowCount()
                + " rows, but "
                + last.missing()
                + ": "
                + failure.getMessage(),
            failure.getSQLState(),
            failure);
      }
      return result;
    }
  }
}
