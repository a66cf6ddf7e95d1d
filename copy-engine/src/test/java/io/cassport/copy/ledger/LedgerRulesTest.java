package io.cassport.copy.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import io.cassport.copy.ledger.SkippedFile.Cause;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LedgerRulesTest {
  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
  private static final Instant YESTERDAY = NOW.minus(Duration.ofDays(1));
  private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(65));
  private static final ObjectIdentity FILE = file(1_000, YESTERDAY, "aa");

  private static ObjectIdentity file(long size, Instant modified, String fingerprint) {
    return new ObjectIdentity("file:///data/a.parquet", size, modified, fingerprint);
  }

  private static LedgerSettings settings(boolean force, boolean uncertain, String columns) {
    return new LedgerSettings(
        CqlIdentifier.fromCql("cassport"),
        LedgerSettings.Use.IF_POSSIBLE,
        force,
        uncertain,
        false,
        false,
        columns,
        "ann",
        Clock.fixed(NOW, ZoneOffset.UTC));
  }

  /** An entry about FILE, claimed yesterday and, unless it is LOADING, finished a minute later. */
  private static LedgerEntry entry(LedgerStatus status, long total, long read, long rejected) {
    return new LedgerEntry(
        FILE.uri(),
        status,
        UUID.randomUUID(),
        FILE.size(),
        FILE.modified(),
        FILE.fingerprint(),
        null,
        total,
        read,
        read - rejected,
        rejected,
        null,
        null,
        YESTERDAY,
        status == LedgerStatus.LOADING ? null : YESTERDAY.plusSeconds(60),
        "bob");
  }

  private static final LedgerEntry LOADED = entry(LedgerStatus.LOADED, 10, 10, 0);
  private static final LedgerRules PLAIN =
      new LedgerRules(settings(false, false, null), false, YESTERDAY, null);
  private static final LedgerRules COUNTERS =
      new LedgerRules(settings(false, false, null), true, YESTERDAY, null);

  /** Null when the file is loaded. */
  private static Cause cause(LedgerRules rules, ObjectIdentity file, LedgerEntry entry) {
    return rules.refusal(file, entry, false).map(LedgerRules.Refusal::cause).orElse(null);
  }

  @Test
  void aFileThatIsLoadedAndUnchangedIsSkipped() {
    assertThat(cause(PLAIN, FILE, LOADED)).isEqualTo(Cause.LOADED);
    assertThat(cause(PLAIN, FILE, null)).isNull();
  }

  @Test
  void aFileOfAnotherSizeTimeOrEndIsLoadedAgain() {
    assertThat(cause(PLAIN, file(1_001, YESTERDAY, "aa"), LOADED)).isNull();
    assertThat(cause(PLAIN, file(1_000, NOW, "aa"), LOADED)).isNull();
    assertThat(cause(PLAIN, file(1_000, YESTERDAY, "ab"), LOADED)).isNull();
  }

  @Test
  void anotherColumnListIsAnotherLoad() {
    LedgerRules rules = new LedgerRules(settings(false, false, "id, v"), false, YESTERDAY, null);
    assertThat(cause(rules, FILE, LOADED)).isNull();
  }

  @Test
  void forceLoadsEverythingButWhatAnotherCopyIsLoading() {
    LedgerRules rules = new LedgerRules(settings(true, false, null), true, LONG_AGO, null);
    assertThat(cause(rules, FILE, LOADED)).isNull();
    assertThat(cause(rules, file(1, LONG_AGO, "aa"), null)).isNull();
    LedgerEntry loading = entry(LedgerStatus.LOADING, 0, 0, 0);
    assertThat(cause(rules, FILE, loading)).isNull();
    assertThat(rules.refusal(FILE, loading, true))
        .hasValueSatisfying(refusal -> assertThat(refusal.cause()).isEqualTo(Cause.BUSY));
  }

  @Test
  void whatWasBegunIsBegunAgain() {
    assertThat(cause(PLAIN, FILE, entry(LedgerStatus.LOADING, 0, 0, 0))).isNull();
    assertThat(cause(PLAIN, FILE, entry(LedgerStatus.FAILED, 10, 4, 0))).isNull();
    assertThat(cause(PLAIN, FILE, entry(LedgerStatus.PARTIAL, 10, 4, 0))).isNull();
  }

  @Test
  void rowsThatWereRefusedAreNotTriedAgain() {
    LedgerEntry withRefused = entry(LedgerStatus.PARTIAL, 10, 10, 3);
    assertThat(PLAIN.refusal(FILE, withRefused, false))
        .hasValueSatisfying(
            refusal -> {
              assertThat(refusal.cause()).isEqualTo(Cause.LOADED);
              assertThat(refusal.reason()).contains("without 3 rows that were refused");
            });
    assertThat(cause(PLAIN, file(1_000, NOW, "aa"), withRefused)).isNull();
  }

  @Test
  void countersAreNotCountedTwice() {
    assertThat(cause(COUNTERS, FILE, LOADED)).isEqualTo(Cause.LOADED);
    assertThat(cause(COUNTERS, file(1_000, NOW, "aa"), LOADED)).isEqualTo(Cause.COUNTED);
    assertThat(cause(COUNTERS, file(1_000, NOW, "ab"), LOADED)).isNull();
    assertThat(cause(COUNTERS, FILE, entry(LedgerStatus.LOADING, 0, 0, 0)))
        .isEqualTo(Cause.COUNTED);
    assertThat(cause(COUNTERS, FILE, entry(LedgerStatus.FAILED, 10, 4, 0)))
        .isEqualTo(Cause.COUNTED);
    assertThat(cause(COUNTERS, FILE, entry(LedgerStatus.FAILED, 10, 0, 0))).isNull();
  }

  @Test
  void truncationMakesTheLedgerForget() {
    Instant during = YESTERDAY.plusSeconds(30);
    Instant after = YESTERDAY.plusSeconds(90);
    LedgerSettings settings = settings(false, false, null);
    assertThat(cause(new LedgerRules(settings, false, YESTERDAY, after), FILE, LOADED)).isNull();
    assertThat(cause(new LedgerRules(settings, false, YESTERDAY, during), FILE, LOADED)).isNull();
    assertThat(cause(new LedgerRules(settings, true, YESTERDAY, after), FILE, LOADED)).isNull();
    // the rows that came after it are still there
    assertThat(cause(new LedgerRules(settings, true, YESTERDAY, during), FILE, LOADED))
        .isEqualTo(Cause.LOADED);
    Instant before = YESTERDAY.minusSeconds(1);
    assertThat(cause(new LedgerRules(settings, false, YESTERDAY, before), FILE, LOADED))
        .isEqualTo(Cause.LOADED);
  }

  @Test
  void ofOldFilesNobodyKnowsOnceTheFirstLoadIsOldToo() {
    ObjectIdentity old = file(1_000, LONG_AGO, "aa");
    LedgerSettings careful = settings(false, false, null);
    assertThat(cause(new LedgerRules(careful, false, LONG_AGO, null), old, null))
        .isEqualTo(Cause.UNCERTAIN);
    assertThat(
            cause(new LedgerRules(settings(false, true, null), false, LONG_AGO, null), old, null))
        .isNull();
    assertThat(cause(new LedgerRules(careful, false, YESTERDAY, null), old, null)).isNull();
    assertThat(cause(new LedgerRules(careful, false, null, null), old, null)).isNull();
    assertThat(cause(new LedgerRules(careful, false, LONG_AGO, null), FILE, null)).isNull();
    assertThat(cause(new LedgerRules(careful, false, LONG_AGO, YESTERDAY), old, null)).isNull();
  }

  @Test
  void anOldFileWhoseEntryLivesIsKnown() {
    ObjectIdentity old = file(1_000, LONG_AGO, "aa");
    LedgerEntry entry =
        new LedgerEntry(
            old.uri(),
            LedgerStatus.LOADED,
            UUID.randomUUID(),
            old.size(),
            old.modified(),
            old.fingerprint(),
            null,
            10,
            10,
            10,
            0,
            null,
            null,
            YESTERDAY,
            YESTERDAY,
            null);
    LedgerRules rules = new LedgerRules(settings(false, true, null), false, LONG_AGO, null);
    assertThat(cause(rules, old, entry)).isEqualTo(Cause.LOADED);
  }
}
