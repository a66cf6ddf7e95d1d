package io.cassport.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cassport.embedded.EmbeddedCassandra;
import io.cassport.embedded.TestCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server that wants passwords, and from who uses TLS a certificate. */
final class SecuredServerIT {
  private static final Duration SOON = Duration.ofSeconds(10);

  @TempDir private static Path directory;
  private static TestCertificate node;
  private static TestCertificate client;
  private static TestCertificate stranger;
  private static EmbeddedCassandra server;

  @BeforeAll
  static void start() {
    node = TestCertificate.make(directory, "node", "dns:localhost", "ip:127.0.0.1");
    client = TestCertificate.make(directory, "client");
    stranger = TestCertificate.make(directory, "stranger", "dns:elsewhere.example");
    server =
        EmbeddedCassandra.builder()
            .heap("512m")
            .passwordAuthentication()
            .clientTls(node.keyStore(), client.trustStore(), TestCertificate.PASSWORD)
            .start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Properties login(String user, String password) {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    return properties;
  }

  private static Properties with(Properties properties, Object... namesAndValues) {
    for (int i = 0; i < namesAndValues.length; i += 2) {
      properties.setProperty(namesAndValues[i].toString(), namesAndValues[i + 1].toString());
    }
    return properties;
  }

  /** The superuser over TLS, as far as it needs no file. */
  private static Properties tls(Object... namesAndValues) {
    return with(login("cassandra", "cassandra"), namesAndValues);
  }

  private static Properties withPem(Object... namesAndValues) {
    Properties pem =
        tls(
            "sslRootCert", node.certificatePem(),
            "sslCert", client.certificatePem(),
            "sslKey", client.keyPem());
    return with(pem, namesAndValues);
  }

  private static Connection connect(Properties properties) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:cassport://127.0.0.1:" + server.contactPoint().getPort(), properties);
  }

  private static void isEncrypted(Properties properties) throws SQLException {
    try (Connection connection = connect(properties);
        Statement statement = connection.createStatement();
        ResultSet clients =
            statement.executeQuery(
                "SELECT ssl_enabled, username FROM system_views.clients"
                    + " WHERE address = '127.0.0.1' ALLOW FILTERING")) {
      int rows = 0;
      while (clients.next()) {
        assertThat(clients.getBoolean("ssl_enabled")).isTrue();
        assertThat(clients.getString("username")).isEqualTo("cassandra");
        rows++;
      }
      assertThat(rows).isPositive();
    }
  }

  private static void isRefused(ThrowingCallable connecting, String state, String... words) {
    long start = System.nanoTime();
    assertThatThrownBy(connecting)
        .hasMessageContainingAll(words)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(state));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
  }

  @ParameterizedTest
  @CsvSource({"cassandra, wrong", "nobody, cassandra", "cassandra, ''"})
  @DisplayName("L-06: a wrong password is 28000 within seconds")
  void l06_wrongPassword(String user, String password) {
    isRefused(() -> connect(login(user, password)), "28000", "user and password");
    assertThatThrownBy(() -> connect(login(user, password)))
        .isInstanceOf(SQLInvalidAuthorizationSpecException.class)
        .hasMessageNotContaining("wrong");
  }

  @Test
  @DisplayName("L-06: no user at all is 28000 and says that there has to be one")
  void l06_noUser() {
    isRefused(() -> connect(new Properties()), "28000", "user and password");
  }

  @Test
  void aRoleMayDoWhatItIsGrantedAndNothingElse() throws SQLException {
    try (Connection connection = connect(login("cassandra", "cassandra"))) {
      Server.run(
          connection,
          "CREATE ROLE reader WITH PASSWORD = 'let me; in=&?' AND LOGIN = true",
          "CREATE KEYSPACE secured WITH replication ="
              + " {'class': 'SimpleStrategy', 'replication_factor': 1}",
          "CREATE TABLE secured.t (id int PRIMARY KEY)",
          "GRANT SELECT ON TABLE secured.t TO reader");
    }
    try (Connection connection = connect(login("reader", "let me; in=&?"))) {
      assertThat(connection.getMetaData().getUserName()).isEqualTo("reader");
      Server.run(connection, "SELECT * FROM secured.t");
      isRefused(
          () -> Server.run(connection, "INSERT INTO secured.t (id) VALUES (1)"),
          "42501",
          "reader",
          "secured.t");
    }
  }

  @Test
  void connectsWithPemFiles() throws SQLException {
    isEncrypted(withPem());
  }

  @Test
  void connectsWithKeyStores() throws SQLException {
    isEncrypted(
        tls(
            "sslTrustStore",
            node.trustStore(),
            "sslTrustStorePassword",
            TestCertificate.PASSWORD,
            "sslKeyStore",
            client.keyStore(),
            "sslKeyStorePassword",
            TestCertificate.PASSWORD));
  }

  @Test
  void connectsByNameAsWellAsByAddress() throws SQLException {
    isEncrypted(withPem("contactPoints", "localhost:" + server.contactPoint().getPort()));
  }

  @Test
  void compressesWhatIsEncrypted() throws SQLException {
    isEncrypted(withPem("compression", "LZ4"));
  }

  @Test
  void aServerThatIsNotTrustedIsToldWithThePropertyToSet() {
    isRefused(
        () -> connect(withPem("sslRootCert", stranger.certificatePem())),
        "08001",
        "not trusted",
        "sslRootCert");
    isRefused(() -> connect(tls("ssl", "true")), "08001", "not trusted", "sslRootCert");
  }

  @Test
  void noCertificateOrAnUnknownOneIsToldWithThePropertyToSet() {
    isRefused(
        () -> connect(tls("sslRootCert", node.certificatePem())),
        "08001",
        "client's certificate",
        "sslCert");
    isRefused(
        () -> connect(withPem("sslCert", stranger.certificatePem(), "sslKey", stranger.keyPem())),
        "08001",
        "client's certificate",
        "sslCert");
  }

  @Test
  void aWrongPasswordIs28000ThroughTlsToo() {
    isRefused(() -> connect(withPem("password", "wrong")), "28000", "user and password");
  }

  @Test
  void connectsAsTheConfigurationFileOfTheDataStaxDriverSays() throws IOException, SQLException {
    Path file = directory.resolve("application.conf");
    Files.writeString(
        file,
        """
        datastax-java-driver {
          basic.contact-points = [ "127.0.0.1:%d" ]
          basic.load-balancing-policy.local-datacenter = datacenter1
          basic.request.page-size = 17
          advanced.auth-provider {
            class = PlainTextAuthProvider
            username = cassandra
            password = cassandra
          }
          advanced.ssl-engine-factory {
            class = DefaultSslEngineFactory
            truststore-path = "%s"
            truststore-password = "%s"
            keystore-path = "%s"
            keystore-password = "%s"
          }
        }
        """
            .formatted(
                server.contactPoint().getPort(),
                node.trustStore(),
                TestCertificate.PASSWORD,
                client.keyStore(),
                TestCertificate.PASSWORD));
    Properties properties = new Properties();
    properties.setProperty("configFile", file.toString());
    try (Connection connection = DriverManager.getConnection("jdbc:cassport://", properties);
        Statement statement = connection.createStatement()) {
      try (ResultSet clients =
          statement.executeQuery("SELECT ssl_enabled FROM system_views.clients LIMIT 1")) {
        assertThat(clients.next()).isTrue();
        assertThat(clients.getBoolean(1)).isTrue();
      }
    }
    properties.setProperty("password", "wrong");
    properties.setProperty("user", "cassandra");
    isRefused(
        () -> DriverManager.getConnection("jdbc:cassport://", properties),
        "28000",
        "user and password");
  }
}
