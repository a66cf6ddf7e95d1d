package io.cassport.jdbc;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import io.cassport.copy.CopyJob;
import io.cassport.copy.CopyJobs;
import io.cassport.copy.CopyOptions;
import io.cassport.copy.CopyResult;
import io.cassport.copy.ResultTable;
import io.cassport.grammar.CancelCopy;
import io.cassport.grammar.CaptureOff;
import io.cassport.grammar.CaptureStart;
import io.cassport.grammar.CaptureStatus;
import io.cassport.grammar.CopyFrom;
import io.cassport.grammar.CopyTo;
import io.cassport.grammar.Cql;
import io.cassport.grammar.ShowCopyHistory;
import io.cassport.grammar.ShowCopyJobs;
import io.cassport.grammar.ShowCopyOptions;
import io.cassport.grammar.Statement;
import io.cassport.grammar.Value;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

/** Runs one parsed statement of one execute call and says what came of it. */
final class StatementRunner {
  private static final Pattern CONDITION = Pattern.compile("\\bif\\b", Pattern.CASE_INSENSITIVE);

  private final CassportConnection connection;
  private final CassportStatement statement;
  private final Execution execution;

  StatementRunner(CassportConnection connection, CassportStatement statement, Execution execution) {
    this.connection = connection;
    this.statement = statement;
    this.execution = execution;
  }

  /**
   * Runs it.
   *
   * @param bound the request to send in place of the text, for CQL that was prepared; or null
   * @param markers the values of a statement of ours, in order
   * @return one outcome, or rows and then their count
   */
  List<Outcome> run(Statement parsed, BoundStatement bound, List<Object> markers)
      throws SQLException {
    try {
      if (parsed instanceof Cql cql) {
        return cql(cql, bound);
      }
      return DriverLoader.run(() -> ours(parsed, markers));
    } catch (RuntimeException e) {
      throw Errors.translate(e);
    }
  }

  private List<Outcome> ours(Statement parsed, List<Object> markers) throws SQLException {
    if (parsed instanceof CopyTo || parsed instanceof CopyFrom) {
      CopyJob job = CopyJob.of(parsed, connection.copyContext(), markers);
      statement.copyStarts(job);
      return copied(execution.run(job));
    }
    if (parsed instanceof CaptureStart start) {
      return List.of(rows(connection.startCapture(start, markers)), new Outcome.Count(0));
    }
    if (parsed instanceof CaptureOff) {
      return copied(connection.endCapture());
    }
    if (parsed instanceof CaptureStatus) {
      return List.of(rows(connection.captureStatus()));
    }
    if (parsed instanceof ShowCopyJobs) {
      return List.of(rows(CopyJobs.show()));
    }
    if (parsed instanceof ShowCopyOptions) {
      return List.of(rows(CopyOptions.show()));
    }
    if (parsed instanceof CancelCopy cancel) {
      CopyJobs.cancel(text(cancel.jobId(), markers));
      return List.of(new Outcome.Count(0));
    }
    if (parsed instanceof ShowCopyHistory) {
      throw Errors.syntax("SHOW COPY HISTORY is not supported yet; SHOW COPY JOBS is");
    }
    throw Errors.syntax("this statement is not supported here: " + parsed.text());
  }

  private static String text(Value value, List<Object> markers) {
    if (value instanceof Value.Text text) {
      return text.text();
    }
    if (value instanceof Value.Number number) {
      return number.text();
    }
    if (value instanceof Value.Word word) {
      return word.text();
    }
    if (value instanceof Value.Bool bool) {
      return Boolean.toString(bool.value());
    }
    return String.valueOf(markers.get(((Value.Marker) value).index()));
  }

  private List<Outcome> copied(CopyResult result) {
    result.warnings().forEach(statement::addWarning);
    return List.of(rows(result.table()), new Outcome.Count(result.rowCount()));
  }

  private static Outcome rows(ResultTable table) {
    return new Outcome.Rows(MemoryRows.of(table));
  }

  private List<Outcome> cql(Cql cql, BoundStatement bound) throws SQLException {
    if (cql.kind() == Cql.Kind.USE) {
      connection.use(cql.keyspace());
      return List.of(new Outcome.Count(0));
    }
    AsyncResultSet first = execution.await(connection.session().executeAsync(request(cql, bound)));
    statement.addServerWarnings(first);
    if (isChange(cql)) {
      return changed(first);
    }
    if (first.getColumnDefinitions().size() == 0) {
      return List.of(new Outcome.Count(0));
    }
    return List.of(new Outcome.Rows(queryRows(first, cql.kind() == Cql.Kind.SELECT)));
  }

  private RowSource queryRows(AsyncResultSet first, boolean capturable) throws SQLException {
    CaptureFeed feed = capturable ? connection.newFeed(execution) : null;
    RowSource rows =
        new PagedRows(first, execution, statement.maxRows(), feed, statement::addServerWarnings);
    connection.feedStarts(feed);
    return rows;
  }

  /** Cassandra counts nothing: a change that was made counts 1, a condition that failed 0. */
  private List<Outcome> changed(AsyncResultSet first) throws SQLException {
    if (first.getColumnDefinitions().size() == 0) {
      return List.of(new Outcome.Count(1));
    }
    Outcome count = new Outcome.Count(first.wasApplied() ? 1 : 0);
    return List.of(
        new Outcome.Rows(new PagedRows(first, execution, 0, null, statement::addServerWarnings)),
        count);
  }

  private com.datastax.oss.driver.api.core.cql.Statement<?> request(Cql cql, BoundStatement bound)
      throws SQLException {
    if (bound != null) {
      return bounded(bound);
    }
    if (cql.markerCount() > 0) {
      throw Errors.syntax(
          "the statement has bind markers; use prepareStatement to give them values");
    }
    SimpleStatement simple = SimpleStatement.newInstance(cql.text());
    CqlIdentifier keyspace = connection.requestKeyspace();
    return bounded(keyspace == null ? simple : simple.setKeyspace(keyspace));
  }

  private <T extends com.datastax.oss.driver.api.core.cql.Statement<T>> T bounded(T request)
      throws SQLException {
    T limited = request;
    int pageSize = statement.pageSize(!connection.isCapturing(), connection.pageSize());
    if (pageSize > 0) {
      limited = limited.setPageSize(pageSize);
    }
    int seconds = statement.getQueryTimeout();
    return seconds > 0 ? limited.setTimeout(Duration.ofSeconds(seconds)) : limited;
  }

  /** Sends a change without waiting for its answer. */
  CompletionStage<AsyncResultSet> send(BoundStatement bound) throws SQLException {
    try {
      return connection.session().executeAsync(bounded(bound));
    } catch (RuntimeException e) {
      throw Errors.translate(e);
    }
  }

  static boolean isChange(Cql cql) {
    return switch (cql.kind()) {
      case INSERT, UPDATE, DELETE, BATCH -> true;
      case SELECT, USE, TRUNCATE, CREATE, ALTER, DROP, OTHER -> false;
    };
  }

  /**
   * True when a change may have a condition (IF …), and so an answer; true too often is harmless.
   */
  static boolean mayBeConditional(Cql cql) {
    return CONDITION.matcher(cql.text().toLowerCase(Locale.ROOT)).find();
  }

  /** True for what can never have rows, so that executeQuery refuses it before it runs. */
  static boolean neverRows(Statement parsed) {
    if (parsed instanceof Cql cql) {
      return switch (cql.kind()) {
        case SELECT, OTHER -> false;
        case INSERT, UPDATE, DELETE, BATCH -> !mayBeConditional(cql);
        case USE, TRUNCATE, CREATE, ALTER, DROP -> true;
      };
    }
    return parsed instanceof CancelCopy;
  }

  /** True for what only has rows, so that executeUpdate refuses it before it runs. */
  static boolean onlyRows(Statement parsed) {
    if (parsed instanceof Cql cql) {
      return cql.kind() == Cql.Kind.SELECT;
    }
    return parsed instanceof CaptureStatus
        || parsed instanceof ShowCopyJobs
        || parsed instanceof ShowCopyOptions
        || parsed instanceof ShowCopyHistory;
  }
}
