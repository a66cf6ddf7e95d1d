package io.cassport.jdbc;

import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The connection properties; reading, checking and getPropertyInfo all come from these. */
final class ConnectionProperties {
  private static final List<String> BOOLEAN = List.of("true", "false");
  private static final List<String> STORES = List.of("PKCS12", "JKS");

  static final ConnectionProperty USER = open("user", null, "The user's name.", "username");
  static final ConnectionProperty PASSWORD = open("password", null, "The user's password.");
  static final ConnectionProperty CONTACT_POINTS =
      open("contactPoints", null, "host[:port], separated by commas; beats the hosts of the URL.");
  static final ConnectionProperty LOCAL_DATACENTER =
      open(
          "localDatacenter",
          null,
          "The datacenter whose nodes are used; only needed when the cluster has several.");
  static final ConnectionProperty KEYSPACE =
      open("keyspace", null, "The current keyspace; beats the one of the URL.", "currentSchema");
  static final ConnectionProperty CONSISTENCY =
      choice(
          "consistency",
          "LOCAL_ONE",
          levels(),
          "The consistency level of reads and writes.",
          "consistencyLevel");
  static final ConnectionProperty SERIAL_CONSISTENCY =
      choice(
          "serialConsistency",
          "SERIAL",
          List.of("SERIAL", "LOCAL_SERIAL"),
          "The consistency level of the conditional part of lightweight transactions.",
          "serialConsistencyLevel");
  static final ConnectionProperty FETCH_SIZE =
      open("fetchSize", "5000", "Rows in one page of a result.");
  static final ConnectionProperty CONNECT_TIMEOUT =
      open(
          "connectTimeout",
          "10000",
          "Milliseconds until connecting is given up; shared by the contact points.");
  static final ConnectionProperty REQUEST_TIMEOUT =
      open("requestTimeout", "20000", "Milliseconds until one request is given up; not of a COPY.");
  static final ConnectionProperty PROTOCOL_VERSION =
      choice(
          "protocolVersion",
          "AUTO",
          List.of("AUTO", "V3", "V4", "V5"),
          "The version of the native protocol; AUTO is the highest that the server knows.");
  static final ConnectionProperty COMPRESSION =
      choice(
          "compression",
          "NONE",
          List.of("NONE", "LZ4", "SNAPPY"),
          "Compresses what travels to and from the servers; SNAPPY needs protocolVersion=V4.");
  static final ConnectionProperty SSL =
      choice(
          "ssl",
          "false",
          BOOLEAN,
          "Encrypts the connections with TLS; on without being said when a file for it is given.",
          "enableSsl");
  static final ConnectionProperty SSL_ROOT_CERT =
      open("sslRootCert", null, "A PEM file of trusted certificates; the JVM's when not given.");
  static final ConnectionProperty SSL_CERT =
      open("sslCert", null, "A PEM file with the client's own certificate and those above it.");
  static final ConnectionProperty SSL_KEY =
      open("sslKey", null, "A PEM file with the key of sslCert, in PKCS#8 or PKCS#1.");
  static final ConnectionProperty SSL_KEY_PASSWORD =
      open("sslKeyPassword", null, "The password of sslKey, when it is encrypted.");
  static final ConnectionProperty SSL_TRUST_STORE =
      open("sslTrustStore", null, "A key store of trusted certificates, instead of sslRootCert.");
  static final ConnectionProperty SSL_TRUST_STORE_PASSWORD =
      open("sslTrustStorePassword", null, "The password of sslTrustStore.");
  static final ConnectionProperty SSL_TRUST_STORE_TYPE =
      choice("sslTrustStoreType", "PKCS12", STORES, "The format of sslTrustStore.");
  static final ConnectionProperty SSL_KEY_STORE =
      open(
          "sslKeyStore",
          null,
          "A key store with the client's own certificate and key, instead of sslCert and sslKey.");
  static final ConnectionProperty SSL_KEY_STORE_PASSWORD =
      open("sslKeyStorePassword", null, "The password of sslKeyStore and of the key in it.");
  static final ConnectionProperty SSL_KEY_STORE_TYPE =
      choice("sslKeyStoreType", "PKCS12", STORES, "The format of sslKeyStore.");
  static final ConnectionProperty SSL_HOSTNAME_VERIFICATION =
      choice(
          "sslHostnameVerification",
          "true",
          BOOLEAN,
          "Checks that a server's certificate is for the host or address connected to.",
          "hostnameVerification");
  static final ConnectionProperty USE_KERBEROS =
      choice("useKerberos", "false", BOOLEAN, "Logs in by Kerberos (GSSAPI).", "useKrb5");
  static final ConnectionProperty KERBEROS_SERVICE_NAME =
      open(
          "kerberosServiceName",
          "cassandra",
          "The first part of the servers' principals, which are service/host@REALM.");
  static final ConnectionProperty KERBEROS_PRINCIPAL =
      open(
          "kerberosPrincipal",
          null,
          "The user's principal; that of the ticket cache when not given.");
  static final ConnectionProperty KERBEROS_KEYTAB =
      open(
          "kerberosKeytab",
          null,
          "A keytab file with the key of kerberosPrincipal; without it the ticket cache is used.");
  static final ConnectionProperty USE_AWS_SIGV4 =
      choice(
          "useAwsSigV4",
          "false",
          BOOLEAN,
          "Logs in to Amazon Keyspaces with the AWS credentials found; needs the plug-in of AWS.",
          "useSigV4");
  static final ConnectionProperty AWS_REGION =
      open("awsRegion", null, "The region of the Keyspaces endpoint, such as eu-west-1.");
  static final ConnectionProperty SECURE_CONNECT_BUNDLE =
      open(
          "secureConnectBundle",
          null,
          "The zip file of an Astra database, which holds its hosts and certificates.");
  static final ConnectionProperty CONFIG_FILE =
      open(
          "configFile",
          null,
          "A configuration file of the DataStax driver; not in the URL, since it may name classes.",
          "config");
  static final ConnectionProperty COPY =
      choice(
          "copy",
          "readwrite",
          List.of("readwrite", "read", "write", "off"),
          "What COPY and CAPTURE may do with files: read is COPY FROM, write is COPY TO.");
  static final ConnectionProperty COPY_PATHS =
      open(
          "copyPaths",
          null,
          "Directories that COPY and CAPTURE may touch, separated as in a class path; any when not"
              + " given.");
  static final ConnectionProperty COPY_KEYSPACE =
      open(
          "copyKeyspace",
          "cassport",
          "The keyspace of the load ledger, written as in CQL; made when it is first needed.");
  static final ConnectionProperty UUID_TYPE =
      choice(
          "uuidType",
          "VARCHAR",
          List.of("VARCHAR", "OTHER", "ROWID"),
          "The JDBC type of uuid and timeuuid.");
  static final ConnectionProperty COMPLEX_TYPE =
      choice(
          "complexType",
          "VARCHAR",
          List.of("VARCHAR", "NATIVE"),
          "The JDBC type of map, user-defined types and tuple: their text, or Java objects.");
  static final ConnectionProperty LIST_TYPE =
      choice(
          "listType",
          "ARRAY",
          List.of("ARRAY", "VARCHAR"),
          "The JDBC type of list, set and vector; VARCHAR for tools that refuse arrays.");
  static final ConnectionProperty BATCH_MODE =
      choice(
          "batchMode",
          "CONCURRENT",
          List.of("CONCURRENT", "UNLOGGED", "LOGGED"),
          "What executeBatch sends: many requests at a time, or one batch of CQL, in which all rows"
              + " have the same write time and which the server's batch limits bound.");
  static final ConnectionProperty SCROLL_MEMORY =
      open(
          "scrollMemory",
          "64",
          "Megabytes that one scrollable result may take; a larger one goes forward only.");
  static final ConnectionProperty SQL_COMPAT =
      choice(
          "sqlCompat",
          "true",
          BOOLEAN,
          "Understands WHERE 1=0 and its like, LIMIT 0, quoted uuids, redundant brackets and SELECT"
              + " … FROM (SELECT …) name.");
  static final ConnectionProperty READ_ONLY =
      choice(
          "readOnly",
          "false",
          BOOLEAN,
          "Refuses every change of data and tables; without it setReadOnly(true) refuses COPY FROM"
              + " only.");
  static final ConnectionProperty APPLICATION_NAME =
      open("applicationName", "cassport", "What the server's client list shows.");
  static final ConnectionProperty STRICT =
      choice(
          "strict", "false", BOOLEAN, "Makes an unknown property an error; else it is a warning.");

  static final List<ConnectionProperty> ALL =
      List.of(
          USER,
          PASSWORD,
          CONTACT_POINTS,
          LOCAL_DATACENTER,
          KEYSPACE,
          CONSISTENCY,
          SERIAL_CONSISTENCY,
          FETCH_SIZE,
          CONNECT_TIMEOUT,
          REQUEST_TIMEOUT,
          PROTOCOL_VERSION,
          COMPRESSION,
          SSL,
          SSL_ROOT_CERT,
          SSL_CERT,
          SSL_KEY,
          SSL_KEY_PASSWORD,
          SSL_TRUST_STORE,
          SSL_TRUST_STORE_PASSWORD,
          SSL_TRUST_STORE_TYPE,
          SSL_KEY_STORE,
          SSL_KEY_STORE_PASSWORD,
          SSL_KEY_STORE_TYPE,
          SSL_HOSTNAME_VERIFICATION,
          USE_KERBEROS,
          KERBEROS_SERVICE_NAME,
          KERBEROS_PRINCIPAL,
          KERBEROS_KEYTAB,
          USE_AWS_SIGV4,
          AWS_REGION,
          SECURE_CONNECT_BUNDLE,
          CONFIG_FILE,
          COPY,
          COPY_PATHS,
          COPY_KEYSPACE,
          UUID_TYPE,
          COMPLEX_TYPE,
          LIST_TYPE,
          BATCH_MODE,
          SCROLL_MEMORY,
          SQL_COMPAT,
          READ_ONLY,
          APPLICATION_NAME,
          STRICT);

  private ConnectionProperties() {}

  static Optional<ConnectionProperty> named(String written) {
    return ALL.stream().filter(property -> property.isNamed(written)).findFirst();
  }

  private static ConnectionProperty open(
      String name, String defaultValue, String help, String... aliases) {
    return new ConnectionProperty(name, List.of(aliases), defaultValue, List.of(), help);
  }

  private static ConnectionProperty choice(
      String name, String defaultValue, List<String> choices, String help, String... aliases) {
    return new ConnectionProperty(name, List.of(aliases), defaultValue, choices, help);
  }

  private static List<String> levels() {
    return Arrays.stream(DefaultConsistencyLevel.values()).map(Enum::name).toList();
  }
}
