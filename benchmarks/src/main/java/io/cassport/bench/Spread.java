package io.cassport.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.DoubleStream;

/** The median of some figures with the least and the greatest. */
record Spread(double median, double min, double max) {
  /** Of the figures that are numbers; nothing when there are none. */
  static Optional<Spread> of(DoubleStream figures) {
    double[] sorted = figures.filter(Double::isFinite).toArray();
    if (sorted.length == 0) {
      return Optional.empty();
    }
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return Optional.of(new Spread(median, sorted[0], sorted[sorted.length - 1]));
  }

  /** As {@code median [min–max]} with so many digits after the point. */
  String text(int digits) {
    String form = "%,." + digits + "f";
    String middle = String.format(Locale.ROOT, form, median);
    if (min == max) {
      return middle;
    }
    return middle
        + " ["
        + String.format(Locale.ROOT, form, min)
        + "–"
        + String.format(Locale.ROOT, form, max)
        + "]";
  }
}
