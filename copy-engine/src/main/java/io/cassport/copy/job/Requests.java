package io.cassport.copy.job;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

/**
 * Waits for answers in a way that an interrupt ends, which the session's own waiting methods do
 * not: so cancelling a statement ends it even while the server is silent.
 */
public final class Requests {
  private Requests() {}

  /**
   * Prepares a statement.
   *
   * @throws DriverException as the session throws it
   * @throws SQLException 57014 when the thread is interrupted; it stays so
   */
  public static PreparedStatement prepare(CqlSession session, SimpleStatement statement)
      throws SQLException {
    return await(session.prepareAsync(statement));
  }

  /**
   * Waits for an answer.
   *
   * @throws DriverException as the session throws it
   * @throws SQLException 57014 when the thread is interrupted; it stays so
   */
  public static <T> T await(CompletionStage<T> request) throws SQLException {
    CompletableFuture<T> future = request.toCompletableFuture();
    try {
      return future.get();
    } catch (ExecutionException e) {
      Throwable cause = Retries.unwrap(e);
      if (cause instanceof DriverException driver) {
        throw driver.copy(); // with this thread's stack
      }
      throw Retries.serverError("ask the server", cause);
    } catch (InterruptedException e) {
      future.cancel(true);
      Thread.currentThread().interrupt();
      throw Errors.cancelled("the statement's thread was interrupted");
    }
  }
}
