package io.cassport.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cassport.embedded.TestServer;
import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The login of Amazon Keyspaces by AWS's own plug-in, with a server that plays Keyspaces. */
final class AwsSigV4IT {
  private static final String NONCE = "nonce=91703fdc2ef562e19fbdab0f58e42fe5";

  private final AtomicReference<String> signed = new AtomicReference<>();

  /** So that no credentials of this machine are found. */
  private static final Map<String, String> NOWHERE =
      Map.of(
          "aws.sharedCredentialsFile", "/nowhere",
          "aws.configFile", "/nowhere",
          "aws.disableEc2Metadata", "true");

  @BeforeEach
  void haveCredentials() {
    NOWHERE.forEach(System::setProperty);
    System.setProperty("aws.accessKeyId", "AKIATESTONLY");
    System.setProperty("aws.secretAccessKey", "no secret at all");
  }

  @AfterEach
  void haveNone() {
    NOWHERE.keySet().forEach(System::clearProperty);
    loseCredentials();
  }

  private static void loseCredentials() {
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
  }

  /** Keyspaces' login: SigV4 and two zeros, then a signature of the nonce that the server gives. */
  private final class SigV4Login implements LoginGate.Login {
    private boolean begun;

    @Override
    public byte[] answer(byte[] response) throws IOException {
      String text = new String(response, StandardCharsets.UTF_8);
      if (!begun) {
        begun = true;
        if (!text.equals("SigV4\0\0")) {
          throw new IOException("expected SigV4, not " + text);
        }
        return NONCE.getBytes(StandardCharsets.UTF_8);
      }
      signed.set(text);
      return null;
    }
  }

  private LoginGate gate() throws IOException {
    TestServer server = TestServer.get();
    return new LoginGate(
        new InetSocketAddress(server.host(), server.port()),
        "com.amazonaws.keyspaces.SigV4Authenticator",
        SigV4Login::new);
  }

  private static Properties sigV4() {
    Properties properties = new Properties();
    properties.setProperty("useAwsSigV4", "true");
    properties.setProperty("awsRegion", "eu-west-1");
    return properties;
  }

  @Test
  void signsWithTheCredentialsThatAwsToolsFind() throws IOException, SQLException {
    try (LoginGate gate = gate();
        Connection connection = DriverManager.getConnection(gate.url(), sigV4())) {
      Server.run(connection, "SELECT key FROM system.local");
      assertThat(signed.get())
          .matches("signature=[0-9a-f]{64},access_key=AKIATESTONLY,amzdate=[0-9TZ:.-]+");
    }
  }

  @Test
  void withoutCredentialsIs28000AndSaysSo() throws IOException {
    loseCredentials();
    try (LoginGate gate = gate()) {
      assertThatThrownBy(() -> DriverManager.getConnection(gate.url(), sigV4()))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28000"))
          .hasMessageContaining("credentials of AWS")
          .hasMessageContaining("Unable to load credentials");
    }
  }

  @Test
  void theOneJarAloneSaysWhatToPutBesideIt() throws Exception {
    URL[] jar = {new File(System.getProperty("shaded.jar")).toURI().toURL()};
    try (URLClassLoader loader = new URLClassLoader(jar, ClassLoader.getPlatformClassLoader())) {
      Driver driver =
          (Driver) loader.loadClass(CassportDriver.class.getName()).getConstructor().newInstance();
      assertThatThrownBy(() -> driver.connect(Server.url(null, ""), sigV4()))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42000"))
          .hasMessageContaining("aws-sigv4-auth-cassandra-java-driver-plugin");
    }
  }
}
