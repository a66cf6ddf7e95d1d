package io.cassport.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.ProtocolVersion;
import com.datastax.oss.driver.api.core.context.DriverContext;
import com.datastax.oss.driver.api.core.metadata.Metadata;
import io.cassport.copy.CopyContext;
import io.cassport.copy.CopyJob;
import io.cassport.copy.CopyPolicy;
import io.cassport.copy.files.Locations;
import io.cassport.grammar.CopyFrom;
import io.cassport.grammar.CopyTo;
import io.cassport.grammar.Cql;
import io.cassport.grammar.Statement;
import io.cassport.grammar.Value;
import io.cassport.jdbc.dialect.Dialect;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever a text is, it becomes statements or an SQLException, in time that grows with its length:
 * by the grammar, by what turns SQL into CQL, and by what COPY checks before it asks the server.
 */
@Tag("soak")
class StatementFuzzTest {
  private static final long SEED = Long.getLong("cassport.soak.seed", 5);
  private static final int TEXTS = Boolean.getBoolean("cassport.soak") ? 1_000_000 : 100_000;

  /** For a text of a megabyte on a machine that is busy; all others take microseconds. */
  private static final long MOST_MILLIS = 20_000;

  @TempDir private Path folder;

  @Test
  @Timeout(value = 600, unit = TimeUnit.SECONDS)
  void anyTextIsStatementsOrAnSqlException() throws Exception {
    CopyContext context = context();
    Map<String, Integer> outcomes = new TreeMap<>();
    long slowest = 0;
    for (String text : (Iterable<String>) new StatementMutations().texts(SEED, TEXTS)::iterator) {
      long start = System.nanoTime();
      outcomes.merge(outcome(text, context), 1, Integer::sum);
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      slowest = Math.max(slowest, millis);
      assertThat(millis).as(shown(text)).isLessThan(MOST_MILLIS);
    }
    System.out.println(TEXTS + " statements, the slowest " + slowest + " ms: " + outcomes);
    assertThat(outcomes.values().stream().mapToInt(count -> count).sum()).isEqualTo(TEXTS);
    assertThat(outcomes).containsKeys("accepted", "42000", "42S02");
  }

  private String outcome(String text, CopyContext context) {
    try {
      for (Part part : Part.parse(text)) {
        check(part.parsed(), context);
      }
      return "accepted";
    } catch (SQLException e) {
      assertThat(e.getMessage()).as(shown(text)).isNotBlank();
      assertThat(e.getSQLState()).as(shown(text)).isNotNull();
      return e.getSQLState();
    } catch (RuntimeException | Error e) {
      throw new AssertionError(Throwables.getStackTrace(e) + "\nof " + shown(text), e);
    }
  }

  private static String shown(String text) {
    return text.length() < 1_000 ? text : text.substring(0, 1_000) + "…";
  }

  /** What the driver does with it before it asks the server. */
  private void check(Statement statement, CopyContext context) throws SQLException {
    if (statement instanceof Cql cql) {
      Dialect.hint(cql);
      Dialect.changedTable(cql.text());
      Dialect.isOrderedByServer(cql.text(), (table, column) -> null);
      Dialect.rewrite(cql, true, true, (table, column) -> null);
      if (DescribeRequest.isFor(cql)) {
        DescribeRequest.of(
            cql.text(), CqlIdentifier.fromCql("ks"), context.session().getMetadata());
      }
      return;
    }
    if (CopyJob.columns(statement).isEmpty()) {
      return;
    }
    List<Object> markers = Collections.nCopies(statement.markerCount(), "1");
    try {
      CopyJob.of(statement, context, markers);
    } catch (SQLException e) {
      // where the place is refused, the options have not been looked at
      assertThat(e.getSQLState()).isNotEqualTo("58030");
      CopyJob.of(elsewhere(statement), context, markers);
    }
  }

  private Statement elsewhere(Statement statement) {
    if (statement instanceof CopyTo to) {
      Value target = new Value.Text(folder.resolve("x").toString(), to.target().position());
      return new CopyTo(
          to.text(), to.position(), to.markerCount(), to.source(), target, to.options());
    }
    CopyFrom from = (CopyFrom) statement;
    Value source = new Value.Text(folder.toString(), from.source().position());
    return new CopyFrom(
        from.text(),
        from.position(),
        from.markerCount(),
        from.table(),
        from.columns(),
        source,
        from.options());
  }

  private CopyContext context() throws SQLException {
    CopyPolicy policy =
        CopyPolicy.of("readwrite", folder.toString(), new Locations(Map.of(), Map.of()));
    CqlIdentifier ledger = CqlIdentifier.fromCql("cassport");
    return new CopyContext(session(), "ks", policy, false, null, null, ledger, null);
  }

  /** A session that knows no table, and whose servers are all away. */
  private static CqlSession session() {
    Metadata metadata =
        answering(
            Metadata.class,
            Map.of(
                "getKeyspace", Optional.empty(), "getKeyspaces", Map.of(), "getNodes", Map.of()));
    return answering(
        CqlSession.class,
        Map.of(
            "getContext",
                answering(DriverContext.class, Map.of("getProtocolVersion", ProtocolVersion.V5)),
            "getMetadata", metadata,
            "refreshSchemaAsync", CompletableFuture.completedFuture(metadata),
            "prepareAsync",
                CompletableFuture.failedFuture(AllNodesFailedException.fromErrors(List.of()))));
  }

  private static <T> T answering(Class<T> type, Map<String, Object> answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              Object answer = answers.get(method.getName());
              if (answer == null) {
                throw new IllegalStateException("asked for " + method);
              }
              return answer;
            }));
  }
}
