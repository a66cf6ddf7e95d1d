package io.cassport.copy.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RemovalsTest {
  private static final List<Integer> MANY = IntStream.range(0, 1_000).boxed().toList();

  @Test
  void allAreRemovedThoughSomeFail() {
    Set<Integer> removed = ConcurrentHashMap.newKeySet();
    List<IOException> failures =
        Removals.run(
            MANY,
            one -> {
              if (one % 100 == 0) {
                throw new IOException("no " + one);
              }
              removed.add(one);
            });
    assertThat(removed).hasSize(990);
    assertThat(failures).hasSize(10).allSatisfy(e -> assertThat(e).hasMessageStartingWith("no "));
  }

  @Test
  void whereNothingCanBeRemovedItEndsSoon() {
    AtomicInteger tried = new AtomicInteger();
    List<IOException> failures =
        Removals.run(
            MANY,
            one -> {
              tried.incrementAndGet();
              throw new IOException("no way");
            });
    assertThat(tried.get()).isBetween(Removals.AT_ONCE, 2 * Removals.AT_ONCE);
    assertThat(failures.get(failures.size() - 1)).hasMessageContaining("more were not tried");
  }

  @Test
  void nothingNeedsNoThread() {
    assertThat(Removals.run(List.of(), one -> {})).isEmpty();
  }
}
