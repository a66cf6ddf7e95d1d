package io.cassport.compliance.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.cassport.embedded.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What the tools ask of a driver, call by call; each test is named after its acceptance rows. */
class SequenceIT {
  private static final String KEYSPACE = "tool_sequences";
  private static String url;

  @TempDir static Path directory;

  @BeforeAll
  static void makeTables() throws SQLException {
    TestServer server = TestServer.get();
    String cluster = "jdbc:cassport://" + server.host() + ":" + server.port() + "/";
    url = cluster + KEYSPACE;
    try (Connection connection = DriverManager.getConnection(cluster);
        Statement statement = connection.createStatement()) {
      statement.execute("DROP KEYSPACE IF EXISTS " + KEYSPACE);
      statement.execute(
          "CREATE KEYSPACE "
              + KEYSPACE
              + " WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}");
      statement.execute("USE " + KEYSPACE);
      for (String cql : Sequences.fixture()) {
        statement.execute(cql);
      }
    }
  }

  @TestFactory
  List<DynamicTest> replays() {
    return Sequences.names().stream()
        .map(Sequences::named)
        .map(sequence -> DynamicTest.dynamicTest(sequence.title(), () -> replay(sequence)))
        .toList();
  }

  private static void replay(Sequence sequence) throws SQLException {
    Map<String, String> variables =
        Map.of("url", url, "keyspace", KEYSPACE, "directory", directory.toString());
    Report report = new Player(DriverManager.getDriver(url), variables).play(sequence);
    if (!report.failures().isEmpty()) {
      fail(report.summary());
    }
  }

  @Test
  void theProgramReportsWhatHeldAndExitsAccordingly() throws Exception {
    Path wrong = directory.resolve("wrong.seq");
    Files.writeString(
        wrong, "# Wrong\nc = driver.connect(\"${url}\", null)\nc.isClosed() -> true\n");
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    try (PrintStream print = new PrintStream(output, true, StandardCharsets.UTF_8)) {
      assertThat(SequencePlayer.run(print)).isEqualTo(2);
      assertThat(SequencePlayer.run(print, url, "hikari.seq")).isZero();
      assertThat(SequencePlayer.run(print, url, "steps", wrong.toString())).isEqualTo(1);
    }
    assertThat(output.toString(StandardCharsets.UTF_8))
        .contains("Arguments: URL", "1 of 1 sequences as expected", "0 of 1 sequences as expected")
        .contains("Wrong: 1 of 2 calls as expected", "expected true, got false");
  }
}
