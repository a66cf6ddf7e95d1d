package io.cassport.jdbc;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.type.DataTypes;
import io.cassport.grammar.Consistency;
import io.cassport.grammar.Paging;
import io.cassport.grammar.ShowVersion;
import io.cassport.grammar.Statement;
import io.cassport.grammar.Toggle;
import io.cassport.grammar.Tracing;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/**
 * The commands of cqlsh that a connection understands. Without an argument they answer a row with
 * the state, with one they set it and count 0, as cassandra-jdbc-wrapper does.
 */
final class Companions {
  private static final List<Outcome> DONE = List.of(new Outcome.Count(0));

  private final CassportConnection connection;
  private final RequestSettings requests;
  private final Execution execution;

  Companions(CassportConnection connection, Execution execution) {
    this.connection = connection;
    this.requests = connection.requests();
    this.execution = execution;
  }

  /** Runs one; null when the statement is none of them. */
  List<Outcome> run(Statement parsed) throws SQLException {
    if (parsed instanceof Consistency command) {
      return consistency(command);
    }
    if (parsed instanceof Tracing command) {
      return tracing(command.toggle());
    }
    if (parsed instanceof Paging command) {
      return paging(command);
    }
    return parsed instanceof ShowVersion ? version() : null;
  }

  private List<Outcome> consistency(Consistency command) throws SQLException {
    if (command.level() == null) {
      return command.serial()
          ? text("serial_consistency_level", requests.serialConsistencyName())
          : text("consistency_level", requests.consistencyName());
    }
    if (command.serial()) {
      requests.setSerialConsistency(command.level());
    } else {
      requests.setConsistency(command.level());
    }
    return DONE;
  }

  private List<Outcome> tracing(Toggle toggle) {
    if (toggle == Toggle.SHOW) {
      return text("tracing", requests.isTracing() ? "ON" : "OFF");
    }
    requests.setTracing(toggle == Toggle.ON);
    return DONE;
  }

  private List<Outcome> paging(Paging command) throws SQLException {
    switch (command.toggle()) {
      case SHOW -> {
        boolean on = requests.pageSize() != RequestSettings.NO_PAGING;
        return List.of(
            Outcome.row(
                List.of(
                    ResultColumn.of("paging", DataTypes.TEXT),
                    ResultColumn.of("page_size", DataTypes.INT)),
                Arrays.asList(on ? "ON" : "OFF", on ? requests.pageSize() : null)));
      }
      case OFF -> requests.setPageSize(RequestSettings.NO_PAGING);
      case ON -> {
        if (command.rows() == null) {
          requests.setUsualPageSize();
        } else {
          requests.setPageSize(rows(command.rows()));
        }
      }
    }
    return DONE;
  }

  private static int rows(String written) throws SQLException {
    try {
      int rows = Integer.parseInt(written);
      if (rows > 0) {
        return rows;
      }
    } catch (NumberFormatException e) {
      throw notRows(written);
    }
    throw notRows(written);
  }

  private static SQLException notRows(String written) {
    return Errors.syntax(
        "PAGING " + written + " is no number of rows; write a whole number from 1, ON or OFF");
  }

  private List<Outcome> version() throws SQLException {
    CqlSession session = connection.session();
    AsyncResultSet local =
        execution.await(
            session.executeAsync("SELECT release_version, cql_version FROM system.local"));
    Row row = local.one();
    return List.of(
        Outcome.row(
            List.of(
                ResultColumn.of("cassport", DataTypes.TEXT),
                ResultColumn.of("cassandra", DataTypes.TEXT),
                ResultColumn.of("cql", DataTypes.TEXT),
                ResultColumn.of("protocol", DataTypes.TEXT)),
            Arrays.asList(
                connection.getMetaData().getDriverVersion(),
                row == null ? null : row.getString(0),
                row == null ? null : row.getString(1),
                session.getContext().getProtocolVersion().name())));
  }

  private static List<Outcome> text(String column, String value) {
    return List.of(
        Outcome.row(
            List.of(ResultColumn.of(column, DataTypes.TEXT)), Arrays.asList((Object) value)));
  }
}
