package io.cassport.parquet;

import io.cassport.format.RowBatch;
import java.nio.file.NoSuchFileException;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;

/** Every error of this module, with its SQLState. */
final class Errors {
  private Errors() {}

  static SQLException option(String message) {
    return new SQLSyntaxErrorException(message, "42000");
  }

  static SQLException noColumn(String message) {
    return new SQLSyntaxErrorException(message, "42S22");
  }

  static SQLException damaged(String object, String what, Throwable cause) {
    return new SQLDataException("'" + object + "' " + what, "22018", cause);
  }

  /**
   * A part of an object that cannot be read: because its bytes did not come, or because of what
   * they are.
   */
  static SQLException unreadable(String object, String part, Throwable cause) {
    for (Throwable t = cause; t != null; t = t.getCause()) {
      if (t instanceof ChannelInput.ReadFailure failure) {
        return io("read", object, failure.getCause());
      }
      if (t instanceof MissingCodecException) {
        return damaged(object, "cannot be read: in its " + part + ", " + t.getMessage(), cause);
      }
      if (t instanceof PageMemory.TooMuchMemoryException
          || t instanceof RowBatch.FullException
          || t instanceof OutOfMemoryError) {
        return tooLarge(object, part, t);
      }
    }
    String reason = reason(cause);
    if (cause instanceof LinkageError) {
      // parquet-java names the file in its messages by a class of Hadoop
      reason = "what it says about itself does not agree with its pages";
    }
    return damaged(
        object,
        "is a damaged Parquet file: its "
            + part
            + " cannot be read ("
            + reason
            + "); fetch or write it again",
        cause);
  }

  private static SQLException tooLarge(String object, String part, Throwable cause) {
    return new SQLException(
        "could not read '"
            + object
            + "': its "
            + part
            + " asks for more memory than there is ("
            + cause.getMessage()
            + "); give the JVM more by -Xmx, or write the file again with smaller row groups and"
            + " pages; if it cannot be that large, it is damaged",
        "53200",
        cause);
  }

  /** What parquet-java says, and what it was told when that is not the same. */
  private static String reason(Throwable cause) {
    String outer = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    Throwable root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String inner = root.getMessage();
    return inner == null || outer.contains(inner) ? outer : outer + ": " + inner;
  }

  static SQLException io(String what, String object, Throwable cause) {
    if (cause instanceof NoSuchFileException) {
      return new SQLException(
          "could not " + what + " '" + object + "': there is no such file", "58P01", cause);
    }
    String reason = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return new SQLException("could not " + what + " '" + object + "': " + reason, "58030", cause);
  }
}
