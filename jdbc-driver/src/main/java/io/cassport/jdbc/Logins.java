package io.cassport.jdbc;

import com.datastax.dse.driver.api.core.auth.DseGssApiAuthProviderBase.GssApiOptions;
import com.datastax.dse.driver.api.core.auth.ProgrammaticDseGssApiAuthProvider;
import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** How a session logs in: by password, by Kerberos, by AWS SigV4, or not at all. */
final class Logins {
  private Logins() {}

  /**
   * Sets the login that the properties choose.
   *
   * @throws SQLException 42000 when they choose two or leave out what one needs, 58P01 when the
   *     keytab is not there
   */
  static void configure(CqlSessionBuilder builder, Settings settings) throws SQLException {
    boolean kerberos = settings.isTrue(ConnectionProperties.USE_KERBEROS);
    boolean sigV4 = settings.isTrue(ConnectionProperties.USE_AWS_SIGV4);
    String user = settings.get(ConnectionProperties.USER);
    String password = settings.get(ConnectionProperties.PASSWORD);
    if (kerberos && sigV4) {
      throw Errors.syntax("useKerberos and useAwsSigV4 are two ways to log in; choose one");
    }
    if (kerberos) {
      builder.withAuthProvider(new ProgrammaticDseGssApiAuthProvider(gssApi(settings)));
    } else if (sigV4) {
      String region = settings.get(ConnectionProperties.AWS_REGION);
      if (region == null) {
        throw Errors.syntax("useAwsSigV4 needs awsRegion, such as eu-west-1");
      }
      builder.withAuthProvider(AwsSigV4.provider(region));
    } else if (user != null && password != null && !password.isEmpty()) {
      builder.withAuthCredentials(user, password);
    }
    // Tools send a user alone where there is nothing to log in to: only a server that asks matters.
  }

  /** What to look at when a login is refused, for people. */
  static String properties(Settings settings) {
    if (settings.isTrue(ConnectionProperties.USE_KERBEROS)) {
      return "kerberosPrincipal, kerberosKeytab or the ticket of kinit, and kerberosServiceName";
    }
    if (settings.isTrue(ConnectionProperties.USE_AWS_SIGV4)) {
      return "awsRegion and the credentials of AWS";
    }
    return "user and password";
  }

  /** From a keytab when there is one, else from the ticket cache; never by asking on a console. */
  private static GssApiOptions gssApi(Settings settings) throws SQLException {
    Map<String, String> login = new HashMap<>();
    login.put("doNotPrompt", "true");
    login.put("refreshKrb5Config", "true");
    String principal = settings.get(ConnectionProperties.KERBEROS_PRINCIPAL);
    if (principal != null) {
      login.put("principal", principal);
    }
    String keytab = settings.get(ConnectionProperties.KERBEROS_KEYTAB);
    if (keytab == null) {
      login.put("useTicketCache", "true");
      login.put("renewTGT", "true");
    } else {
      if (principal == null) {
        throw Errors.syntax("kerberosKeytab needs kerberosPrincipal, the name of the key in it");
      }
      if (!Files.isReadable(Path.of(keytab))) {
        throw Errors.noFile(ConnectionProperties.KERBEROS_KEYTAB.name(), keytab);
      }
      login.put("useKeyTab", "true");
      login.put("storeKey", "true");
      login.put("keyTab", Path.of(keytab).toAbsolutePath().toString());
    }
    return GssApiOptions.builder()
        .withLoginConfiguration(login)
        .withSaslProtocol(settings.get(ConnectionProperties.KERBEROS_SERVICE_NAME))
        .build();
  }
}
