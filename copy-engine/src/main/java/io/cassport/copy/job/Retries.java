package io.cassport.copy.job;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.NodeUnavailableException;
import com.datastax.oss.driver.api.core.connection.BusyConnectionException;
import com.datastax.oss.driver.api.core.connection.ClosedConnectionException;
import com.datastax.oss.driver.api.core.connection.HeartbeatException;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Statement;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import com.datastax.oss.driver.api.core.servererrors.OverloadedException;
import com.datastax.oss.driver.api.core.servererrors.QueryExecutionException;
import com.datastax.oss.driver.api.core.servererrors.SyntaxError;
import com.datastax.oss.driver.api.core.servererrors.UnauthorizedException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** Asks again for what failed for a passing reason, with growing pauses. */
public final class Retries {
  /** How often one request is sent at the most; some 12 s with the pauses. */
  public static final int ATTEMPTS = 10;

  /** The same for one that an overloaded server refuses, which it does until the load is less. */
  public static final int OVERLOADED_ATTEMPTS = 60;

  private static final Pattern NO_TABLE =
      Pattern.compile("(?i)unconfigured table|(table|keyspace|view) \\S+ does(n't| not) exist");

  private static final long FIRST_PAUSE_MILLIS = 50;
  private static final long LONGEST_PAUSE_MILLIS = 5_000;

  private Retries() {}

  /**
   * Waits for a request's answer and sends the same request, with its paging state, again while it
   * fails for a passing reason.
   *
   * @throws SQLException when it fails for good, or the job was stopped
   */
  public static AsyncResultSet await(
      CqlSession session,
      Statement<?> statement,
      CompletionStage<AsyncResultSet> request,
      JobControl control)
      throws SQLException, InterruptedException {
    CompletionStage<AsyncResultSet> current = request;
    for (int attempt = 1; ; attempt++) {
      control.check();
      try {
        AsyncResultSet answer = current.toCompletableFuture().get();
        control.addRetries(answer.getExecutionInfo().getErrors().size());
        return answer;
      } catch (ExecutionException e) {
        Throwable cause = unwrap(e);
        control.addRetries(sentBefore(cause));
        if (!isWorthAnother(cause, attempt)) {
          throw serverError("read rows", attempt, cause);
        }
        Thread.sleep(note("read", attempt, cause, control));
        current = session.executeAsync(statement);
      }
    }
  }

  /**
   * Notes in the job's row and log that a request is going to be sent again.
   *
   * @param what it is: read or write
   * @param attempt that failed, counted from 1
   * @return the milliseconds to wait before
   */
  public static long note(String what, int attempt, Throwable cause, JobControl control) {
    long pause = pauseMillis(attempt);
    control.log().retry(what, attempt, pause, cause);
    control.addRetries(1);
    return pause;
  }

  /** The pause before an attempt after the given one: doubled each time, with jitter. */
  public static long pauseMillis(int attempt) {
    long pause = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(attempt - 1, 10));
    return pause / 2 + ThreadLocalRandom.current().nextLong(pause / 2 + 1);
  }

  /** True when a request that has failed that often is to be sent again. */
  public static boolean isWorthAnother(Throwable failure, int attempts) {
    return isPassing(failure) && attempts < (isOverload(failure) ? OVERLOADED_ATTEMPTS : ATTEMPTS);
  }

  /** How often the session itself had sent a request again, to other nodes, before it failed. */
  public static int sentBefore(Throwable failure) {
    if (failure instanceof AllNodesFailedException all) {
      int sent = all.getAllErrors().values().stream().mapToInt(List::size).sum();
      return Math.max(0, sent - 1);
    }
    return failure instanceof DriverException driver && driver.getExecutionInfo() != null
        ? driver.getExecutionInfo().getErrors().size()
        : 0;
  }

  /** True when a server refused because it has too much to do. */
  public static boolean isOverload(Throwable failure) {
    if (failure instanceof AllNodesFailedException all) {
      return all.getAllErrors().values().stream()
          .flatMap(List::stream)
          .anyMatch(Retries::isOverload);
    }
    return failure instanceof OverloadedException;
  }

  /** True when the same request may succeed later. */
  public static boolean isPassing(Throwable failure) {
    if (failure instanceof AllNodesFailedException all) {
      return all.getAllErrors().isEmpty()
          || all.getAllErrors().values().stream()
              .flatMap(List::stream)
              .allMatch(Retries::isPassing);
    }
    return failure instanceof DriverTimeoutException
        || failure instanceof OverloadedException
        || failure instanceof QueryExecutionException
        || failure instanceof ClosedConnectionException
        || failure instanceof HeartbeatException
        || failure instanceof BusyConnectionException
        // what is found among the errors of single nodes
        || failure instanceof NodeUnavailableException
        || failure instanceof IOException;
  }

  /** The failure itself, without the wrappers of futures. */
  public static Throwable unwrap(Throwable failure) {
    Throwable cause = failure;
    while ((cause instanceof ExecutionException || cause instanceof CompletionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  /** The same of a request that was sent several times. */
  public static SQLException serverError(String what, int attempts, Throwable cause) {
    return serverError(attempts == 1 ? what : what + " in " + attempts + " attempts", cause);
  }

  /** What the server or the driver said, as an SQLException with its SQLState. */
  public static SQLException serverError(String what, Throwable cause) {
    String message = "could not " + what + ": " + cause.getMessage();
    if (cause instanceof UnauthorizedException) {
      return new SQLException(message, "42501", cause);
    }
    if (cause instanceof InvalidQueryException || cause instanceof SyntaxError) {
      String text = String.valueOf(cause.getMessage());
      if (NO_TABLE.matcher(text).find()) {
        return new SQLException(message, "42S02", cause);
      }
      return new SQLException(
          message, text.startsWith("Undefined column name") ? "42S22" : "42000", cause);
    }
    return new SQLException(message, "58030", cause);
  }
}
