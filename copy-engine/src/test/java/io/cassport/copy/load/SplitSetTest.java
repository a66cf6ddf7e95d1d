package io.cassport.copy.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.junit.jupiter.api.Test;

class SplitSetTest {
  private static BitSet set(int... splits) {
    BitSet set = new BitSet();
    for (int split : splits) {
      set.set(split);
    }
    return set;
  }

  @Test
  void rangesAreJoined() {
    assertThat(SplitSet.text(set(0, 1, 2, 5, 7, 8))).isEqualTo("0-2,5,7-8");
    assertThat(SplitSet.text(set())).isEmpty();
  }

  @Test
  void whatWasWrittenIsRead() {
    assertThat(SplitSet.parse("0-2,5,7-8", 9)).isEqualTo(set(0, 1, 2, 5, 7, 8));
    assertThat(SplitSet.parse("", 9)).isEqualTo(set());
    assertThat(SplitSet.parse(null, 9)).isEqualTo(set());
  }

  @Test
  void splitsThatTheFileHasNoMoreAreLeftOut() {
    assertThat(SplitSet.parse("0-2,5,7-8", 6)).isEqualTo(set(0, 1, 2, 5));
  }
}
