package io.cassport.jdbc;

import io.cassport.grammar.CancelCopy;
import io.cassport.grammar.CaptureStatus;
import io.cassport.grammar.Cql;
import io.cassport.grammar.ShowCopyHistory;
import io.cassport.grammar.ShowCopyJobs;
import io.cassport.grammar.ShowCopyOptions;
import io.cassport.grammar.ShowVersion;
import io.cassport.grammar.Statement;
import java.util.regex.Pattern;

/** What can be said of a statement before it runs. */
final class CqlKinds {
  private static final Pattern CONDITION = Pattern.compile("\\bif\\b", Pattern.CASE_INSENSITIVE);

  private static final Pattern READS =
      Pattern.compile("^(list|desc|describe)\\b", Pattern.CASE_INSENSITIVE);

  private CqlKinds() {}

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
    return CONDITION.matcher(cql.text()).find();
  }

  /** True for what changes data, tables or rights; not for COPY FROM, which checks by itself. */
  static boolean changes(Statement parsed) {
    if (!(parsed instanceof Cql cql)) {
      return false;
    }
    return switch (cql.kind()) {
      case SELECT, USE -> false;
      case OTHER -> !READS.matcher(cql.text()).find();
      case INSERT, UPDATE, DELETE, BATCH, TRUNCATE, CREATE, ALTER, DROP -> true;
    };
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
        || parsed instanceof ShowCopyHistory
        || parsed instanceof ShowVersion;
  }
}
