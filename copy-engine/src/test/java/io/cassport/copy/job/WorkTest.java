package io.cassport.copy.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class WorkTest {
  private static final long SECOND = 1_000_000_000L;
  private final Work work = new Work();

  @Test
  void nothingIsKnownBeforeTheWorkBeginsAndBeforeItHasAPace() {
    assertThat(work.percent(1)).isZero();
    assertThat(work.secondsLeft(1, 100 * SECOND)).isNull();
    work.begin(1_000, 0, 0);
    assertThat(work.secondsLeft(1, 100 * SECOND)).isNull();
    work.add(4);
    assertThat(work.secondsLeft(1, 10 * SECOND)).isNull();
    work.add(1);
    assertThat(work.secondsLeft(1, SECOND / 4)).isNull();
    assertThat(work.secondsLeft(1, SECOND)).isCloseTo(199, within(0.1));
  }

  @Test
  void itNeverReachesAHundred() {
    work.begin(10, 0, 0);
    work.add(10);
    assertThat(work.percent(1)).isEqualTo(99.9);
    work.add(5);
    assertThat(work.percent(1)).isEqualTo(99.9);
    assertThat(work.secondsLeft(1, SECOND)).isZero();
  }

  @Test
  void itNeverGoesBackWhateverIsSetDownOrBegunAgain() {
    Random random = new Random(7);
    double last = 0;
    for (int step = 0; step < 2_000; step++) {
      switch (random.nextInt(10)) {
        case 0 -> work.begin(1 + random.nextInt(500), random.nextInt(100), step * SECOND);
        case 1 -> work.add(-1); // a share that was taken for larger than it was
        default -> work.add(random.nextDouble());
      }
      double now = work.percent(0.5 + random.nextDouble() / 2);
      assertThat(now).isBetween(last, 99.9);
      last = now;
    }
  }

  @Test
  void whatAnEarlierRunHasDoneCountsAsDoneButNotForThePace() {
    work.begin(100, 60, 0);
    assertThat(work.percent(1)).isEqualTo(60);
    work.add(10);
    assertThat(work.percent(1)).isEqualTo(70);
    // 10 in 5 s, 30 left
    assertThat(work.secondsLeft(1, 5 * SECOND)).isCloseTo(15, within(1e-6));
  }

  @Test
  void rowsThatWaitAreHalfDone() {
    work.begin(1, 0, 0);
    work.add(1);
    assertThat(work.percent(0.5)).isEqualTo(50);
    assertThat(work.secondsLeft(0.5, 10 * SECOND)).isCloseTo(10, within(1e-6));
  }

  @Test
  void noWorkAtAllIsNoDivisionByZero() {
    work.begin(0, 0, 0);
    assertThat(work.percent(1)).isZero();
    assertThat(work.secondsLeft(1, SECOND)).isNull();
  }
}
