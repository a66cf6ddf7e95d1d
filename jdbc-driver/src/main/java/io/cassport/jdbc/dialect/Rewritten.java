package io.cassport.jdbc.dialect;

import io.cassport.grammar.Cql;
import java.util.List;

/**
 * A statement as it is sent.
 *
 * @param cql what the server gets; when {@code empty} it is only prepared
 * @param empty whether the answer is known to have no rows
 * @param columns those of the answer; empty for the server's as they are
 */
public record Rewritten(Cql cql, boolean empty, List<OutputColumn> columns) {
  /** Takes a copy of the columns. */
  public Rewritten {
    columns = List.copyOf(columns);
  }

  static Rewritten asIs(Cql cql) {
    return new Rewritten(cql, false, List.of());
  }
}
