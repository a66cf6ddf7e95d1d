package io.cassport.copy.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.cassport.format.ObjectReader.Split;
import java.util.BitSet;
import java.util.List;
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
    assertThat(SplitSet.text("k", set(0, 1, 2, 5, 7, 8))).isEqualTo("k:0-2,5,7-8");
    assertThat(SplitSet.text("k", set())).isEmpty();
  }

  @Test
  void whatWasWrittenIsRead() {
    assertThat(SplitSet.parse("k:0-2,5,7-8", "k")).isEqualTo(set(0, 1, 2, 5, 7, 8));
    assertThat(SplitSet.parse("", "k")).isEqualTo(set());
    assertThat(SplitSet.parse(null, "k")).isEqualTo(set());
  }

  @Test
  void splitsOfAFileThatWasReadOtherwiseAreNone() {
    List<Split> splits = List.of(new Split(0, 10, 99), new Split(10, 7, 60));
    String key = SplitSet.key("CSV{}", splits);
    assertThat(key).isEqualTo(SplitSet.key("CSV{}", List.copyOf(splits)));
    String text = SplitSet.text(key, set(0, 1));
    assertThat(SplitSet.parse(text, SplitSet.key("CSV{QUOTE='}", splits))).isEqualTo(set());
    assertThat(SplitSet.parse(text, SplitSet.key("CSV{}", splits.subList(0, 1)))).isEqualTo(set());
    assertThat(SplitSet.parse("0-1", key)).isEqualTo(set());
  }
}
