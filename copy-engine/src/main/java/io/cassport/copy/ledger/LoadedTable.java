package io.cassport.copy.ledger;

import com.datastax.oss.driver.api.core.metadata.schema.TableMetadata;
import com.datastax.oss.driver.api.core.type.DataTypes;
import java.util.UUID;

/**
 * The table that files are loaded into.
 *
 * @param keyspace as Cassandra stores it
 * @param name as Cassandra stores it
 * @param id another one when the table was dropped and made again
 * @param isCounter true when it has counters
 */
record LoadedTable(String keyspace, String name, UUID id, boolean isCounter) {
  private static final UUID NO_ID = new UUID(0, 0);

  static LoadedTable of(TableMetadata table) {
    return new LoadedTable(
        table.getKeyspace().asInternal(),
        table.getName().asInternal(),
        table.getId().orElse(NO_ID),
        table.getColumns().values().stream()
            .anyMatch(column -> column.getType().equals(DataTypes.COUNTER)));
  }
}
