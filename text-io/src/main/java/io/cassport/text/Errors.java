package io.cassport.text;

import java.io.EOFException;
import java.io.IOException;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.util.zip.ZipException;

/** Every error of the text formats, with its SQLState. */
public final class Errors {
  private Errors() {}

  /** Options that do not fit: 42000. */
  public static SQLException option(String message) {
    return new SQLSyntaxErrorException(message, "42000");
  }

  /** Columns that do not fit: 42S22. */
  public static SQLException noColumn(String message) {
    return new SQLSyntaxErrorException(message, "42S22");
  }

  /** An object that is not what its format says: 22018; {@code what} follows the name. */
  public static SQLException damaged(String object, String what, Throwable cause) {
    return new SQLDataException("'" + object + "' " + what, "22018", cause);
  }

  /** Bytes that did not come, or that do not decompress. */
  public static SQLException unreadable(String object, IOException cause) {
    String reason = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    boolean damaged =
        cause instanceof EOFException
            || cause instanceof ZipException
            || cause.getClass().getName().startsWith("com.github.luben.zstd.");
    return damaged
        ? damaged(
            object,
            "cannot be decompressed (" + reason + "); it is damaged, fetch or write it again",
            cause)
        : io("read", object, cause);
  }

  /** Input or output that failed: 58030. */
  public static SQLException io(String what, String object, Throwable cause) {
    String reason = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return new SQLException("could not " + what + " '" + object + "': " + reason, "58030", cause);
  }
}
