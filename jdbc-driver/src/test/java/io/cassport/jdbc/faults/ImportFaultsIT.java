package io.cassport.jdbc.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.cassport.jdbc.faults.RunningCopy.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * COPY FROM while nodes and the table are harmed: every row of the source is in the table, or the
 * error says where to go on and RESUME goes on there.
 */
@Tag("soak")
final class ImportFaultsIT {
  private static final int RATE = KnownRows.SOAK ? 20_000 : 6_000;
  private static final long TIMESTAMP = 1_700_000_000_000_000L;
  private static final Pattern PLACE =
      Pattern.compile(
          "'([^']+)' is not complete: (\\d+) of its (\\d+) row groups are left, the first is row"
              + " group (\\d+), from row (\\d+) on");

  private static Connection two;
  private static Connection three;
  private static Path source;
  @TempDir private Path folder;

  @BeforeAll
  static void fill() throws Exception {
    source = KnownRows.source();
    two = ThreeNodes.connect("faults2");
    three = ThreeNodes.connect("faults3");
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

  private static String load(String table, String options) {
    return "COPY %s FROM '%s' WITH INGESTRATE=%d AND CONCURRENCY=32%s"
        .formatted(table, source, RATE, options);
  }

  /** The place to go on from that an error names; its numbers from left to right. */
  private static int[] place(String message) {
    assertThat(message).containsPattern(PLACE).contains("with RESUME=TRUE loads what is left");
    Matcher matcher = PLACE.matcher(message);
    assertThat(matcher.find()).isTrue();
    assertThat(matcher.group(1)).isEqualTo(source.toString());
    int[] numbers = new int[4];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Integer.parseInt(matcher.group(i + 2));
    }
    assertThat(numbers[3]).isEqualTo((numbers[2] - 1) * KnownRows.ROW_GROUP + 1);
    return numbers;
  }

  @Test
  void whereReplicasAreMissingAttemptsAreBoundedAndAnImportSaysWhereItGoesOn() throws Exception {
    ThreeNodes.run(two, "CREATE TABLE failing (" + KnownRows.COLUMNS + ")");
    String options = " AND CONSISTENCY=ALL AND TIMESTAMP=" + TIMESTAMP;
    RunningCopy copy = RunningCopy.start(two, load("failing", options));
    Path target = folder.resolve("unavailable");
    RunningCopy export =
        RunningCopy.start(
            three,
            "COPY t TO '" + target + "/' WITH CONSISTENCY=ALL AND PAGESIZE=500 AND RATE=" + RATE);
    assertThat(copy.awaitRows(KnownRows.count() / 4)).isTrue();
    ThreeNodes.cluster().kill(3);
    assertThat(copy.isRunning()).isTrue();
    assertThat(export.isRunning()).isTrue();
    long killed = System.nanoTime();
    Outcome failed = copy.end();
    Outcome notExported = export.end();
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - killed);
    List<Path> leftovers = Harms.leftovers(folder);
    ThreeNodes.heal();
    Harms.note("export: replicas missing for good", null, leftovers.size(), notExported.retries());
    assertThat(notExported.message()).contains("in 10 attempts");
    assertThat(notExported.state()).isEqualTo("58030");
    assertThat(notExported.retries()).isGreaterThanOrEqualTo(9);
    assertThat(seconds).isBetween(3L, 90L);
    assertThat(leftovers).isEmpty();
    assertThat(failed.message()).contains("in 10 attempts").contains("rows of this COPY are");
    assertThat(failed.retries()).isGreaterThanOrEqualTo(9);
    int[] place = place(failed.message());
    int groups = (int) (KnownRows.count() / KnownRows.ROW_GROUP);
    assertThat(place[1]).isEqualTo(groups);
    assertThat(place[0]).isBetween(1, groups - 1);
    // rows that are gone do not come back: what is loaded is not read again
    int loaded = groups - place[0];

    RunningCopy rest = RunningCopy.start(two, load("failing", options + " AND RESUME=TRUE"));
    Outcome resumed = rest.end();
    assertThat(resumed.message()).isNull();
    assertThat(resumed.rows()).isEqualTo(KnownRows.count());
    assertThat(rest.rowsOfThisRun())
        .isEqualTo(KnownRows.count() - (long) loaded * KnownRows.ROW_GROUP);
    Census census = Census.ofTable(two, "failing", folder);
    long claims = ThreeNodes.claims(two, "failing");
    Harms.note("import: replicas missing for good, then RESUME", census, claims, failed.retries());
    assertThat(claims).isZero();
    assertThat(census.isExact()).as(census.toString()).isTrue();
    assertThat(census.rows()).isEqualTo(KnownRows.count());
    for (int p = 0; p < 10; p++) {
      assertThat(ThreeNodes.number(two, "SELECT writetime(n) FROM failing WHERE p = " + p))
          .isEqualTo(TIMESTAMP);
    }
  }

  @Test
  void aColumnThatIsAddedChangesNothingAndAfterOneThatWasDroppedResumeGoesOn() throws Exception {
    ThreeNodes.run(three, "CREATE TABLE changed (" + KnownRows.COLUMNS + ")");
    RunningCopy copy = RunningCopy.start(three, load("changed (p, c, n, v)", ""));
    assertThat(copy.awaitRows(KnownRows.count() / 5)).isTrue();
    ThreeNodes.run(three, "ALTER TABLE changed ADD spare int");
    assertThat(copy.isRunning()).isTrue();
    ThreeNodes.run(three, "ALTER TABLE changed DROP v");
    Outcome failed = copy.end();
    assertThat(failed.message()).isNotNull();
    assertThat(failed.state()).isEqualTo("42S22");
    int[] place = place(failed.message());
    ThreeNodes.run(three, "ALTER TABLE changed ADD v text");

    RunningCopy rest = RunningCopy.start(three, load("changed (p, c, n, v)", " AND RESUME=TRUE"));
    Outcome resumed = rest.end();
    assertThat(resumed.message()).isNull();
    assertThat(rest.rowsOfThisRun()).isEqualTo((long) place[0] * KnownRows.ROW_GROUP);
    Census census = Census.ofTable(three, "changed", folder);
    long claims = ThreeNodes.claims(three, "changed");
    Harms.note("import: its column dropped, then RESUME", census, claims, failed.retries());
    assertThat(claims).isZero();
    assertThat(census.lost()).isZero();
    // values that were there when their column was dropped are gone with it, and only these
    assertThat(census.wrong()).isEqualTo(KnownRows.count() - rest.rowsOfThisRun());
  }

  @Test
  void countersAreNeverSentTwiceAndTheErrorSaysSo() throws Exception {
    Path counted = folder.resolve("counted.csv");
    StringBuilder text = new StringBuilder("p,c,n\n");
    for (int row = 0; row < 20_000; row++) {
      text.append(row / 100).append(',').append(row % 100).append(",1\n");
    }
    Files.writeString(counted, text);
    ThreeNodes.run(three, "CREATE TABLE hits (p int, c int, n counter, PRIMARY KEY (p, c))");
    String statement =
        "COPY hits FROM '" + counted + "' WITH HEADER=TRUE AND CONSISTENCY=ALL AND INGESTRATE=2000";
    ThreeNodes.set("CounterWriteRpcTimeout", 10_000L); // the first time takes seconds
    Outcome failed;
    try {
      RunningCopy copy = RunningCopy.start(three, statement);
      assertThat(copy.awaitRows(5_000)).as("%s", copy.progress()).isTrue();
      ThreeNodes.set("CounterWriteRpcTimeout", 1_000L);
      ThreeNodes.cluster().freeze(2);
      ThreeNodes.pause(4_000);
      ThreeNodes.cluster().thaw(2);
      failed = copy.end();
    } finally {
      ThreeNodes.heal();
      ThreeNodes.set("CounterWriteRpcTimeout", 10_000L);
    }
    assertThat(failed.message())
        .contains("was not sent again: a counter that is sent twice may count twice");
    assertThat(failed.retries()).isZero();
    assertThat(ThreeNodes.number(three, "SELECT max(n) FROM hits")).isEqualTo(1);
    long before = ThreeNodes.number(three, "SELECT sum(n) FROM hits");
    assertThat(before).isBetween(5_000L, 19_999L);
    Outcome again = RunningCopy.start(three, statement).end();
    assertThat(again.message()).isNull();
    assertThat(again.rows()).as("skipped").isZero();
    assertThat(ThreeNodes.number(three, "SELECT sum(n) FROM hits")).isEqualTo(before);
    Harms.note("import of counters: replica froze", null, 0, failed.retries());
  }

  @Test
  void overloadSlowsTheLoaderDownInsteadOfFailingIt() throws Exception {
    ThreeNodes.run(three, "CREATE TABLE overloaded (" + KnownRows.COLUMNS + ")");
    overload(false);
    ThreeNodes.set("NativeTransportThrowOnOverload", true);
    try (Connection refused = ThreeNodes.connectAnew("faults3")) {
      String text =
          "COPY overloaded FROM '"
              + source
              + "' WITH CONSISTENCY=QUORUM AND LEDGER=FALSE AND MAXBATCHSIZE=1"
              + " AND INGESTRATE="
              + RATE;
      RunningCopy copy = RunningCopy.start(refused, text);
      assertThat(copy.awaitRows(1_000)).isTrue();
      overload(true);
      ThreeNodes.pause(KnownRows.SOAK ? 30_000 : 5_000);
      assertThat(copy.isRunning()).isTrue();
      overload(false);
      Outcome outcome = copy.end();
      assertThat(outcome.message()).isNull();
      assertThat(outcome.retries()).isGreaterThan(10);
      Census census = Census.ofTable(three, "overloaded", folder);
      Harms.note("import: overload answers", census, 0, outcome.retries());
      assertThat(census.isExact()).as(census.toString()).isTrue();
    } finally {
      overload(false);
      ThreeNodes.set("NativeTransportThrowOnOverload", false);
    }
  }

  private static void overload(boolean on) {
    ThreeNodes.set("NativeTransportMaxRequestsPerSecond", on ? 100 : 1_000_000);
    ThreeNodes.set("NativeTransportRateLimitingEnabled", on);
  }
}
