package io.cassport.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import io.cassport.embedded.LogWatch;
import io.cassport.embedded.TestCertificate;
import io.cassport.embedded.TestServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Credentials in no message, log, file, row or answer, whatever goes well or wrong. */
final class SecretsIT {
  private static final String PASSWORD = "s3cr3t-of-cassandra";
  private static final String STORE = "s3cr3t-of-a-store";
  private static final String KEY = "s3cr3t-of-a-key";
  private static final String TOKEN = "s3cr3t-token";
  private static final String S3 = "s3cr3t-of-s3";
  private static final String NAMED = "s3cr3t-of-reports";
  private static final List<String> ALL = List.of(PASSWORD, STORE, KEY, TOKEN, S3, NAMED);

  @TempDir private static Path directory;
  private final Told told = new Told();

  @BeforeAll
  static void makeTable() throws SQLException {
    Server.makeKeyspace("secrets");
    try (Connection connection = Server.connect("secrets")) {
      Server.run(
          connection,
          "CREATE TABLE t (id int PRIMARY KEY, v text)",
          "INSERT INTO t (id, v) VALUES (1, 'one')",
          "DROP KEYSPACE IF EXISTS secrets_ledger");
    }
  }

  private static Properties secrets() {
    Properties properties = new Properties();
    properties.setProperty("user", "somebody");
    properties.setProperty("password", PASSWORD);
    properties.setProperty("copyKeyspace", "secrets_ledger");
    properties.setProperty("hadoop.fs.s3a.access.key", "id");
    properties.setProperty("hadoop.fs.s3a.secret.key", S3);
    properties.setProperty("credentials.reports.fs.s3a.secret.key", NAMED);
    return properties;
  }

  private static LoginGate gate(boolean open) throws IOException {
    TestServer server = TestServer.get();
    return new LoginGate(
        new InetSocketAddress(server.host(), server.port()),
        "org.apache.cassandra.auth.PasswordAuthenticator",
        () ->
            response -> {
              assertThat(new String(response, StandardCharsets.UTF_8)).contains(PASSWORD);
              if (!open) {
                throw new IOException("Provided username and/or password are incorrect");
              }
              return null;
            });
  }

  private void connect(String url, String... more) {
    told.failing(
        () -> {
          Properties properties = secrets();
          for (int i = 0; i < more.length; i += 2) {
            properties.setProperty(more[i], more[i + 1]);
          }
          DriverManager.getConnection(url, properties).close();
        });
  }

  @Test
  void noCredentialIsTold() throws Exception {
    long lines;
    List<LogWatch.Line> logged;
    try (LogWatch.Watch watch = LogWatch.begin(ALL)) {
      connecting();
      try (LoginGate gate = gate(true);
          Connection connection =
              DriverManager.getConnection(gate.url() + "&keyspace=secrets", secrets())) {
        describing(connection, gate.url());
        copying(connection);
      }
      lines = watch.lines();
      logged = watch.found();
    }
    assertThat(lines).as("lines logged").isGreaterThan(1_000);
    assertThat(logged).isEmpty();
    assertThat(told.failures()).as("failures").isGreaterThan(35);
    for (String secret : ALL) {
      assertThat(told.toString()).doesNotContain(secret);
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        ALL.forEach(secret -> assertThat(text).as(file.toString()).doesNotContain(secret));
      }
    }
  }

  private void connecting() throws IOException {
    int before = told.failures();
    try (LoginGate gate = gate(false)) {
      connect(gate.url());
    }
    String server = Server.url(null, "");
    connect("jdbc:cassport://127.0.0.1:1");
    connect("jdbc:cassport://no-such-host.invalid");
    connect("jdbc:cassport://somebody:" + TOKEN + "@127.0.0.1:9042/ks");
    connect("jdbc:cassport://" + TOKEN + "@h");
    connect("jdbc:cassport://h/ks?password=a&" + TOKEN);
    connect("jdbc:cassport://h/ks?password=%ZZ" + TOKEN);
    connect("jdbc:cassport://127.0.0.1:1/?password=" + TOKEN);
    connect("jdbc:cassport://h?hadoop.fs.s3a.secret.key=" + TOKEN);
    connect("jdbc:cassport://h?credentials.x.fs.s3a.secret.key=" + TOKEN);
    connect("jdbc:cassport://h?configFile=" + TOKEN);
    connect(server, "contactPoints", "somebody:" + TOKEN + "@host:9042");
    connect(server, "contactPoints", "127.0.0.1:1");
    connect(server, "strict", "true", "passwrd", TOKEN, "token", TOKEN);
    connect(server, "localDatacenter", "nowhere");
    connect(server, "consistency", "MANY");
    connect(server, "useKerberos", "true", "kerberosKeytab", "/no/keytab");
    connect(server, "secureConnectBundle", "/no/bundle.zip");
    TestCertificate certificate = TestCertificate.make(directory, "own", "ip:127.0.0.1");
    String store = certificate.trustStore().toString();
    connect(server, "sslTrustStore", store, "sslTrustStorePassword", STORE);
    connect(
        server, "sslTrustStore", store, "sslTrustStorePassword", STORE, "ssltruststoretype", "JKS");
    connect(server, "sslKeyStore", store, "sslKeyStorePassword", STORE);
    connect(server, "sslTrustStore", "/no/store", "sslTrustStorePassword", STORE);
    String pem = certificate.certificatePem().toString();
    connect(server, "sslCert", pem, "sslKey", pem, "sslKeyPassword", KEY);
    connect(server, "sslCert", pem, "sslKey", "/no/key", "sslKeyPassword", KEY);
    connect(server, "sslRootCert", pem, "sslKeyPassword", KEY);
    assertThat(told.failures() - before).isEqualTo(25);
  }

  private void describing(Connection connection, String url) throws SQLException {
    DatabaseMetaData data = connection.getMetaData();
    told.add(data.getURL() + data.getUserName() + connection + connection.getClientInfo());
    for (SQLWarning w = connection.getWarnings(); w != null; w = w.getNextWarning()) {
      told.add(w);
    }
    Properties given = secrets();
    given.setProperty("sslTrustStorePassword", STORE);
    given.setProperty("sslKeyPassword", KEY);
    for (String each : List.of(url, url + "&password=" + TOKEN, "jdbc:other:x", "")) {
      for (DriverPropertyInfo info : new CassportDriver().getPropertyInfo(each, given)) {
        told.add(info.name + "=" + info.value + " " + info.description);
      }
    }
    CassportDataSource source = new CassportDataSource();
    source.setUrl(url + "&password=" + TOKEN);
    told.add(source);
    connection.clearWarnings();
  }

  private void copying(Connection connection) throws IOException {
    Path bad = directory.resolve("bad.csv");
    Files.writeString(bad, "id,v\nx,1\n");
    String place = " '" + directory;
    for (String sql :
        List.of(
            "COPY t TO"
                + place
                + "/t.parquet' WITH MANIFEST=TRUE AND METADATA='{\"owner\":\"me\"}'",
            "COPY t TO" + place + "/t.parquet'",
            "COPY t TO" + place + "/d/' WITH MANIFEST=TRUE AND RESUME=TRUE",
            "COPY t TO '/no/where/t.csv'",
            "COPY t TO" + place + "/x.csv' WITH PASSWORD='" + TOKEN + "'",
            "COPY t TO" + place + "/x.csv' WITH AUTHORIZATION='reports'",
            "COPY t TO 's3a://bucket/t.csv'",
            "COPY t TO 's3a://bucket/t.csv' WITH AUTHORIZATION='reports'",
            "COPY t TO 's3a://bucket/t.csv' WITH AUTHORIZATION='report'",
            "COPY t TO 's3a://id:" + TOKEN + "@bucket/t.csv'",
            "COPY t FROM 's3a://id:" + TOKEN + "@bucket/t.csv'",
            "COPY t FROM 'hdfs://id:" + TOKEN + "@host/t.csv'",
            "COPY t FROM 'http://id:" + TOKEN + "@host/t.csv'",
            "COPY t FROM 'file://id:" + TOKEN + "@host/t.csv'",
            "COPY t FROM 'jar:file://id:" + TOKEN + "@host/t.csv!/x'",
            "COPY t TO" + place + "/m.csv' WITH MANIFEST='s3a://id:" + TOKEN + "@bucket/m.json'",
            "COPY t FROM" + place + "/bad.csv' WITH ERRFILE='s3a://id:" + TOKEN + "@bucket/e.csv'",
            "CAPTURE 's3a://id:" + TOKEN + "@bucket/c.csv'",
            "SOURCE 's3a://id:" + TOKEN + "@bucket/c.cql'",
            "COPY t FROM" + place + "/t.parquet'",
            "COPY t FROM" + place + "/t.parquet' WITH FORCE=TRUE",
            "COPY t FROM" + place + "/bad.csv'",
            "COPY t FROM" + place + "/bad.csv' WITH MAXERRORS=5 AND ERRFILE=" + place + "/e.csv'",
            "COPY nothing FROM" + place + "/t.parquet'",
            "SELECT nothing FROM t",
            "SELECT * FROM secrets_ledger.loaded_files",
            "SHOW COPY JOBS",
            "SHOW COPY OPTIONS",
            "SHOW COPY HISTORY",
            "DESCRIBE KEYSPACE secrets_ledger")) {
      told.run(connection, sql);
    }
    told.failing(
        () -> {
          for (var table :
              connection
                  .unwrap(CqlSession.class)
                  .getMetadata()
                  .getKeyspace("secrets_ledger")
                  .orElseThrow()
                  .getTables()
                  .keySet()) {
            told.run(connection, "SELECT * FROM secrets_ledger." + table.asCql(true));
          }
        });
    assertThat(told.toString()).as("the ledger's rows").contains("t.parquet", "somebody");
  }
}
