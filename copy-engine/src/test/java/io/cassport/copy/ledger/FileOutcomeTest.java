package io.cassport.copy.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FileOutcomeTest {
  private static FileOutcome outcome(long total, long read, long loaded, long rejected) {
    return new FileOutcome(null, total, read, loaded, rejected, null, "");
  }

  @Test
  void isLoadedWhenEveryRowIs() {
    assertThat(outcome(10, 10, 10, 0).status()).isEqualTo(LedgerStatus.LOADED);
    assertThat(outcome(0, 0, 0, 0).status()).isEqualTo(LedgerStatus.LOADED);
    assertThat(outcome(10, 10, 9, 1).status()).isEqualTo(LedgerStatus.PARTIAL);
    assertThat(outcome(10, 5, 5, 0).status()).isEqualTo(LedgerStatus.PARTIAL);
    assertThat(outcome(10, 10, 0, 10).status()).isEqualTo(LedgerStatus.FAILED);
  }

  @Test
  void isCompleteOnlyWithoutRowsUnderWay() {
    assertThat(outcome(10, 10, 9, 1).isComplete()).isTrue();
    assertThat(outcome(10, 10, 9, 0).isComplete()).isFalse();
    assertThat(outcome(10, 9, 9, 0).isComplete()).isFalse();
  }
}
