package io.cassport.bench;

import io.cassport.bench.task.DsbulkRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/** What is wanted, and whether it is so. */
final class Goals {
  /** Every COPY of ours is to stay below this, in a heap of 512 MiB. */
  private static final double MOST_MEGABYTES = 600;

  private static final double MOST_MILLIS = 100;

  private final Results results;

  Goals(Results results) {
    this.results = results;
  }

  /**
   * A goal beside what was measured.
   *
   * @param what is compared
   * @param goal such as {@code ≥ 0.90×}
   * @param measured nothing when a job of it has not run
   * @param limit of the median
   * @param atLeast whether the limit is the least or the most
   */
  record Verdict(
      String what, String goal, Optional<Spread> measured, double limit, boolean atLeast) {
    /** Whether it is met, or nothing when it was not measured. */
    Optional<Boolean> met() {
      return measured.map(spread -> atLeast ? spread.median() >= limit : spread.median() <= limit);
    }
  }

  List<Verdict> verdicts() {
    List<Verdict> verdicts = new ArrayList<>();
    verdicts.add(rate("COPY TO Parquet / bare scan", Jobs.COPY_TO, Jobs.SCAN, 0.9));
    verdicts.add(rate("COPY TO Parquet / DSBulk unload", Jobs.COPY_TO, Jobs.DSBULK_UNLOAD, 2));
    verdicts.add(
        rate("COPY TO Parquet / JDBC wrapper's COPY TO", Jobs.COPY_TO, Jobs.WRAPPER_COPY_TO, 5));
    verdicts.add(rate("COPY FROM Parquet / bare inserts", Jobs.COPY_FROM, Jobs.INSERTS, 1.5));
    verdicts.add(rate("COPY FROM Parquet / DSBulk load", Jobs.COPY_FROM, Jobs.DSBULK_LOAD, 1.2));
    verdicts.add(rate("encode / DuckDB, one thread", Jobs.ENCODE, Jobs.DUCKDB_ENCODE, 0.8));
    verdicts.add(rate("encode / parquet-java's Avro writer", Jobs.ENCODE, Jobs.AVRO_ENCODE, 4));
    verdicts.add(rate("decode / parquet-java's Avro reader", Jobs.DECODE, Jobs.AVRO_DECODE, 4));
    verdicts.add(rate("SELECT / bare page loop", Jobs.SELECT, Jobs.PAGES, 0.9));
    verdicts.add(rate("SELECT / JDBC wrapper's SELECT", Jobs.SELECT, Jobs.WRAPPER_SELECT, 1.5));
    verdicts.add(
        new Verdict("peak RSS of any COPY", "≤ 600 MB", worstPeak(), MOST_MEGABYTES, false));
    verdicts.add(
        new Verdict(
            "file size / smaller of DuckDB's and parquet-java's",
            "≤ 1.05×",
            fileSize(),
            1.05,
            false));
    verdicts.add(
        new Verdict(
            "execute(\"COPY …\") to the first rows", "≤ 100 ms", firstRow(), MOST_MILLIS, false));
    return verdicts;
  }

  private Verdict rate(String what, String ours, String other, double limit) {
    return new Verdict(
        what, "≥ " + limit + "×", results.ratio(Goals::rate, ours, other), limit, true);
  }

  /** Without the time that DSBulk needs to begin, which others have spent before. */
  private static double rate(Figures figures) {
    return figures.rows()
        / (figures.seconds() - figures.extras().getOrDefault(DsbulkRun.START_UP, 0.0));
  }

  /** The greatest of all: a goal for any export or import is missed when one of them misses it. */
  private Optional<Spread> worstPeak() {
    DoubleStream peaks =
        results.byJob().entrySet().stream()
            .filter(entry -> Jobs.isOurCopy(entry.getKey()))
            .flatMap(entry -> entry.getValue().figures())
            .filter(figures -> figures.peakKilobytes() > 0)
            .mapToDouble(Figures::peakMegabytes);
    return Spread.of(peaks).map(spread -> new Spread(spread.max(), spread.max(), spread.max()));
  }

  private Optional<Spread> fileSize() {
    return Spread.of(
        DoubleStream.of(
            DoubleStream.of(size(Jobs.DUCKDB_ENCODE), size(Jobs.AVRO_ENCODE))
                .filter(size -> size > 0)
                .min()
                .stream()
                .map(smaller -> size(Jobs.ENCODE) / smaller)
                .filter(ratio -> ratio > 0)
                .toArray()));
  }

  private double size(String job) {
    return results.outcome(job).spread(Figures::fileBytes).map(Spread::median).orElse(0.0);
  }

  private Optional<Spread> firstRow() {
    return results
        .outcome(Jobs.FIRST_ROW)
        .spread(figures -> figures.extras().getOrDefault("millis", Double.NaN));
  }
}
