package io.cassport.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cassport.embedded.TestServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What tools do to a connection whose cluster has stopped. */
final class SessionLossIT {
  private static final Duration LIMIT = Duration.ofSeconds(8); // 5 s, and what a busy machine adds

  private static Relay relay() throws IOException {
    TestServer server = TestServer.get();
    return Relay.to(new InetSocketAddress(server.host(), server.port()));
  }

  private static void lose(Relay relay, String how) throws IOException {
    if (how.equals("silent")) {
      relay.fallSilent();
    } else {
      relay.hangUp();
    }
  }

  /** The result of some work in another thread, which has to be there within the limit. */
  private static <T> T soon(java.util.concurrent.Callable<T> work)
      throws ExecutionException, InterruptedException, TimeoutException {
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread = new Thread(task, "tool");
    thread.setDaemon(true);
    thread.start();
    return task.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static Void close(Connection connection) throws SQLException {
    connection.close();
    return null;
  }

  @ParameterizedTest
  @ValueSource(strings = {"silent", "gone"})
  @DisplayName("D-13: isValid is true with a cluster and false without, in five seconds")
  void d13_isValid(String how) throws Exception {
    try (Relay relay = relay()) {
      Connection connection = DriverManager.getConnection(relay.url(""));
      assertThat(connection.isValid(10_000)).isTrue();
      lose(relay, how);
      assertThat(soon(() -> connection.isValid(10_000))).isFalse();
      assertThat(soon(() -> connection.isValid(1))).isFalse();
      assertThat(soon(() -> close(connection))).isNull();
    }
  }

  @Test
  @DisplayName("D-13: the ping by getTables, never closed, is answered without the cluster")
  void d13_pingByGetTables() throws Exception {
    try (Relay relay = relay()) {
      Connection connection = DriverManager.getConnection(relay.url(""));
      relay.fallSilent();
      List<ResultSet> never = new ArrayList<>();
      for (int i = 0; i < 1_000; i++) {
        never.add(
            soon(
                () ->
                    connection
                        .getMetaData()
                        .getTables(null, null, "DBEAVERFAKETABLENAMEFORPING", null)));
      }
      for (ResultSet each : never) {
        assertThat(each.next()).isFalse();
        assertThat(each.getStatement()).as("nothing is held for it").isNull();
      }
      connection.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"silent", "gone"})
  @DisplayName("D-14: close on a dead cluster, twice and from another thread, ends in five seconds")
  void d14_close(String how) throws Exception {
    try (Relay relay = relay()) {
      Connection connection = DriverManager.getConnection(relay.url(""));
      Statement statement = connection.createStatement();
      statement.executeQuery("SELECT key FROM system.local").close();
      lose(relay, how);
      soon(() -> close(connection));
      soon(() -> close(connection));
      connection.close();
      assertThat(connection.isClosed()).isTrue();
      assertThat(statement.isClosed()).isTrue();
    }
  }

  @Test
  void aRequestToAClusterThatIsGoneIs08AndTheConnectionSaysSo() throws Exception {
    try (Relay relay = relay();
        Connection connection = DriverManager.getConnection(relay.url("?requestTimeout=3000"));
        Statement statement = connection.createStatement()) {
      relay.hangUp();
      assertThat(connection.isValid(5)).isFalse();
      assertThatThrownBy(() -> statement.execute("SELECT key FROM system.local"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08S01"));
    }
  }
}
