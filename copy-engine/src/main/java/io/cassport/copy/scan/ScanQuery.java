package io.cassport.copy.scan;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.metadata.TokenMap;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The query of a scan, prepared.
 *
 * @param prepared the query; for a scan by ranges its last two markers are the span's bounds
 * @param markers the values of the user's own markers, which come first
 * @param keyspace for routing, or null
 * @param spans the ranges, or one null element when the query is sent once as it is
 * @param consistency of the reads
 * @param pageSize the most rows of a page
 */
public record ScanQuery(
    PreparedStatement prepared,
    List<Object> markers,
    CqlIdentifier keyspace,
    List<TokenSpan> spans,
    ConsistencyLevel consistency,
    int pageSize) {
  private static final Duration PAGE_TIMEOUT = Duration.ofSeconds(60);

  BoundStatement bind(TokenSpan span, Optional<TokenMap> tokenMap) {
    BoundStatementBuilder builder = prepared.boundStatementBuilder(markers.toArray());
    if (span != null) {
      builder =
          builder.setLong(markers.size(), span.start()).setLong(markers.size() + 1, span.end());
      if (tokenMap.isPresent() && keyspace != null) {
        builder =
            builder
                .setRoutingKeyspace(keyspace)
                .setRoutingToken(tokenMap.get().parse(Long.toString(span.end())));
      }
    }
    return builder
        .setConsistencyLevel(consistency)
        .setIdempotence(true)
        .setTimeout(PAGE_TIMEOUT)
        .build();
  }
}
