package io.cassport.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class SpreadTest {
  @Test
  void theMedianOfAnOddNumberIsTheMiddleOne() {
    assertThat(Spread.of(DoubleStream.of(9, 1, 4))).contains(new Spread(4, 1, 9));
  }

  @Test
  void theMedianOfAnEvenNumberIsBetweenTheMiddleTwo() {
    assertThat(Spread.of(DoubleStream.of(9, 1, 4, 6))).contains(new Spread(5, 1, 9));
  }

  @Test
  void whatIsNoNumberIsLeftOut() {
    assertThat(Spread.of(DoubleStream.of(Double.NaN, 2, Double.POSITIVE_INFINITY)))
        .contains(new Spread(2, 2, 2));
    assertThat(Spread.of(DoubleStream.of(Double.NaN))).isEmpty();
  }

  @Test
  void theTextHasTheSpreadOnlyWhenThereIsOne() {
    assertThat(new Spread(1234.56, 1000, 2000).text(0)).isEqualTo("1,235 [1,000–2,000]");
    assertThat(new Spread(1.5, 1.5, 1.5).text(2)).isEqualTo("1.50");
  }
}
