package io.cassport.compliance.sequence;

import static org.assertj.core.api.Assertions.fail;

import io.cassport.embedded.TestServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
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
}
