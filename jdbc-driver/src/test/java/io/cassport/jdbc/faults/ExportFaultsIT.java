package io.cassport.jdbc.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.cassport.jdbc.faults.RunningCopy.Outcome;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** COPY TO while nodes and the table are harmed: every row once, or an error and no object. */
@Tag("soak")
final class ExportFaultsIT {
  /** Some 12 s for all rows, or a minute. */
  private static final String PACE =
      " WITH PAGESIZE=500 AND RATE=" + (KnownRows.SOAK ? 16_000 : 5_000);

  private static Connection two;
  private static Connection three;
  @TempDir private Path folder;

  @BeforeAll
  static void fill() throws Exception {
    assertThat(KnownRows.source()).exists();
    two = ThreeNodes.connect("faults2");
    three = ThreeNodes.connect("faults3");
  }

  @AfterEach
  void heal() throws Exception {
    ThreeNodes.heal();
  }

  @AfterAll
  static void disconnect() throws SQLException {
    two.close();
    three.close();
  }

  @Test
  void aCoordinatorThatTimesOutIsAskedAgainForThePageThatFailed() throws Exception {
    Path target = folder.resolve("timeouts");
    RunningCopy copy =
        RunningCopy.start(
            two, "COPY t TO '" + target + "/'" + PACE + " AND CONSISTENCY=ALL AND CONCURRENCY=8");
    ThreeNodes.set("RangeRpcTimeout", 500L);
    try {
      assertThat(copy.awaitRows(KnownRows.count() / 4)).isTrue();
      ThreeNodes.cluster().freeze(2);
      ThreeNodes.pause(5_000);
      assertThat(copy.isRunning()).isTrue();
      ThreeNodes.cluster().thaw(2);
      Outcome outcome = copy.end();
      assertThat(outcome.message()).isNull();
      Census census = Census.of(target);
      Harms.note("export: coordinator timed out", census, 0, outcome.retries());
      assertThat(census.isExact()).as(census.toString()).isTrue();
      assertThat(outcome.retries()).isPositive();
      assertThat(retriesShown(copy.text())).isEqualTo(outcome.retries());
    } finally {
      ThreeNodes.heal();
      ThreeNodes.set("RangeRpcTimeout", 20_000L);
    }
    assertThat(Harms.leftovers(folder)).containsExactly(target);
  }

  private static long retriesShown(String text) throws SQLException {
    try (Statement statement = two.createStatement();
        ResultSet jobs = statement.executeQuery("SHOW COPY JOBS")) {
      while (jobs.next()) {
        if (jobs.getString("statement").equals(text)) {
          return jobs.getLong("retries");
        }
      }
    }
    throw new AssertionError("no such job: " + text);
  }

  @Test
  void aColumnThatIsAddedMeanwhileChangesNothingAndOneThatIsDroppedEndsTheExport()
      throws Exception {
    ThreeNodes.run(
        three,
        "CREATE TABLE altered (" + KnownRows.COLUMNS + ")",
        "COPY altered FROM '" + KnownRows.source() + "' WITH CONSISTENCY=ALL");
    ThreeNodes.run(three, "ALTER TABLE altered ADD spare int");
    Path added = folder.resolve("added");
    RunningCopy copy =
        RunningCopy.start(three, "COPY altered (p, c, n, v) TO '" + added + "/'" + PACE);
    assertThat(copy.awaitRows(KnownRows.count() / 4)).isTrue();
    ThreeNodes.run(three, "ALTER TABLE altered ADD more int", "ALTER TABLE altered DROP spare");
    assertThat(copy.isRunning()).isTrue();
    Outcome outcome = copy.end();
    assertThat(outcome.message()).isNull();
    Census census = Census.of(added);
    Harms.note("export: column added, another dropped", census, 0, outcome.retries());
    assertThat(census.isExact()).as(census.toString()).isTrue();

    Path anew = folder.resolve("anew");
    copy = RunningCopy.start(three, "COPY altered (p, c, v, n) TO '" + anew + "/'" + PACE);
    assertThat(copy.awaitRows(KnownRows.count() / 4)).isTrue();
    ThreeNodes.run(three, "ALTER TABLE altered DROP n", "ALTER TABLE altered ADD n bigint");
    outcome = copy.end();
    Harms.note("export: its column dropped and made anew", null, 0, outcome.retries());
    assertThat(outcome.message()).isNotNull();
    assertThat(outcome.state()).isEqualTo("42S22");
    assertThat(Harms.leftovers(folder, added)).isEmpty();

    Path dropped = folder.resolve("dropped");
    copy = RunningCopy.start(three, "COPY altered TO '" + dropped + "/'" + PACE);
    assertThat(copy.awaitRows(KnownRows.count() / 4)).isTrue();
    ThreeNodes.run(three, "ALTER TABLE altered DROP v");
    outcome = copy.end();
    List<Path> leftovers = Harms.leftovers(folder, added);
    Harms.note("export: its column dropped", null, leftovers.size(), outcome.retries());
    assertThat(outcome.message()).isNotNull();
    assertThat(outcome.state()).isEqualTo("42S22");
    assertThat(leftovers).isEmpty();
  }
}
