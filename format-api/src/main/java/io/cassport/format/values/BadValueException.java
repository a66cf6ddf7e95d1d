package io.cassport.format.values;

/** A value that cannot become what it should; the message is the end of a sentence. */
public final class BadValueException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String sqlState;

  /**
   * Makes it.
   *
   * @param message why, as the end of a sentence
   * @param sqlState 22003, 22007 or 22018
   */
  public BadValueException(String message, String sqlState) {
    super(message, null, false, false); // no stack: a file may hold millions of them
    this.sqlState = sqlState;
  }

  /** A value outside what its type can hold: 22003. */
  public static BadValueException range(String message) {
    return new BadValueException(message, "22003");
  }

  /** Text or bytes that are no value of the type: 22018. */
  public static BadValueException noLiteral(String message) {
    return new BadValueException(message, "22018");
  }

  /** 22003, 22007 or 22018. */
  public String sqlState() {
    return sqlState;
  }

  /**
   * Checks the length of a value's bytes. Cassandra lets a number be empty, which is neither null
   * nor zero and has no form in any file.
   *
   * @throws BadValueException when they are more or fewer than its type has
   */
  public static void requireLength(int length, int expected, String type) {
    if (length != expected) {
      throw noLiteral(
          "it has "
              + length
              + " bytes where a "
              + type
              + " has "
              + expected
              + (length == 0 ? " (an empty value, which only CQL knows)" : ""));
    }
  }
}
