package io.cassport.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(240)
class EmbeddedCassandraIT {

  private static final Duration SOON = Duration.ofSeconds(10);

  @Test
  void storesRowsHasViewsFunctionsAndIndexesSwitchedOnAndLeavesNothingBehind() {
    long pid;
    Path directory;
    try (EmbeddedCassandra server = EmbeddedCassandra.builder().start()) {
      pid = server.pid(1);
      directory = server.logFile(1).getParent().getParent();
      assertThat(server.contactPoints()).containsExactly(server.contactPoint());
      assertThat(isRunning(pid)).isTrue();
      assertThat(server.logFile(1)).content().contains("Starting listening for CQL clients");
      try (CqlSession session = connect(server)) {
        createTable(session, 1);
        assertThat(session.execute("SELECT v FROM ks.t WHERE k = 1").one().getString("v"))
            .isEqualTo("one");
        useWhatIsOffByDefault(session);
      }
      assertThatThrownBy(() -> server.logFile(2)).isInstanceOf(IllegalArgumentException.class);
    }

    assertThat(isRunning(pid)).isFalse();
    assertThat(directory).doesNotExist();
  }

  private static void useWhatIsOffByDefault(CqlSession session) {
    session.execute(
        "CREATE MATERIALIZED VIEW ks.by_v AS SELECT k, v FROM ks.t"
            + " WHERE v IS NOT NULL AND k IS NOT NULL PRIMARY KEY (v, k)");
    session.execute(
        "CREATE FUNCTION ks.twice(n int) CALLED ON NULL INPUT RETURNS int LANGUAGE java"
            + " AS 'return n * 2;'");
    session.execute(
        "CREATE CUSTOM INDEX ON ks.t (v) USING 'org.apache.cassandra.index.sasi.SASIIndex'");
    assertThat(session.execute("SELECT ks.twice(k) FROM ks.t").one().getInt(0)).isEqualTo(2);
  }

  @Test
  void findsItsDataAgainInADirectoryOfTheCallers(@TempDir Path directory) {
    InetSocketAddress address;
    try (EmbeddedCassandra server = inDirectory(directory).start();
        CqlSession session = connect(server)) {
      address = server.contactPoint();
      createTable(session, 1);
      assertThatThrownBy(() -> inDirectory(directory).start())
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("in use by another server");
    }

    assertThatThrownBy(() -> inDirectory(directory).nodes(3).start())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("holds a cluster of 1 nodes, not of 3");
    try (EmbeddedCassandra server = inDirectory(directory).start();
        CqlSession session = connect(server)) {
      assertThat(server.contactPoint()).isEqualTo(address);
      assertThat(session.execute("SELECT v FROM ks.t").one().getString("v")).isEqualTo("one");
    }
  }

  @Test
  void showsTheEndOfTheLogWhenTheJvmDoesNotStart() {
    assertThatThrownBy(() -> EmbeddedCassandra.builder().heap("lots").start())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("node 1")
        .hasMessageContaining("exit code 1")
        .hasMessageContaining("Invalid maximum heap size: -Xmxlots");
  }

  @Test
  void showsTheEndOfTheLogWhenCassandraDoesNotAnswerInTime() {
    assertThatThrownBy(
            () -> EmbeddedCassandra.builder().startTimeout(Duration.ofSeconds(2)).start())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("did not answer within PT2S")
        .hasMessageContaining("INFO");
  }

  @Test
  void refusesAPortThatIsTaken() throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      int port = socket.getLocalPort();
      assertThatThrownBy(() -> EmbeddedCassandra.builder().nativePort(port).start())
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("Port " + port);
    }
  }

  @Test
  void endsWhenItsParentIsKilled() throws Exception {
    Process parent = startParent(ParentProgram.WAIT);
    ChildOfParent child = ChildOfParent.read(parent);
    assertThat(isRunning(child.pid())).isTrue();

    parent.destroyForcibly().waitFor();

    awaitSoon(() -> !isRunning(child.pid()));
    awaitSoon(() -> !Files.exists(child.directory()));
  }

  @Test
  void endsWhenItsParentEndsWithoutClosingIt() throws Exception {
    Process parent = startParent("end");
    ChildOfParent child = ChildOfParent.read(parent);

    assertThat(parent.waitFor()).isZero();

    assertThat(isRunning(child.pid())).isFalse();
    assertThat(child.directory()).doesNotExist();
  }

  @Test
  void runsThreeNodesThatSeeEachOtherUp() {
    List<Long> pids = new ArrayList<>();
    try (EmbeddedCassandra cluster = EmbeddedCassandra.builder().nodes(3).heap("384m").start()) {
      for (int node = 1; node <= 3; node++) {
        pids.add(cluster.pid(node));
      }
      assertThat(cluster.contactPoints()).hasSize(3).doesNotHaveDuplicates();
      try (CqlSession session = connect(cluster)) {
        assertThat(session.execute("SELECT peer FROM system.peers").all()).hasSize(2);
        assertThat(session.getMetadata().getNodes()).hasSize(3);
        createTable(session, 3);
        SimpleStatement everywhere =
            SimpleStatement.newInstance("SELECT v FROM ks.t WHERE k = 1")
                .setConsistencyLevel(DefaultConsistencyLevel.ALL);
        assertThat(session.execute(everywhere).one().getString("v")).isEqualTo("one");
      }
    }
    assertThat(pids).doesNotHaveDuplicates().noneMatch(EmbeddedCassandraIT::isRunning);
  }

  @Test
  void asksForAPasswordAndFromWhoUsesTlsForACertificate(@TempDir Path directory) throws Exception {
    TestCertificate node = TestCertificate.make(directory, "node", "ip:127.0.0.1");
    TestCertificate client = TestCertificate.make(directory, "client");
    try (EmbeddedCassandra server =
        EmbeddedCassandra.builder()
            .passwordAuthentication()
            .clientTls(node.keyStore(), client.trustStore(), TestCertificate.PASSWORD)
            .start()) {
      assertThatThrownBy(() -> connect(server)).hasMessageContaining("requires authentication");
      try (CqlSession session =
          CqlSession.builder()
              .addContactPoint(server.contactPoint())
              .withLocalDatacenter(server.localDatacenter())
              .withAuthCredentials("cassandra", "cassandra")
              .build()) {
        assertThat(session.execute("SELECT data_center FROM system.local").one().getString(0))
            .isEqualTo(server.localDatacenter());
      }
      assertThatThrownBy(() -> handshake(server, node, null)).isInstanceOf(IOException.class);
      assertThat(handshake(server, node, client)).startsWith("TLSv1");
    }
  }

  /** The protocol of TLS that the server speaks to somebody with a certificate, or without. */
  private static String handshake(
      EmbeddedCassandra server, TestCertificate trusted, TestCertificate own) throws Exception {
    char[] password = TestCertificate.PASSWORD.toCharArray();
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(KeyStore.getInstance(trusted.trustStore().toFile(), password));
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    if (own == null) {
      keys.init(null, null);
    } else {
      keys.init(KeyStore.getInstance(own.keyStore().toFile(), password), password);
    }
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    InetSocketAddress address = server.contactPoint();
    try (SSLSocket socket =
        (SSLSocket)
            context.getSocketFactory().createSocket(address.getAddress(), address.getPort())) {
      socket.startHandshake();
      // In TLS 1.3 the server's refusal comes after the handshake, instead of the first answer.
      byte[] options = {4, 0, 0, 0, 5, 0, 0, 0, 0};
      socket.getOutputStream().write(options);
      if (socket.getInputStream().read() < 0) {
        throw new IOException("the server hung up");
      }
      return socket.getSession().getProtocol();
    }
  }

  private static EmbeddedCassandra.Builder inDirectory(Path directory) {
    return EmbeddedCassandra.builder().dataDirectory(directory);
  }

  private static CqlSession connect(EmbeddedCassandra server) {
    return CqlSession.builder()
        .addContactPoint(server.contactPoint())
        .withLocalDatacenter(server.localDatacenter())
        .withConfigLoader(
            // a change of the schema on three nodes may take a busy machine longer than 2 s
            DriverConfigLoader.programmaticBuilder()
                .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, Duration.ofSeconds(60))
                .withDuration(
                    DefaultDriverOption.CONTROL_CONNECTION_TIMEOUT, Duration.ofSeconds(20))
                // what the driver waits for when it closes
                .withInt(DefaultDriverOption.NETTY_IO_SHUTDOWN_QUIET_PERIOD, 0)
                .withInt(DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_QUIET_PERIOD, 0)
                .build())
        .build();
  }

  private static void createTable(CqlSession session, int replicas) {
    session.execute(
        "CREATE KEYSPACE ks WITH replication = {'class': 'SimpleStrategy', 'replication_factor': %d}"
            .formatted(replicas));
    session.execute("CREATE TABLE ks.t (k int PRIMARY KEY, v text)");
    session.execute(
        SimpleStatement.newInstance("INSERT INTO ks.t (k, v) VALUES (1, 'one')")
            .setConsistencyLevel(DefaultConsistencyLevel.ALL));
  }

  private static Process startParent(String argument) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            ParentProgram.class.getName(),
            argument)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static boolean isRunning(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  private static void awaitSoon(BooleanSupplier condition) throws InterruptedException {
    Instant end = Instant.now().plus(SOON);
    while (!condition.getAsBoolean() && Instant.now().isBefore(end)) {
      Thread.sleep(50);
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }

  private record ChildOfParent(long pid, Path directory) {

    static ChildOfParent read(Process parent) throws IOException {
      BufferedReader reader = parent.inputReader(StandardCharsets.UTF_8);
      String line = reader.readLine();
      assertThat(line).as("what the parent printed").isNotNull();
      int space = line.indexOf(' ');
      return new ChildOfParent(
          Long.parseLong(line.substring(0, space)),
          Path.of(line.substring(space + 1)).getParent().getParent());
    }
  }
}
