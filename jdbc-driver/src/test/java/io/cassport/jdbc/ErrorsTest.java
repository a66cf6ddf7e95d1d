package io.cassport.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.DriverExecutionException;
import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.InvalidKeyspaceException;
import com.datastax.oss.driver.api.core.NoNodeAvailableException;
import com.datastax.oss.driver.api.core.servererrors.AlreadyExistsException;
import com.datastax.oss.driver.api.core.servererrors.DefaultWriteType;
import com.datastax.oss.driver.api.core.servererrors.FunctionFailureException;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import com.datastax.oss.driver.api.core.servererrors.OverloadedException;
import com.datastax.oss.driver.api.core.servererrors.ReadTimeoutException;
import com.datastax.oss.driver.api.core.servererrors.ServerError;
import com.datastax.oss.driver.api.core.servererrors.SyntaxError;
import com.datastax.oss.driver.api.core.servererrors.TruncateException;
import com.datastax.oss.driver.api.core.servererrors.UnauthorizedException;
import com.datastax.oss.driver.api.core.servererrors.UnavailableException;
import com.datastax.oss.driver.api.core.servererrors.WriteTimeoutException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLTimeoutException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The SQLState of what servers and the Cassandra driver throw; tools act on it. */
final class ErrorsTest {
  private static Stream<Arguments> serverErrors() {
    var one = DefaultConsistencyLevel.ONE;
    return Stream.of(
        Arguments.of(new SyntaxError(null, "line 1:0 no viable alternative"), "42000"),
        Arguments.of(new InvalidQueryException(null, "unconfigured table t"), "42S02"),
        Arguments.of(new InvalidQueryException(null, "table ks.t does not exist"), "42S02"),
        Arguments.of(new InvalidQueryException(null, "Undefined column name x in table"), "42S22"),
        Arguments.of(new InvalidQueryException(null, "Cannot execute this query"), "42000"),
        Arguments.of(new InvalidKeyspaceException("Invalid keyspace x"), "42000"),
        Arguments.of(new AlreadyExistsException(null, "ks", "t"), "42S01"),
        Arguments.of(new UnauthorizedException(null, "User has no SELECT permission"), "42501"),
        Arguments.of(new WriteTimeoutException(null, one, 0, 1, DefaultWriteType.SIMPLE), "HYT00"),
        Arguments.of(new ReadTimeoutException(null, one, 0, 1, false), "HYT00"),
        Arguments.of(new DriverTimeoutException("timed out"), "HYT00"),
        Arguments.of(new UnavailableException(null, one, 1, 0), "HY000"),
        Arguments.of(new OverloadedException(null), "HY000"),
        Arguments.of(new TruncateException(null, "no"), "HY000"),
        Arguments.of(new FunctionFailureException(null, "division by zero"), "HY000"),
        Arguments.of(new ServerError(null, "java.lang.NullPointerException"), "HY000"),
        Arguments.of(new IllegalArgumentException("what"), "HY000"),
        Arguments.of(new CompletionException(new SyntaxError(null, "wrapped")), "42000"),
        Arguments.of(new DriverExecutionException(new SyntaxError(null, "wrapped")), "42000"),
        Arguments.of(new ExecutionException(new DriverTimeoutException("wrapped")), "HYT00"));
  }

  @ParameterizedTest(name = "D-20: {0} is {1}")
  @MethodSource("serverErrors")
  void d20_errorsOfStatementsHaveStatesForWhichNoToolDropsTheConnection(
      Throwable thrown, String state) {
    SQLException translated = Errors.translate(thrown);
    assertThat(translated.getSQLState()).isEqualTo(state).doesNotStartWith("08");
    assertThat((Throwable) translated)
        .isNotInstanceOf(SQLTimeoutException.class)
        .isNotInstanceOf(SQLFeatureNotSupportedException.class);
    assertThat(translated.getMessage()).isNotBlank();
  }

  @ParameterizedTest
  @MethodSource("lostSessions")
  void onlyALostSessionIs08(Throwable thrown, String state) {
    assertThat(Errors.translate(thrown).getSQLState()).isEqualTo(state);
  }

  private static Stream<Arguments> lostSessions() {
    return Stream.of(
        Arguments.of(new NoNodeAvailableException(), "08S01"),
        Arguments.of(new IllegalStateException("Session is closed"), "08003"));
  }
}
