package io.cassport.jdbc;

import com.datastax.oss.driver.api.core.ssl.ProgrammaticSslEngineFactory;
import com.datastax.oss.driver.api.core.ssl.SslEngineFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.sql.SQLException;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** TLS from the ssl properties; what is not given is the JVM's. */
final class Tls {
  private static final List<ConnectionProperty> FILES =
      List.of(
          ConnectionProperties.SSL_ROOT_CERT,
          ConnectionProperties.SSL_CERT,
          ConnectionProperties.SSL_KEY,
          ConnectionProperties.SSL_TRUST_STORE,
          ConnectionProperties.SSL_KEY_STORE);

  private Tls() {}

  /** Whether ssl is on: as it says, else when a file for it is given. */
  static boolean isWanted(Settings settings) {
    return settings.given(ConnectionProperties.SSL) != null
        ? settings.isTrue(ConnectionProperties.SSL)
        : isConfigured(settings);
  }

  /** Whether a file for TLS is given. */
  static boolean isConfigured(Settings settings) {
    return FILES.stream().anyMatch(property -> settings.given(property) != null);
  }

  /**
   * Reads the files.
   *
   * @throws SQLException 58P01 when one is not there, 42000 when one is not what it should be or
   *     two say the same
   */
  static SslEngineFactory engineFactory(Settings settings) throws SQLException {
    try {
      KeyManagerFactory keys = keys(settings);
      TrustManagerFactory trust = trust(settings);
      boolean asJvm = keys == null && trust == null;
      SSLContext context = asJvm ? SSLContext.getDefault() : SSLContext.getInstance("TLS");
      if (!asJvm) {
        context.init(
            keys == null ? null : keys.getKeyManagers(),
            trust == null ? null : ValidityTrustManager.around(trust.getTrustManagers()),
            null);
      }
      return new ProgrammaticSslEngineFactory(
          context, null, settings.isTrue(ConnectionProperties.SSL_HOSTNAME_VERIFICATION));
    } catch (GeneralSecurityException | IOException e) {
      throw Errors.data("TLS cannot be set up from the ssl properties: " + e, "42000", e);
    }
  }

  private static KeyManagerFactory keys(Settings settings)
      throws SQLException, GeneralSecurityException, IOException {
    String storeFile = settings.given(ConnectionProperties.SSL_KEY_STORE);
    String certificateFile = settings.given(ConnectionProperties.SSL_CERT);
    String keyFile = settings.given(ConnectionProperties.SSL_KEY);
    if (storeFile == null && certificateFile == null && keyFile == null) {
      return null;
    }
    if (storeFile != null && (certificateFile != null || keyFile != null)) {
      throw Errors.syntax("give either sslKeyStore or sslCert and sslKey, not both");
    }
    KeyStore store;
    char[] password;
    if (storeFile != null) {
      password = password(settings, ConnectionProperties.SSL_KEY_STORE_PASSWORD);
      store =
          load(
              ConnectionProperties.SSL_KEY_STORE,
              storeFile,
              password,
              settings.get(ConnectionProperties.SSL_KEY_STORE_TYPE));
    } else {
      if (certificateFile == null || keyFile == null) {
        throw Errors.syntax("sslCert and sslKey belong together; one of them is missing");
      }
      password = new char[0];
      store = emptyStore();
      PrivateKey key =
          PemFiles.privateKey(keyFile, password(settings, ConnectionProperties.SSL_KEY_PASSWORD));
      X509Certificate[] chain =
          PemFiles.certificates(ConnectionProperties.SSL_CERT, certificateFile)
              .toArray(new X509Certificate[0]);
      store.setKeyEntry("client", key, password, chain);
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, password);
    return keys;
  }

  private static TrustManagerFactory trust(Settings settings)
      throws SQLException, GeneralSecurityException, IOException {
    String storeFile = settings.given(ConnectionProperties.SSL_TRUST_STORE);
    String certificateFile = settings.given(ConnectionProperties.SSL_ROOT_CERT);
    if (storeFile == null && certificateFile == null) {
      return null;
    }
    if (storeFile != null && certificateFile != null) {
      throw Errors.syntax("give either sslTrustStore or sslRootCert, not both");
    }
    KeyStore store;
    if (storeFile != null) {
      store =
          load(
              ConnectionProperties.SSL_TRUST_STORE,
              storeFile,
              password(settings, ConnectionProperties.SSL_TRUST_STORE_PASSWORD),
              settings.get(ConnectionProperties.SSL_TRUST_STORE_TYPE));
    } else {
      store = emptyStore();
      for (X509Certificate certificate :
          PemFiles.certificates(ConnectionProperties.SSL_ROOT_CERT, certificateFile)) {
        store.setCertificateEntry("authority-" + store.size(), certificate);
      }
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    return trust;
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static char[] password(Settings settings, ConnectionProperty property) {
    String password = settings.get(property);
    return password == null ? null : password.toCharArray();
  }

  private static KeyStore load(
      ConnectionProperty property, String file, char[] password, String type)
      throws SQLException, GeneralSecurityException {
    Path path = Path.of(file);
    if (!Files.isReadable(path)) {
      throw Errors.noFile(property.name(), file);
    }
    KeyStore store = KeyStore.getInstance(type);
    try (InputStream in = Files.newInputStream(path)) {
      store.load(in, password);
    } catch (IOException e) {
      throw Errors.data(
          property.name()
              + " '"
              + file
              + "' cannot be read with the given password and type "
              + type
              + ": "
              + e.getMessage(),
          "42000",
          e);
    }
    return store;
  }
}
