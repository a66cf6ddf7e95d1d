package io.cassport.jdbc;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.DriverExecutionException;
import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.InvalidKeyspaceException;
import com.datastax.oss.driver.api.core.NodeUnavailableException;
import com.datastax.oss.driver.api.core.auth.AuthenticationException;
import com.datastax.oss.driver.api.core.connection.BusyConnectionException;
import com.datastax.oss.driver.api.core.servererrors.AlreadyExistsException;
import com.datastax.oss.driver.api.core.servererrors.BootstrappingException;
import com.datastax.oss.driver.api.core.servererrors.InvalidConfigurationInQueryException;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import com.datastax.oss.driver.api.core.servererrors.OverloadedException;
import com.datastax.oss.driver.api.core.servererrors.ReadTimeoutException;
import com.datastax.oss.driver.api.core.servererrors.SyntaxError;
import com.datastax.oss.driver.api.core.servererrors.UnauthorizedException;
import com.datastax.oss.driver.api.core.servererrors.UnavailableException;
import com.datastax.oss.driver.api.core.servererrors.WriteTimeoutException;
import com.datastax.oss.driver.api.core.type.codec.CodecNotFoundException;
import java.io.IOException;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTransientException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;

/**
 * Every error of this module with its SQLState, and what the Cassandra driver throws as such.
 *
 * <p>Tools act on SQLStates: 08 makes them reconnect and run the statement again, 08, 0A000 and any
 * SQLTimeoutException make a pool drop the connection. So these appear only where that is right.
 */
final class Errors {
  private static final Pattern NO_TABLE =
      Pattern.compile(
          "unconfigured table|(table|columnfamily|materialized view) \\S+ does(n't| not) exist");
  private static final Pattern NO_COLUMN =
      Pattern.compile("undefined (column )?name|unknown identifier|undefined column");

  private Errors() {}

  /** 42000. */
  static SQLException syntax(String message) {
    return new SQLSyntaxErrorException(message, "42000");
  }

  /** 0A000: JDBC knows it, this driver or Cassandra does not. */
  static SQLException unsupported(String feature) {
    return new SQLFeatureNotSupportedException(feature + " is not supported by Cassandra", "0A000");
  }

  /** A data error: 22003 range, 22007 date or time, 22018 anything else that cannot be read so. */
  static SQLException data(String message, String sqlState) {
    return new SQLDataException(message, sqlState);
  }

  static SQLException data(String message, String sqlState, Throwable cause) {
    return new SQLDataException(message, sqlState, cause);
  }

  /** HY000: a table was altered between two pages of its rows. */
  static SQLException columnsChanged(List<ResultColumn> now) {
    return new SQLTransientException(
        "the table was altered while its rows were read; it has the columns "
            + String.join(", ", now.stream().map(ResultColumn::name).toList())
            + " now; run the query again",
        "HY000");
  }

  /** HY010: the object is closed or in the wrong state. */
  static SQLException state(String message) {
    return new SQLException(message, "HY010");
  }

  /** 08003. */
  static SQLException connectionClosed() {
    return new SQLNonTransientConnectionException("the connection is closed", "08003");
  }

  /** 25006. */
  static SQLException readOnly() {
    return new SQLException(
        "the connection is read only (property readOnly); it runs no statement that changes data"
            + " or tables",
        "25006");
  }

  /** 57014. */
  static SQLException cancelled() {
    return new SQLException("the statement was cancelled", "57014");
  }

  /** HYT00, not an SQLTimeoutException: a pool would drop the connection, which is fine. */
  static SQLException timeout(String message, Throwable cause) {
    return new SQLTransientException(message, "HYT00", cause);
  }

  /** 08001. */
  static SQLException cannotConnect(String message, Throwable cause) {
    return new SQLNonTransientConnectionException(message, "08001", cause);
  }

  /** 58P01: a file that a connection property names. */
  static SQLException noFile(String property, String file) {
    return new SQLException(
        "the property " + property + " names '" + file + "', which is no file that can be read",
        "58P01");
  }

  /** 28000. */
  static SQLException login(String message, Throwable cause) {
    return new SQLInvalidAuthorizationSpecException(message, "28000", cause);
  }

  /** What went wrong while a statement ran, from whatever was thrown. */
  static SQLException translate(Throwable thrown) {
    Throwable cause = unwrap(thrown);
    if (cause instanceof SQLException sql) {
      return sql;
    }
    String message = message(cause);
    if (cause instanceof SyntaxError || cause instanceof InvalidConfigurationInQueryException) {
      return new SQLSyntaxErrorException(message, "42000", cause);
    }
    if (cause instanceof AlreadyExistsException exists) {
      String state = exists.getMessage().contains("Object") ? "42S01" : "42000";
      return new SQLSyntaxErrorException(message, state, cause);
    }
    if (cause instanceof InvalidQueryException || cause instanceof InvalidKeyspaceException) {
      return new SQLSyntaxErrorException(message, invalidQueryState(message), cause);
    }
    if (cause instanceof UnauthorizedException) {
      return new SQLException(message, "42501", cause);
    }
    if (cause instanceof AuthenticationException) {
      return login(message, cause);
    }
    if (cause instanceof DriverTimeoutException
        || cause instanceof ReadTimeoutException
        || cause instanceof WriteTimeoutException) {
      return timeout(message, cause);
    }
    if (isTransient(cause)) {
      return new SQLTransientException(message, "HY000", cause);
    }
    if (cause instanceof AllNodesFailedException failed) {
      return allNodesFailed(failed);
    }
    if (cause instanceof CodecNotFoundException || cause instanceof ClassCastException) {
      return data(message, "22018", cause);
    }
    if (cause instanceof IllegalStateException && message.contains("closed")) {
      return new SQLRecoverableException("the session is closed: " + message, "08003", cause);
    }
    return new SQLException(message, "HY000", cause);
  }

  private static String invalidQueryState(String message) {
    String lower = message.toLowerCase(Locale.ROOT);
    if (NO_TABLE.matcher(lower).find()) {
      return "42S02";
    }
    return NO_COLUMN.matcher(lower).find() ? "42S22" : "42000";
  }

  private static boolean isTransient(Throwable cause) {
    return cause instanceof UnavailableException
        || cause instanceof OverloadedException
        || cause instanceof BootstrappingException
        || cause instanceof BusyConnectionException;
  }

  /** 08S01 only when no node could be reached at all; a node that answered is no lost session. */
  private static SQLException allNodesFailed(AllNodesFailedException failed) {
    for (List<Throwable> ofNode : failed.getAllErrors().values()) {
      for (Throwable error : ofNode) {
        if (error instanceof AuthenticationException) {
          return login(message(error), failed);
        }
        if (isTransient(error)) {
          return new SQLTransientException(
              "every node refused the request: " + message(error), "HY000", failed);
        }
        if (!isConnectionLoss(error)) {
          SQLException one = translate(error);
          return new SQLException(one.getMessage(), one.getSQLState(), failed);
        }
      }
    }
    return new SQLRecoverableException(
        "no node of the cluster can be reached: " + message(failed), "08S01", failed);
  }

  private static boolean isConnectionLoss(Throwable error) {
    return error instanceof NodeUnavailableException
        || error instanceof IOException
        || error.getClass().getName().contains(".connection.");
  }

  static Throwable unwrap(Throwable thrown) {
    Throwable cause = thrown;
    while ((cause instanceof ExecutionException
            || cause instanceof CompletionException
            || cause instanceof DriverExecutionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  private static String message(Throwable cause) {
    return cause.getMessage() == null || cause.getMessage().isBlank()
        ? cause.toString()
        : cause.getMessage();
  }
}
