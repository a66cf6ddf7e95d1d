package io.cassport.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the jobs of {@link Scale} say about growth: larger ones divided by smaller ones. */
final class Growth {
  private final Results results;

  Growth(Results results) {
    this.results = results;
  }

  /**
   * A comparison.
   *
   * @param what is divided
   * @param measured nothing when one of the two has not run
   */
  record Comparison(String what, Optional<Spread> measured) {}

  List<Comparison> comparisons() {
    List<Comparison> list = new ArrayList<>();
    for (String copy : List.of("copy-to", "copy-from")) {
      String rows = copy + "-rows-";
      // so many seconds more than the rows ask for: 1 is linear
      list.add(rate(copy + ", 4× rows: time for each row", rows + "1x", rows + "4x"));
      list.add(rate(copy + ", 16× rows: time for each row", rows + "1x", rows + "16x"));
      list.add(peak(copy + ", 16× rows: peak RSS", rows + "16x", rows + "1x"));
      list.add(rate(copy + ", 3 nodes instead of 1: rows/s", copy + "-3-nodes", copy + "-1-node"));
      list.add(rate(copy + ", heap of 256 MB: rows/s", copy + "-heap-256m", copy + "-1-node"));
      String concurrency = copy + "-concurrency-";
      list.add(
          rate(copy + ", CONCURRENCY 32 instead of 1: rows/s", concurrency + 32, concurrency + 1));
    }
    String directories = "copy-to-partitions-";
    list.add(rate("copy-to, 10,000 directories: rows/s", directories + "10000", directories + "1"));
    list.add(
        peak("copy-to, 10,000 directories: peak RSS", directories + "10000", directories + "1"));
    return list;
  }

  private Comparison rate(String what, String job, String other) {
    return new Comparison(what, results.ratio(Figures::rowsPerSecond, job, other));
  }

  private Comparison peak(String what, String job, String other) {
    return new Comparison(what, results.ratio(Figures::peakMegabytes, job, other));
  }
}
