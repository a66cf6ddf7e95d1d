package io.cassport.jdbc;

import io.cassport.copy.Capture;
import io.cassport.copy.CopyContext;
import io.cassport.copy.CopyResult;
import io.cassport.copy.ResultTable;
import io.cassport.grammar.CaptureStart;
import java.sql.SQLException;
import java.util.List;

/**
 * The capture of a connection, if one is on, and the SELECT that feeds it now. One SELECT at a
 * time: the next one first brings in the rest of the one before, so that rows keep their order.
 */
final class ConnectionCapture {
  private Capture capture;
  private CaptureFeed feed;

  synchronized boolean isOn() {
    return capture != null;
  }

  synchronized ResultTable start(CaptureStart statement, CopyContext context, List<Object> markers)
      throws SQLException {
    if (capture != null) {
      throw Errors.syntax("a CAPTURE is on already on this connection; CAPTURE OFF ends it");
    }
    capture = Capture.start(statement, context, markers);
    return capture.status();
  }

  synchronized ResultTable status() {
    return capture == null ? Capture.statusOff() : capture.status();
  }

  /** A feed for a new SELECT, after the one before is complete; null when no capture is on. */
  synchronized CaptureFeed newFeed(Execution execution) throws SQLException {
    if (capture == null) {
      return null;
    }
    drain();
    return new CaptureFeed(capture, execution);
  }

  /** The feed works: its first page is written. */
  synchronized void feedStarts(CaptureFeed started) {
    feed = started;
  }

  private void drain() throws SQLException {
    CaptureFeed ending = feed;
    feed = null;
    if (ending != null) {
      ending.drain();
    }
  }

  synchronized CopyResult end() throws SQLException {
    if (capture == null) {
      throw Errors.syntax("no CAPTURE is on on this connection");
    }
    Capture ending = capture;
    try {
      drain();
    } catch (SQLException e) {
      capture = null;
      ending.abandon();
      throw new SQLException(
          "the capture has ended, but rows of the last SELECT are missing in it: " + e.getMessage(),
          e.getSQLState(),
          e);
    }
    capture = null;
    return ending.finish();
  }
}
