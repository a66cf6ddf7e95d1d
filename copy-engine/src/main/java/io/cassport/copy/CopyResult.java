package io.cassport.copy;

import java.util.List;

/**
 * What a COPY or a CAPTURE OFF did.
 *
 * @param table one row for each object
 * @param rowCount all rows written to objects, or loaded into the table
 * @param warnings for SQLWarning, one sentence each; empty mostly
 */
public record CopyResult(ResultTable table, long rowCount, List<String> warnings) {
  /** Takes a copy of the warnings. */
  public CopyResult {
    warnings = List.copyOf(warnings);
  }
}
