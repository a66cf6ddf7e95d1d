package io.cassport.jdbc;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.metadata.Metadata;
import com.datastax.oss.driver.api.core.metadata.schema.ColumnMetadata;
import com.datastax.oss.driver.api.core.metadata.schema.TableMetadata;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import io.cassport.jdbc.dialect.ColumnTypes;
import io.cassport.jdbc.dialect.TableRef;
import java.util.Optional;

/**
 * The columns of tables as the session knows them.
 *
 * @param current the keyspace of tables that are named without one, or null
 */
record KnownColumns(Metadata metadata, CqlIdentifier current) implements ColumnTypes {
  @Override
  public DataType of(TableRef table, String column) {
    return table(table)
        .flatMap(found -> found.getColumn(CqlIdentifier.fromInternal(column)))
        .map(ColumnMetadata::getType)
        .orElse(null);
  }

  /** Whether a table is one of counters; null is none. */
  boolean isCounterTable(TableRef table) {
    return table != null
        && table(table).stream()
            .flatMap(found -> found.getColumns().values().stream())
            .anyMatch(column -> column.getType().equals(DataTypes.COUNTER));
  }

  private Optional<TableMetadata> table(TableRef table) {
    CqlIdentifier of =
        table.keyspace() == null ? current : CqlIdentifier.fromInternal(table.keyspace());
    return of == null
        ? Optional.empty()
        : metadata
            .getKeyspace(of)
            .flatMap(found -> found.getTable(CqlIdentifier.fromInternal(table.table())));
  }
}
