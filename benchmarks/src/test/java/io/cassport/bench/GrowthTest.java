package io.cassport.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class GrowthTest {
  private final Results results = new Results();

  @Test
  void timeThatGrowsAsTheRowsDoIsOne() {
    add("copy-to-rows-1x", 100, 1, 200_000);
    add("copy-to-rows-4x", 400, 4, 200_000);
    add("copy-to-rows-16x", 1_600, 32, 300_000);

    assertThat(measured("copy-to, 4× rows: time for each row")).isEqualTo(1);
    assertThat(measured("copy-to, 16× rows: time for each row")).isEqualTo(2);
    assertThat(measured("copy-to, 16× rows: peak RSS")).isCloseTo(1.5, within(1e-9));
  }

  @Test
  void whatHasNotRunIsNotCompared() {
    assertThat(new Growth(results).comparisons())
        .isNotEmpty()
        .allSatisfy(comparison -> assertThat(comparison.measured()).isEmpty());
  }

  private void add(String job, long rows, double seconds, long peakKilobytes) {
    results.add(job, 1, new Figures(rows, 0, 0, seconds, 1, 0, peakKilobytes, Map.of()));
  }

  private double measured(String what) {
    return new Growth(results)
        .comparisons().stream()
            .filter(comparison -> comparison.what().equals(what))
            .findFirst()
            .flatMap(Growth.Comparison::measured)
            .orElseThrow()
            .median();
  }
}
