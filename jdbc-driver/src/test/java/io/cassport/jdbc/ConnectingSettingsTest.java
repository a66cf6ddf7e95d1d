package io.cassport.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverExecutionProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be said about connecting before there is a network. */
final class ConnectingSettingsTest {
  private static final Duration NODE_TIMEOUT = Duration.ofSeconds(9);

  @TempDir private Path directory;

  private static DriverExecutionProfile options(Settings settings) throws SQLException {
    return DriverOptions.of(settings, NODE_TIMEOUT).getInitialConfig().getDefaultProfile();
  }

  private Settings withFile(String url, String text) throws IOException, SQLException {
    Path file = Files.writeString(directory.resolve("driver.conf"), text);
    Properties properties = new Properties();
    properties.setProperty("config", file.toString());
    return Settings.of(url, properties);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "useKerberos=true&useAwsSigV4=true         | 42000 | two ways",
        "useKerberos=true&kerberosKeytab=/nowhere  | 42000 | kerberosPrincipal",
        "useKerberos=true&kerberosPrincipal=u&kerberosKeytab=/nowhere | 58P01 | kerberosKeytab",
        "useAwsSigV4=true                          | 42000 | awsRegion",
        "sslRootCert=/nowhere                      | 58P01 | sslRootCert",
        "sslTrustStore=/nowhere                    | 58P01 | sslTrustStore",
        "sslKeyStore=/nowhere                      | 58P01 | sslKeyStore",
        "sslCert=/nowhere                          | 42000 | sslKey belong together",
        "sslCert=/nowhere&sslKey=/nowhere          | 58P01 | sslKey",
        "sslRootCert=/nowhere&sslTrustStore=/nowhere | 42000 | not both",
        "sslKeyStore=/nowhere&sslKey=/nowhere      | 42000 | not both",
        "requestTimeout=soon                       | 42000 | requestTimeout",
        "fetchSize=0                               | 42000 | fetchSize",
        "connectTimeout=-1                         | 42000 | connectTimeout",
        "contactPoints=h:port                      | 42000 | h:port",
        "compression=SNAPPY                        | 42000 | protocolVersion=V4",
      })
  void whatCannotBeIsToldBeforeAnythingIsSent(String parameters, String state, String words) {
    assertThatThrownBy(
            () -> new CassportDriver().connect("jdbc:cassport://192.0.2.1?" + parameters, null))
        .hasMessageContaining(words)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(state));
  }

  @Test
  void aConfigurationFileInTheUrlIsRefused() {
    assertThatThrownBy(() -> Settings.of("jdbc:cassport://h?configFile=/tmp/x.conf", null))
        .hasMessageContaining("configFile")
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42000"));
  }

  @Test
  void propertiesBeatTheFileWhichBeatsTheDefaults() throws IOException, SQLException {
    DriverExecutionProfile options =
        options(
            withFile(
                "jdbc:cassport://h?requestTimeout=7000",
                """
                datastax-java-driver.basic.request { timeout = 3 s, page-size = 17 }
                datastax-java-driver.advanced.connection.pool.local.size = 9
                """));
    assertThat(options.getDuration(DefaultDriverOption.REQUEST_TIMEOUT)).hasSeconds(7);
    assertThat(options.getInt(DefaultDriverOption.REQUEST_PAGE_SIZE)).isEqualTo(17);
    assertThat(options.getInt(DefaultDriverOption.CONNECTION_POOL_LOCAL_SIZE)).isEqualTo(9);
    assertThat(options.getString(DefaultDriverOption.REQUEST_CONSISTENCY)).isEqualTo("LOCAL_ONE");
    assertThat(options.getDuration(DefaultDriverOption.CONNECTION_CONNECT_TIMEOUT))
        .isEqualTo(NODE_TIMEOUT);
  }

  @Test
  void withoutAFileTheDefaultsAreOurs() throws SQLException {
    DriverExecutionProfile options = options(Settings.of("jdbc:cassport://h", null));
    assertThat(options.getDuration(DefaultDriverOption.REQUEST_TIMEOUT)).hasSeconds(20);
    assertThat(options.getInt(DefaultDriverOption.REQUEST_PAGE_SIZE)).isEqualTo(5000);
    assertThat(options.getString(DefaultDriverOption.PROTOCOL_COMPRESSION)).isEqualTo("none");
    assertThat(options.isDefined(DefaultDriverOption.PROTOCOL_VERSION)).isFalse();
  }

  @Test
  void aFileThatIsNoConfigurationIs42000AndNamed() {
    assertThatThrownBy(() -> options(withFile("jdbc:cassport://h", "{ nonsense")))
        .hasMessageContaining("driver.conf");
    assertThatThrownBy(() -> options(withFile("jdbc:cassport://h", "other.section = 1")))
        .hasMessageContaining("datastax-java-driver");
    assertThatThrownBy(
            () ->
                options(
                    withFile(
                        "jdbc:cassport://h",
                        "datastax-java-driver.basic.request.timeout = ${missing}")))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42000"))
        .hasMessageContaining("missing");
  }

  @Test
  void aUserWithoutAPasswordIsNoLogin() throws SQLException {
    // The driver's builder would refuse the empty password at once.
    Logins.configure(CqlSession.builder(), Settings.of("jdbc:cassport://h?user=u", null));
  }
}
