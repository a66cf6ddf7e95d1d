package io.cassport.copy.load;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.metadata.schema.ColumnMetadata;
import com.datastax.oss.driver.api.core.metadata.schema.TableMetadata;
import com.datastax.oss.driver.api.core.type.DataTypes;
import io.cassport.copy.job.Requests;
import io.cassport.copy.job.Retries;
import io.cassport.format.RowBatch;
import io.cassport.format.RowSchema;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The prepared write of one table, and the binding of rows to it. Thread-safe. */
public final class TableWriter {
  static final String NULL_KEY =
      "it is part of the primary key and is null; give it a value or leave the row out";

  /** What a cell costs in the server's count of a batch's bytes beside its value. */
  private static final int CELL_OVERHEAD = 16;

  private final RowSchema schema;
  private final LoadOptions options;
  private final boolean counters;
  private final PreparedStatement write;
  private final int[] order;
  private final PreparedStatement staticWrite;
  private final int[] staticOrder;
  private final int[] partitionKey;
  private final int[] clustering;

  private TableWriter(
      CqlSession session, TableMetadata table, RowSchema schema, LoadOptions options)
      throws SQLException {
    this.schema = schema;
    this.options = options;
    this.partitionKey = indexes(schema, table.getPartitionKey());
    this.clustering = indexes(schema, List.copyOf(table.getClusteringColumns().keySet()));
    List<Integer> all = new ArrayList<>();
    List<Integer> statics = new ArrayList<>();
    boolean counter = false;
    for (int i = 0; i < schema.size(); i++) {
      ColumnMetadata column = column(table, schema.column(i).name());
      counter |= column.getType().equals(DataTypes.COUNTER);
      all.add(i);
      if (column.isStatic() || table.getPartitionKey().contains(column)) {
        statics.add(i);
      }
    }
    this.counters = counter;
    if (counter) {
      List<Integer> values = new ArrayList<>(all);
      List<Integer> keys = new ArrayList<>();
      table.getPrimaryKey().forEach(c -> keys.add(schema.indexOf(c.getName().asInternal())));
      values.removeAll(keys);
      this.write = Requests.prepare(session, update(table, values, keys));
      values.addAll(keys);
      all = values;
    } else {
      this.write = Requests.prepare(session, insert(table, all));
    }
    this.order = toArray(all);
    boolean hasStatics = !counter && statics.size() > partitionKey.length && clustering.length > 0;
    this.staticWrite = hasStatics ? Requests.prepare(session, insert(table, statics)) : null;
    this.staticOrder = hasStatics ? toArray(statics) : new int[0];
  }

  /**
   * Prepares the write.
   *
   * @param schema the columns to write; all of the primary key are among them
   * @throws SQLException when the server refuses it
   */
  public static TableWriter prepare(
      CqlSession session, TableMetadata table, RowSchema schema, LoadOptions options)
      throws SQLException {
    try {
      return new TableWriter(session, table, schema, options);
    } catch (DriverException e) {
      throw Retries.serverError("prepare the writes to " + table.getName().asCql(true), e);
    }
  }

  /** True when a write must not be sent twice. */
  boolean isCounter() {
    return counters;
  }

  /**
   * True when rows cannot share a batch: each has an answer of its own, or must not be repeated.
   */
  boolean isSentAlone() {
    return counters || options.ifNotExists();
  }

  /**
   * The first column of the primary key that a row would have to have and has not, or -1. A row
   * without any clustering column carries the static columns of its partition.
   */
  int nullKeyColumn(RowBatch batch, int row) {
    for (int column : partitionKey) {
      if (isNull(batch, row, column)) {
        return column;
      }
    }
    int missing = -1;
    boolean any = false;
    for (int column : clustering) {
      if (!isNull(batch, row, column)) {
        any = true;
      } else if (missing < 0) {
        missing = column;
      }
    }
    return any || staticWrite == null ? missing : -1;
  }

  /** The indexes of the partition key's columns. */
  int[] partitionKey() {
    return partitionKey;
  }

  /**
   * Binds one row's bytes; its primary key is whole.
   *
   * @param constants the values of the columns after the batch's
   */
  BoundStatement bind(RowBatch batch, int row, List<ByteBuffer> constants) {
    boolean staticRow = staticWrite != null && isNull(batch, row, clustering[0]);
    PreparedStatement statement = staticRow ? staticWrite : write;
    int[] columns = staticRow ? staticOrder : order;
    BoundStatementBuilder builder = statement.boundStatementBuilder();
    for (int i = 0; i < columns.length; i++) {
      int column = columns[i];
      if (column >= batch.schema().size()) {
        ByteBuffer constant = constants.get(column - batch.schema().size());
        if (constant != null || options.writeNulls()) {
          builder = builder.setBytesUnsafe(i, constant);
        }
        continue;
      }
      int length = batch.length(column, row);
      if (length >= 0) {
        ByteBuffer bytes = ByteBuffer.wrap(batch.data(), batch.offset(column, row), length);
        builder = builder.setBytesUnsafe(i, bytes);
      } else if (length == RowBatch.NULL && options.writeNulls() && !counters) {
        builder = builder.setToNull(i);
      }
    }
    if (options.ttl() != null && !counters) {
      builder = builder.setInt(columns.length, options.ttl().intValue());
    }
    builder = builder.setIdempotence(!isSentAlone()).setTimeout(WriteRequest.TIMEOUT);
    if (!isSentAlone()) {
      builder = builder.setQueryTimestamp(options.timestampMicros());
    }
    if (options.consistency() != null) {
      builder = builder.setConsistencyLevel(options.consistency());
    }
    return builder.build();
  }

  /** About what the server counts for a row against its limit for batches. */
  int batchBytes(RowBatch batch, int row) {
    int bytes = 0;
    for (int column = 0; column < batch.schema().size(); column++) {
      bytes += CELL_OVERHEAD + Math.max(0, batch.length(column, row));
    }
    return bytes;
  }

  private boolean isNull(RowBatch batch, int row, int column) {
    return column < batch.schema().size() && batch.isNull(column, row);
  }

  private SimpleStatement insert(TableMetadata table, List<Integer> columns) {
    String names = columns.stream().map(i -> cql(table, i)).collect(Collectors.joining(", "));
    String markers = columns.stream().map(i -> "?").collect(Collectors.joining(", "));
    return SimpleStatement.newInstance(
        "INSERT INTO "
            + name(table)
            + " ("
            + names
            + ") VALUES ("
            + markers
            + ")"
            + (options.ifNotExists() ? " IF NOT EXISTS" : "")
            + (options.ttl() == null ? "" : " USING TTL ?"));
  }

  private SimpleStatement update(TableMetadata table, List<Integer> values, List<Integer> keys) {
    String set =
        values.stream()
            .map(i -> cql(table, i) + " = " + cql(table, i) + " + ?")
            .collect(Collectors.joining(", "));
    String where =
        keys.stream().map(i -> cql(table, i) + " = ?").collect(Collectors.joining(" AND "));
    return SimpleStatement.newInstance("UPDATE " + name(table) + " SET " + set + " WHERE " + where);
  }

  private String cql(TableMetadata table, int index) {
    return column(table, schema.column(index).name()).getName().asCql(true);
  }

  private static String name(TableMetadata table) {
    return table.getKeyspace().asCql(true) + "." + table.getName().asCql(true);
  }

  private static ColumnMetadata column(TableMetadata table, String name) {
    return table.getColumns().get(CqlIdentifier.fromInternal(name));
  }

  private static int[] indexes(RowSchema schema, List<ColumnMetadata> columns) {
    return columns.stream()
        .mapToInt(column -> schema.indexOf(column.getName().asInternal()))
        .toArray();
  }

  private static int[] toArray(List<Integer> list) {
    return list.stream().mapToInt(Integer::intValue).toArray();
  }
}
