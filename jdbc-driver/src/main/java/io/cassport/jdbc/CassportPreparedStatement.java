package io.cassport.jdbc;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.ColumnDefinition;
import com.datastax.oss.driver.api.core.cql.ColumnDefinitions;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.codec.registry.CodecRegistry;
import io.cassport.grammar.Cql;
import io.cassport.grammar.Statement;
import java.sql.ParameterMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * A text with bind markers. CQL is prepared by the server, which says the markers' types; markers
 * of COPY and CAPTURE go to the engine as Java values.
 */
final class CassportPreparedStatement extends ParameterSetters {
  /** Requests of one batch that are under way at a time. */
  private static final int BATCH_WINDOW = 128;

  private static final Object NOT_SET = new Object();

  private final List<Prepared> parts;
  private final List<ResultColumn> markers;
  private final ParameterBinder binder;
  private final CodecRegistry codecs;
  private final Object[] values;
  private final List<Object[]> batch = new ArrayList<>();

  /** One statement of the text; {@code prepared} is null for what the server does not prepare. */
  private record Prepared(Statement parsed, PreparedStatement prepared) {}

  private CassportPreparedStatement(
      CassportConnection connection, List<Prepared> parts, List<ResultColumn> markers) {
    super(connection);
    this.parts = parts;
    this.markers = markers;
    this.codecs = connection.session().getContext().getCodecRegistry();
    this.binder = new ParameterBinder(codecs);
    this.values = new Object[markers.size()];
    Arrays.fill(values, NOT_SET);
  }

  static CassportPreparedStatement prepare(CassportConnection connection, String text)
      throws SQLException {
    List<Prepared> parts = new ArrayList<>();
    List<ResultColumn> markers = new ArrayList<>();
    for (Part part : parse(text)) {
      Prepared prepared = prepare(connection, part.parsed());
      parts.add(prepared);
      if (prepared.prepared() != null) {
        markers.addAll(ResultColumn.of(prepared.prepared().getVariableDefinitions()));
      } else {
        for (int i = 0; i < part.parsed().markerCount(); i++) {
          markers.add(ResultColumn.of("?", null));
        }
      }
    }
    return new CassportPreparedStatement(connection, parts, markers);
  }

  private static Prepared prepare(CassportConnection connection, Statement parsed)
      throws SQLException {
    if (!(parsed instanceof Cql cql) || !isPreparable(cql)) {
      return new Prepared(parsed, null);
    }
    SimpleStatement request = SimpleStatement.newInstance(cql.text());
    CqlIdentifier keyspace = connection.requestKeyspace();
    if (keyspace != null) {
      request = request.setKeyspace(keyspace);
    }
    try {
      return new Prepared(
          parsed, new Execution(0).await(connection.session().prepareAsync(request)));
    } catch (RuntimeException e) {
      throw Errors.translate(e);
    }
  }

  private static boolean isPreparable(Cql cql) {
    return cql.kind() == Cql.Kind.SELECT || StatementRunner.isChange(cql) || cql.markerCount() > 0;
  }

  // Parameters

  @Override
  void set(int index, Object value) throws SQLException {
    open();
    if (index < 1 || index > values.length) {
      throw Errors.data(
          "there is no parameter " + index + "; the statement has " + values.length, "07009");
    }
    ResultColumn marker = markers.get(index - 1);
    DataType type = marker.type();
    if (value == null) {
      values[index - 1] = null;
    } else if (type == null) {
      values[index - 1] = ParameterBinder.natural(value);
    } else {
      values[index - 1] =
          binder.convert(
              value,
              type,
              "parameter " + index + " (" + marker.name() + " " + JdbcType.name(type) + ")");
    }
  }

  @Override
  public void clearParameters() throws SQLException {
    open();
    Arrays.fill(values, NOT_SET);
  }

  private Object[] snapshot() throws SQLException {
    for (int i = 0; i < values.length; i++) {
      if (values[i] == NOT_SET) {
        throw Errors.data("parameter " + (i + 1) + " is not set; use setNull for a null", "07001");
      }
    }
    return values.clone();
  }

  private List<Part> bind(Object[] row) throws SQLException {
    List<Part> bound = new ArrayList<>();
    int at = 0;
    for (Prepared part : parts) {
      int count = markerCount(part);
      List<Object> own = Arrays.asList(row).subList(at, at + count);
      at += count;
      bound.add(
          part.prepared() == null
              ? new Part(part.parsed(), null, own)
              : new Part(part.parsed(), bind(part.prepared(), own), List.of()));
    }
    return bound;
  }

  private static int markerCount(Prepared part) {
    return part.prepared() == null
        ? part.parsed().markerCount()
        : part.prepared().getVariableDefinitions().size();
  }

  private BoundStatement bind(PreparedStatement prepared, List<Object> own) throws SQLException {
    BoundStatementBuilder builder = prepared.boundStatementBuilder();
    ColumnDefinitions definitions = prepared.getVariableDefinitions();
    for (int i = 0; i < own.size(); i++) {
      ColumnDefinition definition = definitions.get(i);
      try {
        builder =
            own.get(i) == null
                ? builder.setToNull(i)
                : builder.set(i, own.get(i), codecs.codecFor(definition.getType()));
      } catch (RuntimeException e) {
        throw Errors.data(
            "parameter "
                + (i + 1)
                + " ("
                + definition.getName().asInternal()
                + ") cannot be written as "
                + JdbcType.name(definition.getType())
                + ": "
                + e.getMessage(),
            "22018",
            e);
      }
    }
    return builder.build();
  }

  // Executing

  @Override
  public boolean execute() throws SQLException {
    open();
    return executeParts(bind(snapshot()));
  }

  @Override
  public ResultSet executeQuery() throws SQLException {
    open();
    return queryParts(bind(snapshot()));
  }

  @Override
  public long executeLargeUpdate() throws SQLException {
    open();
    return updateParts(bind(snapshot()));
  }

  @Override
  public int executeUpdate() throws SQLException {
    return asInt(executeLargeUpdate());
  }

  // Batches

  @Override
  public void addBatch() throws SQLException {
    open();
    batch.add(snapshot());
  }

  @Override
  public void clearBatch() throws SQLException {
    open();
    batch.clear();
  }

  /**
   * Runs all sets of parameters. Changes without a condition are under way together; each has a
   * later timestamp than the one before, so the result is as if they ran in order.
   */
  @Override
  public long[] executeLargeBatch() throws SQLException {
    open();
    List<Object[]> rows = List.copyOf(batch);
    batch.clear();
    if (parts.size() == 1
        && parts.get(0).prepared() != null
        && parts.get(0).parsed() instanceof Cql cql
        && StatementRunner.isChange(cql)
        && !StatementRunner.mayBeConditional(cql)) {
      return executeTogether(rows);
    }
    long[] counts = new long[rows.size()];
    for (int i = 0; i < counts.length; i++) {
      try {
        counts[i] = updateParts(bind(rows.get(i)));
      } catch (SQLException e) {
        throw batchFailed(e, i, Arrays.copyOf(counts, i));
      }
    }
    return counts;
  }

  private long[] executeTogether(List<Object[]> rows) throws SQLException {
    Execution execution = begin();
    StatementRunner runner = new StatementRunner(connection(), this, execution);
    Deque<CompletionStage<AsyncResultSet>> underWay = new ArrayDeque<>();
    long[] counts = new long[rows.size()];
    Arrays.fill(counts, EXECUTE_FAILED);
    int done = 0;
    SQLException failure = null;
    int failed = -1;
    for (int sent = 0; done < rows.size(); ) {
      try {
        while (failure == null && sent < rows.size() && underWay.size() < BATCH_WINDOW) {
          BoundStatement bound = bind(parts.get(0).prepared(), Arrays.asList(rows.get(sent)));
          underWay.add(runner.send(bound));
          sent++;
        }
      } catch (SQLException e) {
        failure = e;
        failed = sent;
      }
      if (underWay.isEmpty()) {
        break;
      }
      try {
        addServerWarnings(execution.await(underWay.remove()));
        counts[done] = 1;
      } catch (SQLException e) {
        if (failure == null) {
          failure = e;
          failed = done;
        }
      }
      done++;
    }
    if (failure != null) {
      throw batchFailed(failure, failed, counts);
    }
    return counts;
  }

  // About it

  @Override
  public ResultSetMetaData getMetaData() throws SQLException {
    open();
    PreparedStatement first = parts.get(0).prepared();
    if (first == null || first.getResultSetDefinitions().size() == 0) {
      return null;
    }
    return new CassportResultSetMetaData(
        ResultColumn.of(first.getResultSetDefinitions()), connection().typeOptions());
  }

  @Override
  public ParameterMetaData getParameterMetaData() throws SQLException {
    open();
    return new CassportParameterMetaData(markers, connection().typeOptions());
  }
}
