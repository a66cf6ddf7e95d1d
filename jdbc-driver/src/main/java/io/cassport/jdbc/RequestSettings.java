package io.cassport.jdbc;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.Statement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/**
 * What CONSISTENCY, SERIAL CONSISTENCY, TRACING and PAGING set for all requests of one connection.
 * Thread-safe.
 */
final class RequestSettings {
  /** PAGING OFF: all rows in one page. */
  static final int NO_PAGING = Integer.MAX_VALUE;

  private static final List<ConsistencyLevel> SERIAL_LEVELS =
      List.of(ConsistencyLevel.SERIAL, ConsistencyLevel.LOCAL_SERIAL);

  private final Settings settings;
  private final int usualPageSize;
  private volatile ConsistencyLevel consistency;
  private volatile ConsistencyLevel serialConsistency;
  private volatile boolean tracing;
  private volatile int pageSize;

  RequestSettings(Settings settings, int pageSize) {
    this.settings = settings;
    this.usualPageSize = pageSize;
    this.pageSize = pageSize;
  }

  /** The level that was asked for by statement or property, or null. */
  ConsistencyLevel consistencyGiven() {
    String given = settings.given(ConnectionProperties.CONSISTENCY);
    ConsistencyLevel byProperty = given == null ? null : DefaultConsistencyLevel.valueOf(given);
    return consistency == null ? byProperty : consistency;
  }

  String consistencyName() {
    return consistency == null
        ? settings.get(ConnectionProperties.CONSISTENCY)
        : consistency.name();
  }

  void setConsistency(String level) throws SQLException {
    consistency = named(level, Arrays.asList(DefaultConsistencyLevel.values()));
  }

  String serialConsistencyName() {
    return serialConsistency == null
        ? settings.get(ConnectionProperties.SERIAL_CONSISTENCY)
        : serialConsistency.name();
  }

  void setSerialConsistency(String level) throws SQLException {
    serialConsistency = named(level, SERIAL_LEVELS);
  }

  private static ConsistencyLevel named(String name, List<? extends ConsistencyLevel> levels)
      throws SQLException {
    for (ConsistencyLevel level : levels) {
      if (level.name().equals(name)) {
        return level;
      }
    }
    throw Errors.syntax(
        "'"
            + name
            + "' is no consistency level here; it can be "
            + String.join(", ", levels.stream().map(ConsistencyLevel::name).toList()));
  }

  boolean isTracing() {
    return tracing;
  }

  void setTracing(boolean on) {
    tracing = on;
  }

  /** Rows of a page, unless a statement says otherwise. */
  int pageSize() {
    return pageSize;
  }

  /** Back to the connection's own page size. */
  void setUsualPageSize() {
    pageSize = usualPageSize;
  }

  void setPageSize(int rows) {
    pageSize = rows;
  }

  /** A request with what was set; what was not set stays with the session's configuration. */
  <T extends Statement<T>> T apply(T request) {
    T applied = request;
    if (consistency != null) {
      applied = applied.setConsistencyLevel(consistency);
    }
    if (serialConsistency != null) {
      applied = applied.setSerialConsistencyLevel(serialConsistency);
    }
    return tracing ? applied.setTracing(true) : applied;
  }
}
