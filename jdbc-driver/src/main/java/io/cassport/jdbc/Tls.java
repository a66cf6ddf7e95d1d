package io.cassport.jdbc;

import com.datastax.oss.driver.api.core.ssl.ProgrammaticSslEngineFactory;
import com.datastax.oss.driver.api.core.ssl.SslEngineFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.sql.SQLException;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** TLS from the ssl properties; what is not given is the JVM's. */
final class Tls {
  private Tls() {}

  static SslEngineFactory engineFactory(Settings settings) throws SQLException {
    KeyManagerFactory keys = null;
    TrustManagerFactory trust = null;
    try {
      String keyStore = settings.get(ConnectionProperties.SSL_KEY_STORE);
      if (keyStore != null) {
        String password = settings.get(ConnectionProperties.SSL_KEY_STORE_PASSWORD);
        keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(
            load(keyStore, password, settings.get(ConnectionProperties.SSL_KEY_STORE_TYPE)),
            password == null ? null : password.toCharArray());
      }
      String trustStore = settings.get(ConnectionProperties.SSL_TRUST_STORE);
      if (trustStore != null) {
        trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(
            load(
                trustStore,
                settings.get(ConnectionProperties.SSL_TRUST_STORE_PASSWORD),
                settings.get(ConnectionProperties.SSL_TRUST_STORE_TYPE)));
      }
      boolean asJvm = keys == null && trust == null;
      SSLContext context = asJvm ? SSLContext.getDefault() : SSLContext.getInstance("TLS");
      if (!asJvm) {
        context.init(
            keys == null ? null : keys.getKeyManagers(),
            trust == null ? null : trust.getTrustManagers(),
            null);
      }
      return new ProgrammaticSslEngineFactory(
          context, null, settings.isTrue(ConnectionProperties.SSL_HOSTNAME_VERIFICATION));
    } catch (GeneralSecurityException e) {
      throw Errors.cannotConnect("TLS cannot be set up from the ssl properties: " + e, e);
    }
  }

  private static KeyStore load(String file, String password, String type)
      throws SQLException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(type);
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      store.load(in, password == null ? null : password.toCharArray());
    } catch (IOException e) {
      throw Errors.cannotConnect(
          "the key store '" + file + "' cannot be read with the given password and type: " + e, e);
    }
    return store;
  }
}
