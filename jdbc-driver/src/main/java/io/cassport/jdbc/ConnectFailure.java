package io.cassport.jdbc;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.InvalidKeyspaceException;
import com.datastax.oss.driver.api.core.UnsupportedProtocolVersionException;
import com.datastax.oss.driver.api.core.auth.AuthenticationException;
import java.security.cert.CertificateException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.ietf.jgss.GSSException;

/** Why no session came about, in words that say what to change. */
final class ConnectFailure {
  private ConnectFailure() {}

  /** The error for whatever the driver has thrown. */
  static SQLException explain(SessionKey key, Throwable thrown) {
    Throwable cause = Errors.unwrap(thrown);
    if (cause instanceof SQLException sql) {
      return sql;
    }
    List<Throwable> all = all(cause);
    AuthenticationException login = first(all, AuthenticationException.class);
    if (login != null) {
      return Errors.login(
          "the login was refused; check "
              + Logins.properties(key.settings())
              + ": "
              + reason(login),
          cause);
    }
    SQLException tls = tls(key, cause, all);
    if (tls != null) {
      return tls;
    }
    if (first(all, UnsupportedProtocolVersionException.class) != null) {
      return Errors.data(
          key
              + " does not speak that version of the protocol; leave out protocolVersion: "
              + first(all, UnsupportedProtocolVersionException.class).getMessage(),
          "42000",
          cause);
    }
    if (cause instanceof InvalidKeyspaceException) {
      return Errors.data(String.valueOf(cause.getMessage()), "42000", cause);
    }
    if (cause instanceof AllNodesFailedException failed) {
      return Errors.cannotConnect(
          "no node answers at "
              + key
              + "; check host and port, and whether the server wants ssl: "
              + failed.getMessage(),
          failed);
    }
    String message = String.valueOf(cause.getMessage());
    if (message.contains("different DCs")) {
      return Errors.cannotConnect(
          "the contact points are in several datacenters; say which one with localDatacenter: "
              + Datacenters.named(message),
          cause);
    }
    return Errors.cannotConnect("cannot connect to " + key + ": " + cause, cause);
  }

  /** Of Kerberos' errors the innermost one tells of bytes only. */
  private static String reason(AuthenticationException login) {
    GSSException kerberos = first(all(login), GSSException.class);
    return kerberos == null ? deepest(login) : kerberos.getMessage();
  }

  private static SQLException tls(SessionKey key, Throwable cause, List<Throwable> all) {
    CertificateException certificate = first(all, CertificateException.class);
    SSLException ssl = first(all, SSLException.class);
    if (certificate == null && ssl == null) {
      return null;
    }
    if (ssl != null && ssl.getClass().getSimpleName().equals("NotSslRecordException")) {
      return Errors.cannotConnect(
          "the server at " + key + " does not speak TLS; connect with ssl=false", cause);
    }
    String reason = deepest(certificate != null ? certificate : ssl);
    String advice = "";
    if (reason.contains("No subject alternative") || reason.contains("No name matching")) {
      advice =
          "; the certificate is for another host: connect to the one it names, or set"
              + " sslHostnameVerification=false";
    } else if (reason.contains("NotAfter") || reason.contains("NotBefore")) {
      advice = "; the server's certificate has expired or is not valid yet";
    } else if (reason.contains("certification path") || reason.contains("trust anchor")) {
      advice = "; the server's authority is not trusted: name it with sslRootCert or sslTrustStore";
    } else if (reason.contains("bad_certificate")
        || reason.contains("certificate_required")
        || reason.contains("certificate_unknown")
        || reason.contains("unknown_ca")) {
      advice = "; the server refuses the client's certificate: see sslCert and sslKeyStore";
    }
    return Errors.cannotConnect("TLS with " + key + " fails: " + reason + advice, cause);
  }

  /** The message of the innermost cause, which is the one that says what is wrong. */
  private static String deepest(Throwable thrown) {
    Throwable deepest = thrown;
    while (deepest.getCause() != null && deepest.getCause() != deepest) {
      deepest = deepest.getCause();
    }
    return deepest.getMessage() == null ? deepest.toString() : deepest.getMessage();
  }

  private static <T extends Throwable> T first(List<Throwable> all, Class<T> type) {
    return all.stream().filter(type::isInstance).map(type::cast).findFirst().orElse(null);
  }

  /** An error with its causes, what it suppresses, and what each node said. */
  private static List<Throwable> all(Throwable thrown) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Throwable> all = new ArrayList<>();
    collect(thrown, seen, all);
    return all;
  }

  private static void collect(Throwable thrown, Set<Throwable> seen, List<Throwable> all) {
    if (thrown == null || !seen.add(thrown)) {
      return;
    }
    all.add(thrown);
    if (thrown instanceof AllNodesFailedException failed) {
      failed.getAllErrors().values().forEach(errors -> errors.forEach(e -> collect(e, seen, all)));
    }
    collect(thrown.getCause(), seen, all);
    for (Throwable suppressed : thrown.getSuppressed()) {
      collect(suppressed, seen, all);
    }
  }
}
