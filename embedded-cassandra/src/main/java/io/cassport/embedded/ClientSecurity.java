package io.cassport.embedded;

import java.nio.file.Path;

/**
 * What a server asks of its clients.
 *
 * @param passwords whether they have to log in; a new cluster knows one superuser, cassandra with
 *     the password cassandra
 * @param keyStore a PKCS12 file with the nodes' certificate and key, or null when there is no TLS;
 *     with it, clients may use TLS on the port for clients and need not
 * @param trustStore a PKCS12 file with the certificates that one of a client's has to be, or come
 *     from; or null when clients that use TLS need none
 * @param storePassword of both files, or null when there is no TLS
 */
record ClientSecurity(boolean passwords, Path keyStore, Path trustStore, String storePassword) {
  static final ClientSecurity NONE = new ClientSecurity(false, null, null, null);

  private static final String OPEN =
      """

      authenticator: AllowAllAuthenticator
      authorizer: AllowAllAuthorizer
      """;

  // Nothing is cached, so that a grant holds for the next request.
  private static final String PASSWORDS =
      """

      authenticator: PasswordAuthenticator
      authorizer: CassandraAuthorizer
      role_manager: CassandraRoleManager
      roles_validity: 0ms
      permissions_validity: 0ms
      credentials_validity: 0ms
      """;

  private static final String TLS =
      """

      client_encryption_options:
        enabled: true
        optional: true
        store_type: PKCS12
        keystore: '%s'
        keystore_password: '%s'
      """;

  private static final String CLIENT_CERTIFICATES =
      """
        require_client_auth: true
        truststore: '%s'
        truststore_password: '%s'
      """;

  ClientSecurity withPasswords() {
    return new ClientSecurity(true, keyStore, trustStore, storePassword);
  }

  ClientSecurity withTls(Path nodes, Path clients, String password) {
    return new ClientSecurity(passwords, nodes, clients, password);
  }

  /** The lines of cassandra.yaml. */
  String yaml() {
    String text = passwords ? PASSWORDS : OPEN;
    if (keyStore != null) {
      text += stores(TLS, keyStore);
    }
    if (trustStore != null) {
      text += stores(CLIENT_CERTIFICATES, trustStore);
    }
    return text;
  }

  private String stores(String lines, Path file) {
    return lines.formatted(
        NodeConfiguration.quotable(file.toAbsolutePath().toString()),
        storePassword.replace("'", "''"));
  }
}
