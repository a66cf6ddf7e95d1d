package io.cassport.grammar;

import java.util.List;

/** What a COPY TO exports. */
public sealed interface Source {
  /**
   * A table.
   *
   * @param name which one
   * @param columns those to export, empty for all
   * @param where the predicate behind WHERE, also with ALLOW FILTERING, or null
   */
  record Table(TableName name, List<Identifier> columns, CqlFragment where) implements Source {
    /** Takes a copy of the columns. */
    public Table {
      columns = List.copyOf(columns);
    }
  }

  /**
   * A query.
   *
   * @param select what stands between the parentheses
   */
  record Query(CqlFragment select) implements Source {}
}
