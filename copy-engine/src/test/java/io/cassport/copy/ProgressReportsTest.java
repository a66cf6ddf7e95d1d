package io.cassport.copy;

import static org.assertj.core.api.Assertions.assertThat;

import io.cassport.copy.job.JobLog;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ProgressReportsTest {
  private final AtomicInteger asked = new AtomicInteger();
  private final ProgressReports reports =
      new ProgressReports(
          () ->
              new CopyProgress(
                  1,
                  "COPY",
                  CopyProgress.State.RUNNING,
                  asked.incrementAndGet(),
                  0,
                  0,
                  0,
                  0,
                  null,
                  Instant.EPOCH,
                  null,
                  null),
          new JobLog(1));

  private static long progressThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("cassport-progress"))
        .count();
  }

  private static void noThreadIsLeft() throws InterruptedException {
    for (int i = 0; i < 100 && progressThreads() > 0; i++) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    assertThat(progressThreads()).isZero();
  }

  @Test
  void withoutListenersThereIsNoThread() {
    reports.begin();
    assertThat(progressThreads()).isZero();
    reports.end();
    assertThat(asked).hasValue(0);
  }

  @Test
  void aListenerIsCalledInOrderAndLastAtTheEnd() throws InterruptedException {
    List<Long> seen = new CopyOnWriteArrayList<>();
    reports.add(progress -> seen.add(progress.rows()));
    reports.begin();
    TimeUnit.MILLISECONDS.sleep(700);
    reports.end();
    assertThat(seen).hasSizeGreaterThan(2).isSorted();
    assertThat(seen.get(seen.size() - 1)).isEqualTo(asked.get());
    noThreadIsLeft();
  }

  @Test
  void aListenerThatThrowsAnythingIsNotCalledAgainAndTheOthersAre() throws InterruptedException {
    AtomicInteger failing = new AtomicInteger();
    AtomicInteger good = new AtomicInteger();
    reports.add(
        progress -> {
          failing.incrementAndGet();
          throw new AssertionError("not as expected");
        });
    reports.add(progress -> good.incrementAndGet());
    reports.begin();
    TimeUnit.MILLISECONDS.sleep(700);
    reports.end();
    assertThat(failing).hasValue(1);
    assertThat(good.get()).isGreaterThan(2);
    noThreadIsLeft();
  }

  @Test
  void aListenerThatDoesNotReturnDoesNotKeepTheJob() throws InterruptedException {
    CountDownLatch interrupted = new CountDownLatch(1);
    reports.add(
        progress -> {
          try {
            TimeUnit.MINUTES.sleep(1);
          } catch (InterruptedException e) {
            interrupted.countDown();
          }
        });
    reports.begin();
    TimeUnit.MILLISECONDS.sleep(300);
    long start = System.nanoTime();
    reports.end();
    assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start)).isLessThan(6);
    assertThat(interrupted.await(2, TimeUnit.SECONDS)).isTrue();
    noThreadIsLeft();
  }
}
