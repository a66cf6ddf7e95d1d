package io.cassport.grammar;

import java.sql.SQLSyntaxErrorException;

/** A text that is no statement; SQLState 42000. The message names the place and the way out. */
public final class GrammarException extends SQLSyntaxErrorException {
  private static final long serialVersionUID = 1L;

  private final transient Position position;

  GrammarException(Position position, String message) {
    super(position + ": " + message, "42000");
    this.position = position;
  }

  /** Where the text is wrong. */
  public Position position() {
    return position;
  }
}
