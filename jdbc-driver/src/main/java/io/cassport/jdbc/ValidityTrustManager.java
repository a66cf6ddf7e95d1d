package io.cassport.jdbc;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Refuses a server whose certificate has expired or is not valid yet also when that certificate is
 * itself among the trusted ones: Java then asks nothing more of it.
 */
final class ValidityTrustManager extends X509ExtendedTrustManager {
  private final X509ExtendedTrustManager other;

  private ValidityTrustManager(X509ExtendedTrustManager other) {
    this.other = other;
  }

  /** The same, with those that look at certificates looking at their dates as well. */
  static TrustManager[] around(TrustManager[] managers) {
    TrustManager[] all = managers.clone();
    for (int i = 0; i < all.length; i++) {
      if (all[i] instanceof X509ExtendedTrustManager manager) {
        all[i] = new ValidityTrustManager(manager);
      }
    }
    return all;
  }

  /** Of the server's own alone: others that it sends need not be on the way that was trusted. */
  private static void checkDates(X509Certificate[] chain) throws CertificateException {
    chain[0].checkValidity();
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    other.checkServerTrusted(chain, type, engine);
    checkDates(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    other.checkServerTrusted(chain, type, socket);
    checkDates(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    other.checkServerTrusted(chain, type);
    checkDates(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    other.checkClientTrusted(chain, type, engine);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    other.checkClientTrusted(chain, type, socket);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    other.checkClientTrusted(chain, type);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return other.getAcceptedIssuers();
  }
}
