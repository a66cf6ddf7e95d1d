package io.cassport.copy.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TokenSpanTest {
  private static TokenSpan span(long start, long end) {
    return new TokenSpan(start, end);
  }

  @Test
  void theRingWithoutNodesIsSplitEvenlyAndWithoutGaps() {
    List<TokenSpan> spans = TokenSpan.ofRing(Optional.empty(), 7);
    assertThat(spans).hasSize(7);
    assertThat(spans.get(0).start()).isEqualTo(Long.MIN_VALUE);
    assertThat(spans.get(6).end()).isEqualTo(Long.MAX_VALUE);
    for (int i = 1; i < 7; i++) {
      assertThat(spans.get(i).start()).isEqualTo(spans.get(i - 1).end());
    }
    assertThat(spans.stream().mapToDouble(TokenSpan::share).sum()).isCloseTo(1, within());
  }

  private static org.assertj.core.data.Offset<Double> within() {
    return org.assertj.core.data.Offset.offset(1e-9);
  }

  @Test
  void whatIsDoneIsCutOut() {
    List<TokenSpan> ring = List.of(span(0, 10), span(10, 20), span(20, 30));
    assertThat(TokenSpan.without(ring, List.of(span(0, 10))))
        .containsExactly(span(10, 20), span(20, 30));
    assertThat(TokenSpan.without(ring, List.of(span(5, 25), span(26, 27))))
        .containsExactly(span(0, 5), span(25, 26), span(27, 30));
    assertThat(TokenSpan.without(ring, List.of(span(-5, 40)))).isEmpty();
    assertThat(TokenSpan.without(ring, List.of())).isEqualTo(ring);
  }

  @Test
  void theEndsOfTheRingCanBeCutOut() {
    List<TokenSpan> ring = List.of(span(Long.MIN_VALUE, Long.MAX_VALUE));
    assertThat(TokenSpan.without(ring, List.of(span(Long.MIN_VALUE, 0), span(100, Long.MAX_VALUE))))
        .containsExactly(span(0, 100));
  }

  @Test
  void itsTextIsReadBack() {
    TokenSpan span = span(Long.MIN_VALUE, -17);
    assertThat(TokenSpan.parse(span.toString())).isEqualTo(span);
  }
}
