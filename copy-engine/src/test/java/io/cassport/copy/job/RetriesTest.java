package io.cassport.copy.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.NoNodeAvailableException;
import com.datastax.oss.driver.api.core.NodeUnavailableException;
import com.datastax.oss.driver.api.core.connection.ClosedConnectionException;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import com.datastax.oss.driver.api.core.servererrors.OverloadedException;
import java.lang.reflect.Proxy;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class RetriesTest {
  private static Node node(String name) {
    return (Node)
        Proxy.newProxyInstance(
            Node.class.getClassLoader(),
            new Class<?>[] {Node.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "hashCode" -> name.hashCode();
                  case "equals" -> proxy == arguments[0];
                  default -> name;
                });
  }

  private static AllNodesFailedException all(Throwable... errors) {
    List<Map.Entry<Node, Throwable>> each = new ArrayList<>();
    for (Throwable error : errors) {
      each.add(Map.entry(node("node" + each.size()), error));
    }
    return AllNodesFailedException.fromErrors(each);
  }

  static Stream<Arguments> failures() {
    Throwable invalid = new InvalidQueryException(null, "unconfigured table t");
    return Stream.of(
        Arguments.of(new DriverTimeoutException("late"), true, 0),
        Arguments.of(new NoNodeAvailableException(), true, 0),
        // what is left when nodes go: one has no connection any more, another loses it now
        Arguments.of(
            all(
                new NodeUnavailableException(node("down")),
                new ClosedConnectionException("gone"),
                new ClosedChannelException()),
            true,
            2),
        Arguments.of(all(new ClosedConnectionException("gone"), invalid), false, 1),
        Arguments.of(invalid, false, 0),
        Arguments.of(new IllegalStateException("closed"), false, 0));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void whatPassesIsTriedAgain(Throwable failure, boolean passing, int sentBefore) {
    assertThat(Retries.isPassing(failure)).isEqualTo(passing);
    assertThat(Retries.isWorthAnother(failure, 1)).isEqualTo(passing);
    assertThat(Retries.isWorthAnother(failure, Retries.ATTEMPTS)).isFalse();
    assertThat(Retries.sentBefore(failure)).isEqualTo(sentBefore);
  }

  @Test
  void anOverloadedServerIsWaitedForLonger() {
    Throwable overload = all(new OverloadedException(null), new OverloadedException(null));
    assertThat(Retries.isWorthAnother(overload, Retries.ATTEMPTS)).isTrue();
    assertThat(Retries.isWorthAnother(overload, Retries.OVERLOADED_ATTEMPTS)).isFalse();
  }

  @Test
  void pausesGrowUpToABoundAndVary() {
    for (int attempt = 1; attempt < 100; attempt++) {
      long longest = Math.min(5_000, 50L << Math.min(attempt - 1, 10));
      long pause = Retries.pauseMillis(attempt);
      assertThat(pause).isBetween(longest / 2, longest);
    }
    assertThat(Stream.generate(() -> Retries.pauseMillis(9)).limit(50).distinct().count())
        .isGreaterThan(1);
  }
}
