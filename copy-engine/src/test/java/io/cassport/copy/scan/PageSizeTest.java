package io.cassport.copy.scan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageSizeTest {
  @Test
  void theFirstPageIsSmall() {
    assertThat(new PageSize(5_000).rows()).isEqualTo(100);
    assertThat(new PageSize(20).rows()).isEqualTo(20);
  }

  @ParameterizedTest
  @CsvSource({
    "100, 22000, 5000",
    "100, 10000000, 41",
    "1, 300000000, 1",
    "5000, 8388608, 2500",
    "3, 0, 5000"
  })
  void theNextOneIsAsLargeAsItsBytesMayBe(int rows, int bytes, int expected) {
    PageSize size = new PageSize(5_000);
    size.follow(rows, bytes);
    assertThat(size.rows()).isEqualTo(expected);
  }

  @Test
  void itGrowsAgainBehindLargeRows() {
    PageSize size = new PageSize(5_000);
    size.follow(100, 100 << 20);
    assertThat(size.rows()).isEqualTo(4);
    size.follow(4, 400);
    assertThat(size.rows()).isEqualTo(5_000);
  }

  @Test
  void aPageWithoutRowsTellsNothing() {
    PageSize size = new PageSize(5_000);
    size.follow(0, 90);
    assertThat(size.rows()).isEqualTo(100);
  }
}
