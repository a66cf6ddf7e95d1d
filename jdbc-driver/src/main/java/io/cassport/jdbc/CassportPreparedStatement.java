package io.cassport.jdbc;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.ColumnDefinition;
import com.datastax.oss.driver.api.core.cql.ColumnDefinitions;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.codec.registry.CodecRegistry;
import io.cassport.copy.CopyJob;
import io.cassport.format.ColumnSchema;
import io.cassport.grammar.Cql;
import io.cassport.grammar.Statement;
import io.cassport.jdbc.dialect.Rewritten;
import java.sql.ParameterMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A text with bind markers. CQL is prepared by the server, which says the markers' types; markers
 * of COPY and CAPTURE go to the engine as Java values.
 */
final class CassportPreparedStatement extends ParameterSetters {
  private static final Object NOT_SET = new Object();

  private final List<Prepared> parts;
  private final List<ResultColumn> markers;
  private final ParameterBinder binder;
  private final CodecRegistry codecs;
  private final Object[] values;
  private final List<Object[]> batch = new ArrayList<>();

  /** One statement of the text; {@code prepared} is null for what the server does not prepare. */
  private record Prepared(Statement parsed, Rewritten rewritten, PreparedStatement prepared) {}

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
    List<Part> texts = Part.parse(text);
    boolean together = isPreparedTogether(texts);
    for (Part part : texts) {
      Prepared prepared =
          together ? prepare(connection, part.parsed()) : new Prepared(part.parsed(), null, null);
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

  /**
   * Whether the statements of a text are prepared before any of them runs. Without parameters a
   * script is better run as it stands, because what comes first may make the tables of what
   * follows.
   */
  private static boolean isPreparedTogether(List<Part> texts) throws SQLException {
    if (texts.size() == 1) {
      return true;
    }
    if (texts.stream().allMatch(part -> part.parsed().markerCount() == 0)) {
      return false;
    }
    for (Part part : texts) {
      if (part.parsed() instanceof Cql cql && cql.kind() == Cql.Kind.USE) {
        throw Errors.syntax(
            "USE cannot be in one text with bind markers, which belong to the keyspace that is the"
                + " current one now; run it before, or write keyspace.table");
      }
    }
    return true;
  }

  private static Prepared prepare(CassportConnection connection, Statement parsed)
      throws SQLException {
    if (!(parsed instanceof Cql cql) || !isPreparable(cql)) {
      return new Prepared(parsed, null, null);
    }
    Rewritten rewritten = connection.rewrite(cql, true);
    try {
      return new Prepared(
          parsed, rewritten, connection.prepareCql(rewritten.cql().text(), new Execution(0)));
    } catch (SQLException e) {
      throw StatementRunner.withHint(e, cql);
    } catch (RuntimeException e) {
      throw Errors.translate(e);
    }
  }

  private static boolean isPreparable(Cql cql) {
    return cql.kind() == Cql.Kind.SELECT || CqlKinds.isChange(cql) || cql.markerCount() > 0;
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
              ? new Part(part.parsed(), null, null, own)
              : new Part(part.parsed(), part.rewritten(), bind(part.prepared(), own), List.of()));
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

  @Override
  public long[] executeLargeBatch() throws SQLException {
    open();
    List<Object[]> rows = List.copyOf(batch);
    batch.clear();
    return runBatch(rows, this::bind);
  }

  // About it

  @Override
  public ResultSetMetaData getMetaData() throws SQLException {
    open();
    Prepared first = parts.get(0);
    List<ColumnSchema> ours = CopyJob.columns(first.parsed());
    if (!ours.isEmpty()) {
      return new CassportResultSetMetaData(
          ours.stream().map(column -> ResultColumn.of(column.name(), column.type())).toList(),
          connection().typeOptions());
    }
    if (first.prepared() == null || first.prepared().getResultSetDefinitions().size() == 0) {
      return null;
    }
    RowShape shape = RowShape.of(first.rewritten(), first.prepared().getResultSetDefinitions());
    return new CassportResultSetMetaData(shape.columns(), connection().typeOptions());
  }

  @Override
  public ParameterMetaData getParameterMetaData() throws SQLException {
    open();
    return new CassportParameterMetaData(markers, connection().typeOptions());
  }
}
