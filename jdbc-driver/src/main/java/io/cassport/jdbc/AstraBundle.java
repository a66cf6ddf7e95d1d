package io.cassport.jdbc;

import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import com.datastax.oss.driver.internal.core.config.cloud.CloudConfig;
import com.datastax.oss.driver.internal.core.config.cloud.CloudConfigFactory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;

/** The hosts, datacenter and certificates of an Astra database, from its secure connect bundle. */
final class AstraBundle extends CloudConfigFactory {
  private final int timeoutMillis;

  private AstraBundle(int timeoutMillis) {
    this.timeoutMillis = timeoutMillis;
  }

  /**
   * Reads the bundle and asks the database's metadata service where the nodes are.
   *
   * @throws SQLException 58P01 when the bundle is not there, 42000 when it is none or another
   *     property says what it says too, 08001 when the service does not answer
   */
  static void configure(CqlSessionBuilder builder, Settings settings) throws SQLException {
    String file = settings.given(ConnectionProperties.SECURE_CONNECT_BUNDLE);
    refuseOther(settings);
    Path path = Path.of(file);
    if (!Files.isReadable(path) || Files.isDirectory(path)) {
      throw Errors.noFile(ConnectionProperties.SECURE_CONNECT_BUNDLE.name(), file);
    }
    AstraBundle factory = new AstraBundle(settings.count(ConnectionProperties.CONNECT_TIMEOUT));
    try (InputStream in = Files.newInputStream(path)) {
      CloudConfig cloud = factory.createCloudConfig(in);
      builder
          .addContactEndPoints(cloud.getEndPoints())
          .withCloudProxyAddress(cloud.getProxyAddress())
          .withLocalDatacenter(cloud.getLocalDatacenter())
          .withSslEngineFactory(cloud.getSslEngineFactory());
    } catch (Unreachable e) {
      throw Errors.cannotConnect(
          "the metadata service of secureConnectBundle '"
              + file
              + "' does not answer; is the database hibernated or deleted? "
              + e.getMessage(),
          e);
    } catch (IOException | GeneralSecurityException | IllegalStateException e) {
      throw Errors.data(
          "secureConnectBundle '"
              + file
              + "' is no bundle as Astra gives it; download it again: "
              + e.getMessage(),
          "42000",
          e);
    }
  }

  private static void refuseOther(Settings settings) throws SQLException {
    if (settings.hasContactPoints()) {
      throw Errors.syntax(
          "secureConnectBundle says which hosts there are; write the URL without, as in"
              + " jdbc:cassport:///keyspace");
    }
    if (settings.given(ConnectionProperties.LOCAL_DATACENTER) != null
        || settings.given(ConnectionProperties.SSL) != null
        || Tls.isConfigured(settings)) {
      throw Errors.syntax(
          "secureConnectBundle holds the datacenter and the certificates; leave out localDatacenter"
              + " and the ssl properties");
    }
  }

  /** As the driver does it, but not for longer than a connection may take. */
  @Override
  protected BufferedReader fetchProxyMetadata(URL service, SSLContext context) throws IOException {
    try {
      HttpsURLConnection connection = (HttpsURLConnection) service.openConnection();
      connection.setSSLSocketFactory(context.getSocketFactory());
      connection.setConnectTimeout(timeoutMillis);
      connection.setReadTimeout(timeoutMillis);
      return new BufferedReader(
          new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new Unreachable(service + ": " + e, e);
    }
  }

  /** The metadata service is not there. */
  private static final class Unreachable extends IOException {
    Unreachable(String message, IOException cause) {
      super(message, cause);
    }
  }
}
