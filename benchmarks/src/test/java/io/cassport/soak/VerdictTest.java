package io.cassport.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private static final long MB = 1_000_000;
  private final Random random = new Random(3);

  private List<Sample> samples(LongUnaryOperator heap, LongUnaryOperator handles) {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      long noise = random.nextInt(2_000_000);
      samples.add(
          new Sample(
              i,
              heap.applyAsLong(i) + noise,
              9 * MB,
              600 * MB,
              handles.applyAsLong(i),
              20,
              4,
              0,
              i));
    }
    return samples;
  }

  @Test
  void noiseIsFlatAndSoIsAWarmUp() {
    assertThat(Verdict.of(samples(i -> 50 * MB, i -> 30)).growths()).isEmpty();
    assertThat(Verdict.of(samples(i -> i < 10 ? 20 * MB : 50 * MB, i -> 30)).isFlat()).isTrue();
  }

  @Test
  void aLeakOfHalfAMegabyteAMinuteIsNot() {
    assertThat(Verdict.of(samples(i -> 50 * MB + i * MB / 2, i -> 30)).growths())
        .singleElement()
        .asString()
        .startsWith("heap grew from ");
  }

  @Test
  void oneHandleMoreIsNot() {
    assertThat(Verdict.of(samples(i -> 50 * MB, i -> i < 40 ? 30 : 31)).growths())
        .containsExactly("handles grew from 30 to 31");
  }

  @Test
  void fewSamplesSayNothing() {
    List<Sample> few = samples(i -> 50 * MB, i -> 30).subList(0, 5);
    assertThatThrownBy(() -> Verdict.of(few)).hasMessageContaining("say nothing");
  }
}
