package io.cassport.copy.scan;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.ColumnDefinitions;
import com.datastax.oss.driver.api.core.metadata.TokenMap;
import com.datastax.oss.driver.api.core.metadata.schema.ColumnMetadata;
import com.datastax.oss.driver.api.core.metadata.schema.KeyspaceMetadata;
import com.datastax.oss.driver.api.core.metadata.schema.RelationMetadata;
import io.cassport.format.RowBatch;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * How far the scan of a span has come: its rows come in the order of their tokens, so the last one
 * of a page says which share of the ring lies behind.
 */
final class SpanPosition {
  private final Optional<TokenMap> tokenMap;
  private final int[] keyColumns;

  private SpanPosition(Optional<TokenMap> tokenMap, int[] keyColumns) {
    this.tokenMap = tokenMap;
    this.keyColumns = keyColumns;
  }

  /**
   * Finds the partition key among the columns.
   *
   * @param columnOrder for each column of the batches its index in the query's rows, or -1
   */
  static SpanPosition of(CqlSession session, ColumnDefinitions columns, int[] columnOrder) {
    Optional<TokenMap> tokens = session.getMetadata().getTokenMap();
    List<ColumnMetadata> key =
        columns.size() == 0
            ? List.of()
            : table(session, columns.get(0).getKeyspace(), columns.get(0).getTable())
                .map(RelationMetadata::getPartitionKey)
                .orElse(List.of());
    int[] places = new int[key.size()];
    for (int i = 0; i < places.length; i++) {
      places[i] = place(columns, key.get(i).getName(), columnOrder);
      if (places[i] < 0) {
        return new SpanPosition(Optional.empty(), new int[0]);
      }
    }
    return new SpanPosition(places.length == 0 ? Optional.empty() : tokens, places);
  }

  private static Optional<RelationMetadata> table(
      CqlSession session, CqlIdentifier keyspace, CqlIdentifier name) {
    Optional<KeyspaceMetadata> found = session.getMetadata().getKeyspace(keyspace);
    return found
        .flatMap(k -> k.getTable(name))
        .map(RelationMetadata.class::cast)
        .or(() -> found.flatMap(k -> k.getView(name)));
  }

  private static int place(ColumnDefinitions columns, CqlIdentifier name, int[] columnOrder) {
    if (!columns.contains(name)) {
      return -1;
    }
    int index = columns.firstIndexOf(name);
    for (int place = 0; place < columnOrder.length; place++) {
      if (columnOrder[place] == index) {
        return place;
      }
    }
    return -1;
  }

  /**
   * The share of the ring between the span's start and the last row of a page of it; 0 when it
   * cannot be told, because the key is not among the columns.
   */
  double passed(Optional<TokenSpan> span, RowBatch page) {
    int row = page.rowCount() - 1;
    if (tokenMap.isEmpty() || span.isEmpty() || row < 0) {
      return 0;
    }
    ByteBuffer[] key = new ByteBuffer[keyColumns.length];
    for (int i = 0; i < key.length; i++) {
      int column = keyColumns[i];
      if (page.length(column, row) < 0) {
        return 0;
      }
      key[i] =
          ByteBuffer.wrap(page.data(), page.offset(column, row), page.length(column, row)).slice();
    }
    TokenMap tokens = tokenMap.get();
    long token = Long.parseLong(tokens.format(tokens.newToken(key)));
    long start = span.get().start();
    // a column of the query may only be called as the key is
    return token > start && token <= span.get().end() ? new TokenSpan(start, token).share() : 0;
  }
}
