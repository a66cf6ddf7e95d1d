package io.cassport.jdbc.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.cassport.jdbc.faults.RunningCopy.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * COPY TO and COPY FROM while one node after the other is killed, stopped and frozen: as there are
 * replicas enough, no statement fails, and no row is lost or doubled.
 */
@Tag("soak")
final class NodeFaultsIT {
  private static final int ROUNDS = KnownRows.SOAK ? 3 : 1;
  private static final int RATE = KnownRows.SOAK ? 20_000 : 8_000;
  private static final int TABLES = KnownRows.SOAK ? 40 : 14;

  private static Connection two;
  private static Connection three;
  @TempDir private Path folder;

  @BeforeAll
  static void fill() throws SQLException {
    assertThat(KnownRows.source()).exists();
    two = ThreeNodes.connect("faults2");
    three = ThreeNodes.connect("faults3");
    for (int table = 1; table <= TABLES; table++) {
      ThreeNodes.run(three, "CREATE TABLE i" + table + " (" + KnownRows.COLUMNS + ")");
    }
  }

  @AfterEach
  void heal() {
    ThreeNodes.heal();
  }

  @AfterAll
  static void disconnect() throws SQLException {
    two.close();
    three.close();
  }

  /** Export after export of a table, each of which must hold every row once. */
  private final class Exports implements CopyLoop.Work {
    private final Path directory;
    private final String options;

    Exports(String name, String options) throws IOException {
      this.directory = Files.createDirectory(folder.resolve(name));
      this.options = options;
    }

    private Path target(int number) {
      return directory.resolve("e" + number);
    }

    @Override
    public String begin(int number) {
      return "COPY t TO '%s/' WITH RATE=%d AND PAGESIZE=500%s"
          .formatted(target(number), RATE, options);
    }

    @Override
    public void examine(int number, Outcome outcome, List<String> harms) throws Exception {
      assertThat(outcome.message()).as("after %s", harms).isNull();
      Census census = Census.of(target(number));
      List<Path> leftovers = Harms.leftovers(directory, target(number));
      harms.forEach(
          harm -> Harms.note("export: " + harm, census, leftovers.size(), outcome.retries()));
      assertThat(census.isExact()).as("%s after %s", census, harms).isTrue();
      assertThat(census.rows()).isEqualTo(outcome.rows());
      assertThat(leftovers).isEmpty();
      Harms.deleteAll(directory);
    }
  }

  /** Import after import, each into a table of its own, which must hold every row then. */
  private final class Imports implements CopyLoop.Work {
    @Override
    public String begin(int number) {
      assertThat(number).isLessThanOrEqualTo(TABLES);
      return "COPY i%d FROM '%s' WITH INGESTRATE=%d AND CONCURRENCY=32 AND CONSISTENCY=QUORUM"
          .formatted(number, KnownRows.source(), RATE / 2);
    }

    @Override
    public void examine(int number, Outcome outcome, List<String> harms) throws Exception {
      assertThat(outcome.message()).as("after %s", harms).isNull();
      Census census = Census.ofTable(three, "i" + number, folder);
      long claims = ThreeNodes.claims(three, "i" + number);
      harms.forEach(harm -> Harms.note("import: " + harm, census, claims, outcome.retries()));
      assertThat(claims).isZero();
      assertThat(census.isExact()).as("%s after %s", census, harms).isTrue();
      assertThat(outcome.rows()).isEqualTo(KnownRows.count());
    }
  }

  @Test
  void noRowIsLostOrDoubledWhileNodesDieStopAndFreeze() throws Exception {
    List<CopyLoop> loops =
        List.of(
            new CopyLoop(two, new Exports("two", "")),
            new CopyLoop(three, new Exports("three", " AND CONSISTENCY=QUORUM")),
            new CopyLoop(three, new Imports()));
    try (LaterWrites exported = new LaterWrites("faults2", "t");
        LaterWrites imported = new LaterWrites("faults3", "i1")) {
      for (int round = 0; round < ROUNDS; round++) {
        NodeHarms.all(loops);
      }
      assertThat(exported.written()).isGreaterThan(100);
      assertThat(imported.written()).isGreaterThan(100);
    } finally {
      loops.forEach(CopyLoop::end);
    }
    for (CopyLoop loop : loops) {
      // a COPY may meet the last harm of a round and the first of the next
      assertThat(loop.harmed()).isGreaterThanOrEqualTo(ROUNDS + 1);
    }
  }
}
