package io.cassport.copy.ledger;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import io.cassport.copy.job.Requests;
import java.sql.SQLException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;

/**
 * Waits for the server as {@link Requests} does, so that cancelling a COPY ends it: by a {@link
 * CancellationException}, which the ledger makes an SQLException again where it meets the job.
 */
final class Answers {
  private Answers() {}

  static AsyncResultSet execute(CqlSession session, Statement<?> statement) {
    return await(session.executeAsync(statement));
  }

  static AsyncResultSet execute(CqlSession session, String query) {
    return await(session.executeAsync(query));
  }

  static PreparedStatement prepare(CqlSession session, String query) {
    return await(session.prepareAsync(query));
  }

  private static <T> T await(CompletionStage<T> request) {
    try {
      return Requests.await(request);
    } catch (SQLException e) {
      CancellationException cancelled = new CancellationException(e.getMessage());
      cancelled.initCause(e);
      throw cancelled;
    }
  }
}
