package io.cassport.jdbc;

import io.cassport.copy.CopyContext;
import io.cassport.copy.CopyHistory;
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
import io.cassport.grammar.ShowCopyHistory;
import io.cassport.grammar.ShowCopyJobs;
import io.cassport.grammar.ShowCopyOptions;
import io.cassport.grammar.SourceFile;
import io.cassport.grammar.Statement;
import io.cassport.grammar.Value;
import java.sql.SQLException;
import java.util.List;

/** Runs a statement that is ours: COPY, CAPTURE and their companions. */
final class ExtensionRunner {
  private final CassportConnection connection;
  private final CassportStatement statement;
  private final Execution execution;
  private final StatementRunner runner;

  ExtensionRunner(
      CassportConnection connection,
      CassportStatement statement,
      Execution execution,
      StatementRunner runner) {
    this.connection = connection;
    this.statement = statement;
    this.execution = execution;
    this.runner = runner;
  }

  /**
   * Runs it.
   *
   * @param markers their values, in order
   * @return one outcome, or rows and then their count; of SOURCE those of all its statements
   */
  List<Outcome> run(Statement parsed, List<Object> markers) throws SQLException {
    if (parsed instanceof CopyTo || parsed instanceof CopyFrom) {
      CopyContext context = connection.copyContext();
      CopyJob job = execution.interruptibly(() -> CopyJob.of(parsed, context, markers));
      statement.copyStarts(job);
      return copied(execution.run(job));
    }
    if (parsed instanceof CaptureStart start) {
      return List.of(rows(startCapture(start, markers)), new Outcome.Count(0));
    }
    if (parsed instanceof CaptureOff) {
      return copied(connection.capture().off(execution));
    }
    if (parsed instanceof CaptureStatus) {
      return List.of(rows(connection.capture().status()));
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
    if (parsed instanceof SourceFile source) {
      return source(text(source.file(), markers));
    }
    List<Outcome> companion = new Companions(connection, execution).run(parsed);
    if (companion != null) {
      return companion;
    }
    if (parsed instanceof ShowCopyHistory history) {
      CopyResult shown =
          execution.interruptibly(() -> CopyHistory.show(history, connection.copyContext()));
      shown.warnings().forEach(statement::addWarning);
      return List.of(rows(shown.table()));
    }
    throw Errors.syntax("this statement is not supported here: " + parsed.text());
  }

  private ResultTable startCapture(CaptureStart start, List<Object> markers) throws SQLException {
    return connection.capture().start(start, connection.copyContext(), markers);
  }

  private List<Outcome> source(String file) throws SQLException {
    List<Part> parts = Part.parse(ScriptFile.read(connection.policy(), file));
    for (Part part : parts) {
      if (part.parsed() instanceof SourceFile) {
        throw Errors.syntax(
            "'" + file + "', " + part.parsed().position() + ": a script cannot run another one");
      }
    }
    return runner.run(parts, "'" + file + "', ");
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
}
