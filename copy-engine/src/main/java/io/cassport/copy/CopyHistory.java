package io.cassport.copy;

import com.datastax.oss.driver.api.core.metadata.schema.RelationMetadata;
import com.datastax.oss.driver.api.core.metadata.schema.TableMetadata;
import com.datastax.oss.driver.api.core.type.DataTypes;
import io.cassport.copy.job.Errors;
import io.cassport.copy.ledger.LoadHistory;
import io.cassport.format.ColumnSchema;
import io.cassport.grammar.ShowCopyHistory;
import java.sql.SQLException;
import java.util.List;

/** SHOW COPY HISTORY: the load ledger as a table. */
public final class CopyHistory {
  private static final List<ColumnSchema> COLUMNS =
      List.of(
          new ColumnSchema("table_name", DataTypes.TEXT),
          new ColumnSchema("object_name", DataTypes.TEXT),
          new ColumnSchema("status", DataTypes.TEXT),
          new ColumnSchema("object_size", DataTypes.BIGINT),
          new ColumnSchema("modified", DataTypes.TIMESTAMP),
          new ColumnSchema("rows_total", DataTypes.BIGINT),
          new ColumnSchema("rows_read", DataTypes.BIGINT),
          new ColumnSchema("rows_loaded", DataTypes.BIGINT),
          new ColumnSchema("rows_rejected", DataTypes.BIGINT),
          new ColumnSchema("first_error", DataTypes.TEXT),
          new ColumnSchema("started", DataTypes.TIMESTAMP),
          new ColumnSchema("finished", DataTypes.TIMESTAMP),
          new ColumnSchema("loaded_by", DataTypes.TEXT),
          new ColumnSchema("columns", DataTypes.TEXT),
          new ColumnSchema("fingerprint", DataTypes.TEXT),
          new ColumnSchema("owner", DataTypes.TEXT),
          new ColumnSchema("lease_seconds_left", DataTypes.BIGINT));

  private CopyHistory() {}

  /**
   * Reads the history of a table, or of all tables: a row for each file, the newest first.
   *
   * @throws SQLException 42S02 when the table is not there, 42501 without the right to read the
   *     ledger
   */
  public static CopyResult show(ShowCopyHistory statement, CopyContext context)
      throws SQLException {
    LoadHistory history =
        LoadHistory.read(context.session(), context.copyKeyspace(), table(statement, context));
    List<String> warnings =
        history.isAll()
            ? List.of()
            : List.of("only the newest " + LoadHistory.LIMIT + " files of the history are shown");
    return new CopyResult(
        new ResultTable(COLUMNS, history.rows()), history.rows().size(), warnings);
  }

  private static TableMetadata table(ShowCopyHistory statement, CopyContext context)
      throws SQLException {
    if (statement.table() == null) {
      return null;
    }
    RelationMetadata found = TableLookup.require(statement.table(), context, "");
    if (found instanceof TableMetadata table) {
      return table;
    }
    throw Errors.syntax(statement.table() + " is a view; files are only loaded into tables");
  }
}
