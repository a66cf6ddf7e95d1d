package io.cassport.copy.load;

import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchStatementBuilder;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.DefaultBatchType;
import com.datastax.oss.driver.api.core.cql.Statement;
import java.time.Duration;
import java.util.List;

/**
 * Rows of one partition that are sent together.
 *
 * @param load the file they come from
 * @param split of the file
 * @param rows bound, at least one
 * @param rowNumbers for each row its number in the file, from 1
 * @param bytes about the size of the request
 * @param attempt from 1
 */
@SuppressWarnings("ArrayRecordComponent") // made once and never compared
record WriteRequest(
    ObjectLoad load,
    int split,
    List<BoundStatement> rows,
    long[] rowNumbers,
    long bytes,
    int attempt) {
  static final Duration TIMEOUT = Duration.ofSeconds(30);

  Statement<?> statement(LoadOptions options) {
    if (rows.size() == 1) {
      return rows.get(0);
    }
    BatchStatementBuilder batch =
        BatchStatement.builder(DefaultBatchType.UNLOGGED)
            .setIdempotence(true)
            .setTimeout(TIMEOUT)
            .setQueryTimestamp(options.timestampMicros());
    for (BoundStatement row : rows) {
      batch = batch.addStatement(row);
    }
    if (options.consistency() != null) {
      batch = batch.setConsistencyLevel(options.consistency());
    }
    return batch.build();
  }

  WriteRequest again() {
    return new WriteRequest(load, split, rows, rowNumbers, bytes, attempt + 1);
  }

  /** One of its rows alone. */
  WriteRequest single(int index) {
    return new WriteRequest(
        load,
        split,
        List.of(rows.get(index)),
        new long[] {rowNumbers[index]},
        bytes / rows.size(),
        1);
  }

  RowPlace firstRow() {
    return new RowPlace(load.object().name(), rowNumbers[0]);
  }
}
