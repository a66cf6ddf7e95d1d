package io.cassport.copy.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class WorkersTest {
  @Test
  void everyTaskRunsOnItsOwnThread() throws SQLException {
    CountDownLatch all = new CountDownLatch(4);
    Workers.Task meetsTheOthers =
        () -> {
          all.countDown();
          all.await();
        };
    Workers.run("test", Collections.nCopies(4, meetsTheOthers));
    assertThat(all.getCount()).isZero();
  }

  @Test
  void theFirstFailureIsThrownEvenWhenItComesBeforeTheLastTaskHasStarted() {
    Workers.Task fails =
        () -> {
          throw new SQLException("task failed", "58030");
        };
    for (int round = 0; round < 500; round++) {
      assertThatThrownBy(() -> Workers.run("test", Collections.nCopies(4, fails)))
          .isInstanceOf(SQLException.class)
          .hasMessage("task failed");
    }
  }

  @Test
  void aFailureInterruptsTheOthers() {
    AtomicBoolean interrupted = new AtomicBoolean();
    CountDownLatch waiting = new CountDownLatch(1);
    Workers.Task waits =
        () -> {
          waiting.countDown();
          try {
            Thread.sleep(60_000);
          } catch (InterruptedException e) {
            interrupted.set(true);
            throw e;
          }
        };
    Workers.Task fails =
        () -> {
          waiting.await();
          throw new SQLException("task failed", "58030");
        };
    assertThatThrownBy(() -> Workers.run("test", List.of(waits, fails))).hasMessage("task failed");
    assertThat(interrupted).isTrue();
  }

  @Test
  void anErrorIsThrownAsItIs() {
    Workers.Task fails =
        () -> {
          throw new OutOfMemoryError("no heap");
        };
    assertThatThrownBy(() -> Workers.run("test", List.of(fails)))
        .isInstanceOf(OutOfMemoryError.class);
  }
}
