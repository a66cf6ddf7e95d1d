package io.cassport.jdbc;

import java.sql.SQLException;

/**
 * What a connection's properties say of texts and their results.
 *
 * @param sqlCompat whether what SQL tools write is understood
 * @param batchMode how executeBatch sends changes
 * @param scrollBytes of memory that one scrollable result may take
 * @param readOnly whether all that changes anything is refused
 */
record TextRules(
    boolean sqlCompat, BatchRunner.Mode batchMode, long scrollBytes, boolean readOnly) {
  private static final int BITS_OF_A_MEGABYTE = 20;

  static TextRules of(Settings settings) throws SQLException {
    return new TextRules(
        settings.isTrue(ConnectionProperties.SQL_COMPAT),
        BatchRunner.Mode.valueOf(settings.get(ConnectionProperties.BATCH_MODE)),
        (long) settings.count(ConnectionProperties.SCROLL_MEMORY) << BITS_OF_A_MEGABYTE,
        settings.isTrue(ConnectionProperties.READ_ONLY));
  }
}
