package io.cassport.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cassport.embedded.TestServer;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import javax.security.sasl.AuthorizeCallback;
import javax.security.sasl.Sasl;
import javax.security.sasl.SaslServer;
import org.apache.kerby.kerberos.kerb.KrbException;
import org.apache.kerby.kerberos.kerb.server.SimpleKdcServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logins by Kerberos, with tickets of a real key distribution centre. */
final class KerberosIT {
  private static final String REALM = "CASSPORT.TEST";
  private static final String USER = "reader@" + REALM;

  /** The name that 127.0.0.1 has, since tickets are for names. */
  private static final String HOST = InetAddress.getLoopbackAddress().getCanonicalHostName();

  private static final String SERVICE = "cassandra/" + HOST + "@" + REALM;

  @TempDir private static Path directory;
  private static SimpleKdcServer centre;
  private static Subject service;
  private static String configurationBefore;

  private final AtomicReference<String> loggedIn = new AtomicReference<>();

  @BeforeAll
  static void startCentre() throws KrbException, LoginException {
    configurationBefore = System.getProperty("java.security.krb5.conf");
    centre = new SimpleKdcServer();
    centre.setKdcRealm(REALM);
    centre.setKdcHost("localhost");
    centre.setWorkDir(directory.toFile());
    centre.setAllowUdp(false);
    centre.setAllowTcp(true);
    centre.init();
    centre.start();
    System.setProperty("java.security.krb5.conf", directory.resolve("krb5.conf").toString());
    centre.createPrincipal(USER, "password of the user");
    centre.createPrincipal(SERVICE, "password of the service");
    centre.exportPrincipal(USER, keytab("reader"));
    centre.exportPrincipal(SERVICE, keytab("service"));
    service = serviceSubject();
  }

  @AfterAll
  static void stopCentre() throws KrbException {
    centre.stop();
    if (configurationBefore == null) {
      System.clearProperty("java.security.krb5.conf");
    } else {
      System.setProperty("java.security.krb5.conf", configurationBefore);
    }
  }

  private static File keytab(String name) {
    return directory.resolve(name + ".keytab").toFile();
  }

  private static Subject serviceSubject() throws LoginException {
    Map<String, String> options =
        Map.of(
            "useKeyTab", "true",
            "keyTab", keytab("service").toString(),
            "principal", SERVICE,
            "storeKey", "true",
            "isInitiator", "false",
            "refreshKrb5Config", "true");
    Configuration configuration =
        new Configuration() {
          @Override
          public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
            AppConfigurationEntry entry =
                new AppConfigurationEntry(
                    "com.sun.security.auth.module.Krb5LoginModule",
                    AppConfigurationEntry.LoginModuleControlFlag.REQUIRED,
                    options);
            return new AppConfigurationEntry[] {entry};
          }
        };
    LoginContext login = new LoginContext("service", null, null, configuration);
    login.login();
    return login.getSubject();
  }

  /** What a server with Kerberos does: RFC 4752's GSSAPI, whose first message may be its name. */
  private final class GssApiLogin implements LoginGate.Login {
    private SaslServer server;

    @Override
    public byte[] answer(byte[] response) throws IOException {
      try {
        return Subject.doAs(service, (PrivilegedExceptionAction<byte[]>) () -> evaluate(response));
      } catch (PrivilegedActionException e) {
        throw new IOException("GSSAPI: " + e.getCause(), e);
      }
    }

    private byte[] evaluate(byte[] response) throws IOException {
      if (server == null) {
        server =
            Sasl.createSaslServer(
                "GSSAPI", "cassandra", HOST, Map.of(Sasl.QOP, "auth"), this::authorize);
        if (new String(response, StandardCharsets.UTF_8).equals("GSSAPI")) {
          return "GSSAPI-START".getBytes(StandardCharsets.UTF_8);
        }
      }
      byte[] challenge = server.evaluateResponse(response);
      if (!server.isComplete()) {
        return challenge == null ? new byte[0] : challenge;
      }
      loggedIn.set(server.getAuthorizationID());
      return null;
    }

    private void authorize(Callback... callbacks) {
      for (Callback callback : callbacks) {
        if (callback instanceof AuthorizeCallback authorize) {
          authorize.setAuthorized(true);
          authorize.setAuthorizedID(authorize.getAuthenticationID());
        }
      }
    }
  }

  private LoginGate gate(String authenticator) throws IOException {
    TestServer server = TestServer.get();
    return new LoginGate(
        new InetSocketAddress(server.host(), server.port()), authenticator, GssApiLogin::new);
  }

  private static Properties kerberos(String keytab) {
    Properties properties = new Properties();
    properties.setProperty("useKrb5", "true"); // another driver's name of useKerberos
    properties.setProperty("kerberosPrincipal", USER);
    properties.setProperty("kerberosKeytab", keytab);
    return properties;
  }

  @Test
  void logsInWithAKeytab() throws IOException, SQLException {
    for (String authenticator :
        new String[] {
          "com.instaclustr.cassandra.auth.KerberosAuthenticator",
          "com.datastax.bdp.cassandra.auth.DseAuthenticator"
        }) {
      loggedIn.set(null);
      try (LoginGate gate = gate(authenticator);
          Connection connection =
              DriverManager.getConnection(gate.url(), kerberos(keytab("reader").toString()))) {
        assertThat(loggedIn).as(authenticator).hasValue(USER);
        Server.run(connection, "SELECT key FROM system.local");
      }
    }
  }

  @Test
  void aKeyThatTheCentreDoesNotKnowIs28000() throws IOException, SQLException {
    Properties wrong = kerberos(keytab("service").toString());
    try (LoginGate gate = gate("com.instaclustr.cassandra.auth.KerberosAuthenticator")) {
      assertThatThrownBy(() -> DriverManager.getConnection(gate.url(), wrong))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28000"))
          .hasMessageContaining("kerberosKeytab");
      assertThat(loggedIn).hasNullValue();
    }
  }

  @Test
  void anotherServiceNameIs28000() throws IOException {
    Properties other = kerberos(keytab("reader").toString());
    other.setProperty("kerberosServiceName", "nobody");
    try (LoginGate gate = gate("com.instaclustr.cassandra.auth.KerberosAuthenticator")) {
      assertThatThrownBy(() -> DriverManager.getConnection(gate.url(), other))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28000"))
          .hasMessageContaining("kerberosServiceName")
          .hasMessageContaining("No valid credentials provided");
    }
  }
}
