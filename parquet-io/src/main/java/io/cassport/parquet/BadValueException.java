package io.cassport.parquet;

/** A value that cannot become what it should; the message is the end of a sentence. */
final class BadValueException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String sqlState;

  BadValueException(String message, String sqlState) {
    super(message, null, false, false); // no stack: a file may hold millions of them
    this.sqlState = sqlState;
  }

  static BadValueException range(String message) {
    return new BadValueException(message, "22003");
  }

  static BadValueException noLiteral(String message) {
    return new BadValueException(message, "22018");
  }

  String sqlState() {
    return sqlState;
  }
}
