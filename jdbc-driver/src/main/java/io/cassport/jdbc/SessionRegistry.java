package io.cassport.jdbc;

import com.datastax.oss.driver.api.core.CqlSession;
import io.cassport.copy.CopyManagement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The sessions of this JVM: connections with equal properties share one, and the last of them
 * closes it. A session has threads, sockets and the schema; a tool opens many connections.
 */
final class SessionRegistry {
  static final SessionRegistry SHARED = new SessionRegistry();

  private static final long CLOSE_SECONDS = 4;

  private final Map<SessionKey, Shared> sessions = new HashMap<>();

  private static final class Shared {
    private int users;
    private CqlSession session;
  }

  /** One connection's share of a session. */
  final class Lease implements AutoCloseable {
    private final SessionKey key;
    private final Shared shared;
    private boolean closed;

    private Lease(SessionKey key, Shared shared) {
      this.key = key;
      this.shared = shared;
      CopyManagement.enter();
    }

    CqlSession session() {
      return shared.session;
    }

    /** Gives the share back; the last one closes the session. Idempotent. */
    @Override
    public void close() {
      synchronized (sessions) {
        if (closed) {
          return;
        }
        closed = true;
      }
      CopyManagement.leave();
      release(key, shared);
    }
  }

  /**
   * A share of the session for these settings; connects when there is none yet.
   *
   * @param keyspace the session's own keyspace, or null
   */
  Lease acquire(Settings settings, String keyspace) throws SQLException {
    SessionKey key = SessionKey.of(settings, keyspace);
    Shared shared;
    synchronized (sessions) {
      shared = sessions.get(key);
      if (shared != null && shared.session != null && shared.session.isClosed()) {
        sessions.remove(key); // somebody closed it under us, through unwrap
        shared = null;
      }
      if (shared == null) {
        shared = new Shared();
        sessions.put(key, shared);
      }
      shared.users++;
    }
    // Connecting may take long: only those who want the same session wait for it.
    synchronized (shared) {
      boolean connected = false;
      try {
        if (shared.session == null) {
          shared.session = SessionFactory.connect(key);
        }
        connected = true;
        return new Lease(key, shared);
      } finally {
        if (!connected) {
          release(key, shared); // whatever it was: a missing class too
        }
      }
    }
  }

  /** How many sessions are open, or being opened. */
  int size() {
    synchronized (sessions) {
      return sessions.size();
    }
  }

  private void release(SessionKey key, Shared shared) {
    synchronized (sessions) {
      shared.users--;
      if (shared.users > 0) {
        return;
      }
      sessions.remove(key, shared);
    }
    CqlSession session = shared.session;
    if (session != null) {
      close(session);
    }
  }

  private static void close(CqlSession session) {
    CompletionStage<Void> closing = session.closeAsync();
    try {
      closing.toCompletableFuture().get(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      session.forceCloseAsync();
    } catch (InterruptedException e) {
      session.forceCloseAsync();
      Thread.currentThread().interrupt();
    }
  }
}
