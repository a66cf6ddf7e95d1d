package io.cassport.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cassport.embedded.TestCertificate;
import io.cassport.embedded.TestServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose certificate is for another host, and one side alone that speaks TLS. */
final class TlsIT {
  @TempDir private static Path directory;
  private static TestCertificate elsewhere;

  private static TestCertificate expired;

  @BeforeAll
  static void makeCertificate() {
    expired = TestCertificate.makeExpired(directory, "expired", "ip:127.0.0.1", "dns:localhost");
    elsewhere = TestCertificate.make(directory, "elsewhere", "dns:elsewhere.example");
  }

  /** TLS in front of the Cassandra of the tests. */
  private static Relay server() throws IOException, GeneralSecurityException {
    return server(elsewhere);
  }

  private static Relay server(TestCertificate certificate)
      throws IOException, GeneralSecurityException {
    TestServer server = TestServer.get();
    return Relay.behind(
        TestTls.context(certificate, certificate).getServerSocketFactory(),
        new InetSocketAddress(server.host(), server.port()));
  }

  private static Properties trusting() {
    return trusting(elsewhere);
  }

  private static Properties trusting(TestCertificate certificate) {
    Properties properties = new Properties();
    properties.setProperty("sslRootCert", certificate.certificatePem().toString());
    return properties;
  }

  private static void isRefused(String url, Properties properties, String... words) {
    assertThatThrownBy(() -> DriverManager.getConnection(url, properties))
        .hasMessageContainingAll(words)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08001"));
  }

  @Test
  void aCertificateForAnotherHostIsRefusedUnlessNobodyLooks() throws Exception {
    try (Relay server = server()) {
      isRefused(server.url(""), trusting(), "for another host", "sslHostnameVerification");
      Properties careless = trusting();
      careless.setProperty("hostnameverification", "false");
      try (Connection connection = DriverManager.getConnection(server.url(""), careless);
          Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("SELECT key FROM system.local")) {
        assertThat(rows.next()).isTrue();
      }
    }
  }

  @Test
  void anExpiredCertificateIsRefusedEvenWhenItIsTheOneThatIsTrusted() throws Exception {
    try (Relay server = server(expired)) {
      Properties careless = trusting(expired);
      careless.setProperty("sslHostnameVerification", "false");
      for (Properties properties : List.of(trusting(expired), careless)) {
        isRefused(server.url(""), properties, "has expired or is not valid yet");
      }
    }
  }

  @Test
  void aServerThatWantsTlsIsToldFromOneThatIsNotThere() throws Exception {
    try (Relay server = server()) {
      isRefused(server.url(""), new Properties(), "whether the server wants ssl");
    }
  }

  @Test
  void aServerWithoutTlsIsToldWithThePropertyToSet() {
    isRefused(Server.url(null, "ssl=true"), new Properties(), "does not speak TLS", "ssl=false");
  }
}
