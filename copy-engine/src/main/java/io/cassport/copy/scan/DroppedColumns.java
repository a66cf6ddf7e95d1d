package io.cassport.copy.scan;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.ColumnDefinitions;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import io.cassport.copy.job.Errors;
import io.cassport.copy.job.Requests;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out whether a column was dropped while it was read. When it is there again, by another
 * ALTER TABLE, no page fails: its cells are null from then on.
 */
public final class DroppedColumns {
  private static final Logger LOG = LoggerFactory.getLogger(DroppedColumns.class);

  private static final String DROPS =
      "SELECT column_name, dropped_time FROM system_schema.dropped_columns"
          + " WHERE keyspace_name = ? AND table_name = ?";

  private final CqlSession session;
  private final ColumnDefinitions columns;
  private final Map<String, Instant> before;

  private DroppedColumns(CqlSession session, ColumnDefinitions columns) throws SQLException {
    this.session = session;
    this.columns = columns;
    this.before = drops();
  }

  /**
   * Notes what was dropped before the reading begins.
   *
   * @param columns that are read, all of one table
   */
  public static DroppedColumns before(CqlSession session, ColumnDefinitions columns)
      throws SQLException {
    return new DroppedColumns(session, columns);
  }

  /**
   * Comes when all is read.
   *
   * @throws SQLException 42S22 when one of the columns was dropped meanwhile
   */
  public void check() throws SQLException {
    Map<String, Instant> now = drops();
    for (Map.Entry<String, Instant> drop : now.entrySet()) {
      CqlIdentifier column = CqlIdentifier.fromInternal(drop.getKey());
      if (columns.contains(column) && !drop.getValue().equals(before.get(drop.getKey()))) {
        throw Errors.noColumn(
            "the column "
                + column.asCql(true)
                + " was dropped while it was exported, at "
                + drop.getValue()
                + ", and made anew; its values are lost for some of the rows. Run the COPY again");
      }
    }
  }

  private Map<String, Instant> drops() throws SQLException {
    Map<String, Instant> drops = new HashMap<>();
    try {
      SimpleStatement query =
          SimpleStatement.newInstance(
              DROPS,
              columns.get(0).getKeyspace().asInternal(),
              columns.get(0).getTable().asInternal());
      for (Row row : Requests.await(session.executeAsync(query)).currentPage()) {
        drops.put(row.getString(0), row.getInstant(1));
      }
    } catch (DriverException e) {
      LOG.debug("this server does not say what was dropped", e);
    }
    return drops;
  }
}
