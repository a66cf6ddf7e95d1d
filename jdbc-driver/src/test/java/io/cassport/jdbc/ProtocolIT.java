package io.cassport.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import io.cassport.embedded.TestServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Versions and compression of the native protocol. */
final class ProtocolIT {
  @BeforeAll
  static void makeKeyspaces() throws SQLException {
    for (String keyspace : new String[] {"proto_a", "proto_b"}) {
      Server.makeKeyspace(keyspace);
      try (Connection connection = Server.connect(keyspace)) {
        Server.run(
            connection,
            "CREATE TABLE t (id int PRIMARY KEY, v text)",
            "INSERT INTO t (id, v) VALUES (1, '" + keyspace + "')");
      }
    }
  }

  /** A server that knows version 4 and none after it. */
  private static Relay oldServer() throws IOException {
    TestServer server = TestServer.get();
    return Relay.upToProtocol(4, new InetSocketAddress(server.host(), server.port()));
  }

  private static String version(Connection connection) throws SQLException {
    return connection.unwrap(CqlSession.class).getContext().getProtocolVersion().name();
  }

  private static String read(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT v FROM t WHERE id = 1")) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }

  @Test
  void fallsBackToWhatAnOldServerKnows() throws IOException, SQLException {
    try (Connection newest = Server.connect("proto_a");
        Relay relay = oldServer();
        Connection old = DriverManager.getConnection(relay.url("/proto_a"))) {
      assertThat(version(newest)).isEqualTo("V5");
      assertThat(version(old)).isEqualTo("V4");
      assertThat(read(old)).isEqualTo("proto_a");
    }
  }

  @Test
  void eachConnectionToAnOldServerHasAKeyspaceOfItsOwn() throws IOException, SQLException {
    try (Relay relay = oldServer();
        Connection a = DriverManager.getConnection(relay.url("/proto_a"));
        Connection alsoA = DriverManager.getConnection(relay.url("/proto_a"));
        Connection b = DriverManager.getConnection(relay.url("/proto_b"))) {
      assertThat(a.unwrap(CqlSession.class)).isSameAs(alsoA.unwrap(CqlSession.class));
      assertThat(read(b)).isEqualTo("proto_b");
      Server.run(a, "USE proto_b");
      assertThat(read(a)).isEqualTo("proto_b");
      assertThat(read(alsoA)).isEqualTo("proto_a");
      b.setSchema("proto_a");
      assertThat(read(b)).isEqualTo("proto_a");
    }
  }

  @Test
  void aVersionThatTheServerDoesNotKnowIs42000AndSaysWhatToDo() throws IOException {
    try (Relay relay = oldServer()) {
      assertThatThrownBy(() -> DriverManager.getConnection(relay.url("?protocolVersion=V5")))
          .hasMessageContaining("leave out protocolVersion")
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42000"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "compression=LZ4,                       lz4",
    "protocolVersion=V4&compression=LZ4,    lz4",
    "protocolVersion=V4&compression=SNAPPY, snappy",
  })
  void compressesWhatTravels(String parameters, String told) throws SQLException {
    String application = "compressing" + parameters.length();
    String url = Server.url("proto_a", parameters + "&applicationName=" + application);
    try (Connection connection = DriverManager.getConnection(url)) {
      assertThat(read(connection)).isEqualTo("proto_a");
      assertThat(ServerSide.clients(application))
          .isNotEmpty()
          .allMatch(options -> options.contains("'COMPRESSION': '" + told + "'"));
    }
  }

  @Test
  void snappyWithTheNewestProtocolIs42000() {
    assertThatThrownBy(() -> DriverManager.getConnection(Server.url(null, "compression=SNAPPY")))
        .hasMessageContaining("protocolVersion=V4")
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42000"));
  }
}
