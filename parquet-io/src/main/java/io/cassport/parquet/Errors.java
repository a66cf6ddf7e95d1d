package io.cassport.parquet;

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

  static SQLException io(String what, String object, Throwable cause) {
    String reason = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return new SQLException("could not " + what + " '" + object + "': " + reason, "58030", cause);
  }

  static SQLException value(BadValueException bad, String column) {
    return new SQLDataException(
        "a value of column " + column + " cannot be written: " + bad.getMessage(), bad.sqlState());
  }
}
