package io.cassport.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Whether what is held is flat: the median of the last third of the samples beside that of the
 * first third after the warm-up, which is the first fifth.
 *
 * <p>What may have grown: the heap after collections by a tenth and 4 MB; direct buffers by a tenth
 * and 4 MB; the process in memory by a tenth and 24 MB, because the JIT and malloc take their time;
 * handles, threads, sessions and files by nothing.
 */
record Verdict(List<String> growths) {
  private static final int FEWEST = 6;
  private static final double TENTH = 1.1;
  private static final long MB = 1_000_000;

  /**
   * Judges samples in their order.
   *
   * @throws IllegalArgumentException when they are too few
   */
  static Verdict of(List<Sample> samples) {
    if (samples.size() < FEWEST) {
      throw new IllegalArgumentException(
          samples.size() + " samples say nothing; there have to be " + FEWEST);
    }
    List<Sample> warm = samples.subList(samples.size() / 5, samples.size());
    List<Sample> first = warm.subList(0, warm.size() / 3);
    List<Sample> last = warm.subList(warm.size() - warm.size() / 3, warm.size());
    List<String> growths = new ArrayList<>();
    compare("heap", first, last, Sample::heap, TENTH, 4 * MB, growths);
    compare("direct buffers", first, last, Sample::direct, TENTH, 4 * MB, growths);
    compare("resident memory", first, last, Sample::resident, TENTH, 24 * MB, growths);
    compare("handles", first, last, Sample::handles, 1, 0, growths);
    compare("threads", first, last, Sample::threads, 1, 0, growths);
    compare("sessions", first, last, Sample::sessions, 1, 0, growths);
    compare("files", first, last, Sample::files, 1, 0, growths);
    return new Verdict(growths);
  }

  private static void compare(
      String what,
      List<Sample> first,
      List<Sample> last,
      ToLongFunction<Sample> value,
      double factor,
      long more,
      List<String> growths) {
    long before = median(first, value);
    long after = median(last, value);
    if (after > before * factor + more) {
      growths.add(what + " grew from " + before + " to " + after);
    }
  }

  private static long median(List<Sample> samples, ToLongFunction<Sample> value) {
    long[] sorted = samples.stream().mapToLong(value).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  boolean isFlat() {
    return growths.isEmpty();
  }
}
