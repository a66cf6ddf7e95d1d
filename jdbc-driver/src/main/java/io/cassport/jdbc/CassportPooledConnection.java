package io.cassport.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import javax.sql.ConnectionEvent;
import javax.sql.ConnectionEventListener;
import javax.sql.PooledConnection;
import javax.sql.StatementEventListener;

/**
 * Gives out one connection at a time. Since connections are cheap beside their session, each is a
 * new one, without anything that the one before has set; what is pooled is the hold on the session.
 */
final class CassportPooledConnection implements PooledConnection {
  /** Opens a connection on the pool's session. */
  interface Opening {
    Connection open() throws SQLException;
  }

  private final Opening opening;
  private final Connection hold;
  private final List<ConnectionEventListener> listeners = new CopyOnWriteArrayList<>();
  private Connection given;
  private boolean closed;

  CassportPooledConnection(Opening opening) throws SQLException {
    this.opening = opening;
    this.hold = opening.open();
  }

  /** A connection; the one given before is closed, as JDBC has it, without an event. */
  @Override
  public synchronized Connection getConnection() throws SQLException {
    if (closed) {
      throw Errors.connectionClosed();
    }
    closeGiven();
    Connection[] handle = new Connection[1];
    handle[0] =
        PooledHandle.of(
            opening.open(), () -> closed(handle[0]), failure -> failed(handle[0], failure));
    given = handle[0];
    return given;
  }

  /** Closes what was given out, and lets the session go; without an event. */
  @Override
  public synchronized void close() throws SQLException {
    if (closed) {
      return;
    }
    closed = true;
    try {
      closeGiven();
    } finally {
      hold.close();
    }
  }

  private void closeGiven() throws SQLException {
    Connection last = given;
    given = null;
    if (last != null) {
      last.close();
    }
  }

  private void closed(Connection handle) {
    if (forget(handle)) {
      tell(listener -> listener.connectionClosed(new ConnectionEvent(this)));
    }
  }

  private synchronized boolean forget(Connection handle) {
    boolean isGiven = given == handle;
    if (isGiven) {
      given = null;
    }
    return isGiven;
  }

  private void failed(Connection handle, SQLException failure) {
    boolean isGiven;
    synchronized (this) {
      isGiven = given == handle;
    }
    if (isGiven) {
      tell(listener -> listener.connectionErrorOccurred(new ConnectionEvent(this, failure)));
    }
  }

  private void tell(Consumer<ConnectionEventListener> event) {
    listeners.forEach(event);
  }

  @Override
  public void addConnectionEventListener(ConnectionEventListener listener) {
    if (listener != null) {
      listeners.add(listener);
    }
  }

  @Override
  public void removeConnectionEventListener(ConnectionEventListener listener) {
    listeners.remove(listener);
  }

  /** Nothing to listen to: statements are not pooled, for the session keeps what is prepared. */
  @Override
  public void addStatementEventListener(StatementEventListener listener) {
    // no event ever comes
  }

  @Override
  public void removeStatementEventListener(StatementEventListener listener) {
    // no event ever comes
  }
}
