package io.cassport.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cassport.bench.task.DsbulkRun;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GoalsTest {
  private final Results results = new Results();

  @Test
  void aRatioIsTakenRoundByRound() {
    // both double their speed in the second round: the ratio stays
    add(Jobs.COPY_TO, 1, 900, 1);
    add(Jobs.SCAN, 1, 1_000, 1);
    add(Jobs.COPY_TO, 2, 1_900, 1);
    add(Jobs.SCAN, 2, 2_000, 1);

    Goals.Verdict verdict = verdict("COPY TO Parquet / bare scan");

    assertThat(verdict.measured().orElseThrow().median()).isCloseTo(0.925, within(1e-9));
    assertThat(verdict.measured().orElseThrow().min()).isCloseTo(0.9, within(1e-9));
    assertThat(verdict.met()).contains(true);
  }

  @Test
  void aRatioBelowTheLimitIsNotMet() {
    add(Jobs.COPY_TO, 1, 1_000, 1);
    add(Jobs.DSBULK_UNLOAD, 1, 1_000, 1);
    assertThat(verdict("COPY TO Parquet / DSBulk unload").met()).contains(false);
  }

  @Test
  void theTimeThatDsbulkNeedsToBeginDoesNotCount() {
    add(Jobs.COPY_TO, 1, 1_000, 1);
    results.add(
        Jobs.DSBULK_UNLOAD,
        1,
        new Figures(1_000, 0, 0, 5, 1, 0, 1, Map.of(DsbulkRun.START_UP, 3.0)));
    assertThat(verdict("COPY TO Parquet / DSBulk unload").measured()).contains(new Spread(2, 2, 2));
  }

  @Test
  void whatHasNotRunIsNeitherMetNorMissed() {
    add(Jobs.COPY_TO, 1, 1_000, 1);
    results.skipped(Jobs.DSBULK_UNLOAD, "not there");
    assertThat(verdict("COPY TO Parquet / DSBulk unload").met()).isEmpty();
    assertThat(verdict("execute(\"COPY …\") to the first rows").met()).isEmpty();
  }

  @Test
  void theWorstPeakOfOurCopiesCounts() {
    results.add(Jobs.COPY_TO, 1, figures(1, 1, 0, 400_000));
    results.add("copy-from-flights", 1, figures(1, 1, 0, 600_000));
    results.add(Jobs.DSBULK_UNLOAD, 1, figures(1, 1, 0, 900_000));

    Goals.Verdict verdict = verdict("peak RSS of any COPY");

    assertThat(verdict.measured().orElseThrow().median()).isCloseTo(614.4, within(1e-6));
    assertThat(verdict.met()).contains(false);
  }

  @Test
  void ourFileIsComparedWithTheSmallerOfTheOthers() {
    results.add(Jobs.ENCODE, 1, figures(1, 1, 104, 1));
    results.add(Jobs.DUCKDB_ENCODE, 1, figures(1, 1, 200, 1));
    results.add(Jobs.AVRO_ENCODE, 1, figures(1, 1, 100, 1));

    Goals.Verdict verdict = verdict("file size / smaller of DuckDB's and parquet-java's");

    assertThat(verdict.measured().orElseThrow().median()).isCloseTo(1.04, within(1e-9));
    assertThat(verdict.met()).contains(true);
  }

  @Test
  void theFirstRowIsAFigureOfItsOwnJob() {
    results.add(Jobs.FIRST_ROW, 1, new Figures(0, 0, 0, 1, 1, 0, 1, Map.of("millis", 120.0)));
    assertThat(verdict("execute(\"COPY …\") to the first rows").met()).contains(false);
  }

  private void add(String job, int round, long rows, double seconds) {
    results.add(job, round, figures(rows, seconds, 0, 1));
  }

  private static Figures figures(long rows, double seconds, long fileBytes, long peakKilobytes) {
    return new Figures(rows, 0, fileBytes, seconds, seconds, 0, peakKilobytes, Map.of());
  }

  private Goals.Verdict verdict(String what) {
    return new Goals(results)
        .verdicts().stream()
            .filter(verdict -> verdict.what().equals(what))
            .findFirst()
            .orElseThrow();
  }
}
