package io.cassport.copy.job;

import io.cassport.copy.files.OutsideRootsException;
import io.cassport.grammar.Position;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLSyntaxErrorException;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Every error of the engine, with its SQLState. Messages end with what to do. */
public final class Errors {
  private Errors() {}

  /** 42000: the statement or an option cannot be understood. */
  public static SQLException syntax(String message) {
    return new SQLSyntaxErrorException(message, "42000");
  }

  /** 42000 with its cause. */
  public static SQLException syntax(String message, Throwable cause) {
    return new SQLSyntaxErrorException(message, "42000", cause);
  }

  /** 42000 at a place of the statement. */
  public static SQLException syntaxAt(Position position, String message) {
    return syntax("line " + position.line() + ", column " + position.column() + ": " + message);
  }

  /** 42S02: no such table or keyspace. */
  public static SQLException noTable(String message) {
    return new SQLSyntaxErrorException(message, "42S02");
  }

  /** 42S22: no such column. */
  public static SQLException noColumn(String message) {
    return new SQLSyntaxErrorException(message, "42S22");
  }

  /** 42501: refused by the policy of the connection. */
  public static SQLException refused(String message) {
    return new SQLException(message, "42501");
  }

  /** 42501: a path that is outside copyPaths. */
  public static SQLException refused(OutsideRootsException outside) {
    return new SQLException(
        "'" + outside.getFile() + "' is refused: " + outside.getReason(), "42501", outside);
  }

  /** 22xxx: a value that does not fit. */
  public static SQLException data(String message, String sqlState) {
    return new SQLDataException(message, sqlState);
  }

  /** 23502: a primary key column is null. */
  public static SQLException nullKey(String message) {
    return new SQLIntegrityConstraintViolationException(message, "23502");
  }

  /** The row that was one too many. */
  public static SQLException tooManyBadRows(SQLException last, long before) {
    return new SQLException(
        last.getMessage() + "; " + before + " bad rows before it were tolerated",
        last.getSQLState(),
        last);
  }

  /** 58P01: no such file. */
  public static SQLException noFile(String message) {
    return new SQLException(message, "58P01");
  }

  /** 58P02: the target is there already. */
  public static SQLException targetExists(String message) {
    return new SQLException(message, "58P02");
  }

  /** 58P02: a target that was not there when the COPY began. */
  public static SQLException appeared(Path target) {
    return targetExists(
        "'"
            + target
            + "' appeared while this COPY ran and was left as it is; choose another target, or add"
            + " OVERWRITE=TRUE");
  }

  /** 57014: cancelled, or out of time. */
  public static SQLException cancelled(String message) {
    return new SQLException(message, "57014");
  }

  /**
   * 58030: input or output failed; 58P01 when a file or directory is not there; 42501 when it has
   * turned out to be outside copyPaths.
   */
  public static SQLException io(String what, String object, Exception cause) {
    if (cause instanceof OutsideRootsException outside) {
      return refused(outside);
    }
    String reason = reason(cause);
    String state = cause instanceof NoSuchFileException ? "58P01" : "58030";
    return new SQLException("could not " + what + " '" + object + "': " + reason, state, cause);
  }

  private static String reason(Exception cause) {
    if (cause instanceof NoSuchFileException missing) {
      return "no such file or directory: " + missing.getFile();
    }
    if (cause instanceof AccessDeniedException denied) {
      return "permission denied: " + denied.getFile();
    }
    if (cause instanceof NotDirectoryException file) {
      return "not a directory: " + file.getFile();
    }
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }

  /** ". Did you mean x?" for the nearest of some names, or only the full stop when none is near. */
  public static String didYouMean(String written, Collection<String> names) {
    return nearest(written, names).map(name -> ". Did you mean " + name + "?").orElse(".");
  }

  private static Optional<String> nearest(String written, Collection<String> names) {
    // two for swapped letters, which count as two changes
    int limit = written.length() < 4 ? 1 : Math.max(2, written.length() / 3);
    return names.stream()
        .filter(name -> distance(written, name) <= limit)
        .min(Comparator.comparingInt(name -> distance(written, name)));
  }

  /** Levenshtein's distance, ignoring case. */
  private static int distance(String a, String b) {
    String left = a.toLowerCase(Locale.ROOT);
    String right = b.toLowerCase(Locale.ROOT);
    int[] previous = new int[right.length() + 1];
    for (int j = 0; j <= right.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int[] current = new int[right.length() + 1];
      current[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        int change = previous[j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(change, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[right.length()];
  }
}
