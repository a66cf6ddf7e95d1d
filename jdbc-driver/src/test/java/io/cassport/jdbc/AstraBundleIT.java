package io.cassport.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.cassport.embedded.EmbeddedCassandra;
import io.cassport.embedded.TestCertificate;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A secure connect bundle as Astra gives it, with a metadata service that plays Astra's, and a
 * server that wants the certificate in the bundle. Of Astra's own parts the proxy is missing: the
 * server itself is behind the address of the proxy.
 */
final class AstraBundleIT {
  @TempDir private static Path directory;
  private static EmbeddedCassandra server;
  private static HttpsServer metadata;
  private static Path bundle;
  private static volatile String hostId;

  @BeforeAll
  static void start() throws IOException, GeneralSecurityException, SQLException {
    TestCertificate node = TestCertificate.make(directory, "node", "dns:localhost", "ip:127.0.0.1");
    TestCertificate client = TestCertificate.make(directory, "client");
    server =
        EmbeddedCassandra.builder()
            .heap("512m")
            .passwordAuthentication()
            .clientTls(node.keyStore(), client.trustStore(), TestCertificate.PASSWORD)
            .start();
    hostId = hostId();
    metadata = metadataService(node, client);
    bundle = bundle("secure-connect-test.zip", node, client, metadata.getAddress().getPort());
  }

  @AfterAll
  static void stop() {
    metadata.stop(0);
    server.close();
  }

  private static String hostId() throws SQLException {
    String url = "jdbc:cassport://127.0.0.1:" + server.contactPoint().getPort();
    try (Connection connection = DriverManager.getConnection(url, login("cassandra"));
        Statement statement = connection.createStatement();
        ResultSet local = statement.executeQuery("SELECT host_id FROM system.local")) {
      assertThat(local.next()).isTrue();
      return local.getString(1);
    }
  }

  private static HttpsServer metadataService(TestCertificate own, TestCertificate client)
      throws IOException, GeneralSecurityException {
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpsServer service = HttpsServer.create(anyPort, 0);
    service.setHttpsConfigurator(
        new HttpsConfigurator(TestTls.context(own, client)) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters wanted = getSSLContext().getDefaultSSLParameters();
            wanted.setNeedClientAuth(true);
            parameters.setSSLParameters(wanted);
          }
        });
    service.createContext(
        "/metadata",
        exchange -> {
          byte[] answer =
              """
              {"version": 1, "region": "local", "contact_info": {
                "type": "sni_proxy", "local_dc": "datacenter1",
                "sni_proxy_address": "localhost:%d", "contact_points": ["%s"]}}
              """
                  .formatted(server.contactPoint().getPort(), hostId)
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          try (OutputStream out = exchange.getResponseBody()) {
            out.write(answer);
          }
        });
    service.start();
    return service;
  }

  private static Path bundle(String name, TestCertificate node, TestCertificate client, int port)
      throws IOException {
    Path file = directory.resolve(name);
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("config.json"));
      zip.write(
          """
          {"host": "localhost", "port": %d, "keyspace": "system", "localDC": "datacenter1",
           "keyStoreLocation": "./identity.jks", "keyStorePassword": "%s",
           "trustStoreLocation": "./trustStore.jks", "trustStorePassword": "%s"}
          """
              .formatted(port, TestCertificate.PASSWORD, TestCertificate.PASSWORD)
              .getBytes(StandardCharsets.UTF_8));
      zip.putNextEntry(new ZipEntry("identity.jks"));
      Files.copy(client.keyStore(), zip);
      zip.putNextEntry(new ZipEntry("trustStore.jks"));
      Files.copy(node.trustStore(), zip);
    }
    return file;
  }

  private static Properties login(String password) {
    Properties properties = new Properties();
    properties.setProperty("user", "cassandra");
    properties.setProperty("password", password);
    return properties;
  }

  private static Properties bundled(String password, Path file) {
    Properties properties = login(password);
    properties.setProperty("secureConnectBundle", file.toString());
    return properties;
  }

  private static void isRefused(String url, Properties properties, String state, String... words) {
    assertThatThrownBy(() -> DriverManager.getConnection(url, properties))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(state))
        .hasMessageContainingAll(words);
  }

  @Test
  void connectsWithNothingButTheBundleAndALogin() throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:cassport:///system", bundled("cassandra", bundle));
        Statement statement = connection.createStatement();
        ResultSet clients =
            statement.executeQuery("SELECT ssl_enabled FROM system_views.clients LIMIT 1")) {
      assertThat(connection.getSchema()).isEqualTo("system");
      assertThat(clients.next()).isTrue();
      assertThat(clients.getBoolean(1)).isTrue();
    }
  }

  @Test
  void aWrongPasswordIs28000() {
    isRefused("jdbc:cassport://", bundled("wrong", bundle), "28000", "user and password");
  }

  @Test
  void whatTheBundleSaysAlreadyCannotBeSaidAgain() {
    isRefused("jdbc:cassport://host", bundled("cassandra", bundle), "42000", "jdbc:cassport:///");
    isRefused("jdbc:cassport://?ssl=true", bundled("cassandra", bundle), "42000", "ssl properties");
    isRefused(
        "jdbc:cassport://?localDatacenter=x",
        bundled("cassandra", bundle),
        "42000",
        "localDatacenter");
  }

  @Test
  void aFileThatIsNoBundleOrNotThereIsNamed() throws IOException {
    Path other = Files.writeString(directory.resolve("other.zip"), "no zip");
    isRefused("jdbc:cassport://", bundled("cassandra", other), "42000", "other.zip");
    Path missing = directory.resolve("missing.zip");
    isRefused("jdbc:cassport://", bundled("cassandra", missing), "58P01", "missing.zip");
  }

  @Test
  void aDatabaseThatSleepsIs08001() throws IOException {
    TestCertificate any = TestCertificate.make(directory, "any", "dns:localhost");
    Path asleep = bundle("asleep.zip", any, any, 1);
    isRefused("jdbc:cassport://", bundled("cassandra", asleep), "08001", "hibernated");
  }
}
