package io.cassport.jdbc;

import io.cassport.embedded.TestCertificate;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** TLS for the servers that tests play. */
final class TestTls {
  private TestTls() {}

  /** Shows one certificate, and trusts another. */
  static SSLContext context(TestCertificate own, TestCertificate trusted)
      throws IOException, GeneralSecurityException {
    char[] password = TestCertificate.PASSWORD.toCharArray();
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(KeyStore.getInstance(own.keyStore().toFile(), password), password);
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(KeyStore.getInstance(trusted.trustStore().toFile(), password));
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }
}
