package io.cassport.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** What all jobs have measured so far, by round. */
final class Results {
  private final Map<String, Outcome> outcomes = new LinkedHashMap<>();

  /**
   * What became of a job.
   *
   * @param rounds its figures by the number of the round
   * @param remark why it was skipped or how it failed, or null
   * @param failed true when the remark is about a failure
   */
  record Outcome(Map<Integer, Figures> rounds, String remark, boolean failed) {
    Optional<Spread> spread(ToDoubleFunction<Figures> figure) {
      return Spread.of(rounds.values().stream().mapToDouble(figure));
    }

    Stream<Figures> figures() {
      return rounds.values().stream();
    }
  }

  void add(String job, int round, Figures figures) {
    outcome(job).rounds().put(round, figures);
  }

  void skipped(String job, String reason) {
    outcomes.put(job, new Outcome(outcome(job).rounds(), "skipped: " + reason, false));
  }

  void failed(String job, String reason) {
    outcomes.put(job, new Outcome(outcome(job).rounds(), "FAILED: " + reason, true));
  }

  /** True when the job is not to run again. */
  boolean isSettled(String job) {
    return outcome(job).remark() != null;
  }

  boolean hasFailures() {
    return outcomes.values().stream().anyMatch(Outcome::failed);
  }

  /** In the order in which the jobs first ran. */
  Map<String, Outcome> byJob() {
    return outcomes;
  }

  Outcome outcome(String job) {
    return outcomes.computeIfAbsent(job, name -> new Outcome(new TreeMap<>(), null, false));
  }

  /**
   * A figure of one job divided by the same of another, round by round, so that a drift of the
   * machine takes part in both.
   */
  Optional<Spread> ratio(ToDoubleFunction<Figures> figure, String job, String other) {
    Map<Integer, Figures> others = outcome(other).rounds();
    List<Double> ratios = new ArrayList<>();
    outcome(job)
        .rounds()
        .forEach(
            (round, figures) -> {
              if (others.containsKey(round)) {
                ratios.add(figure.applyAsDouble(figures) / figure.applyAsDouble(others.get(round)));
              }
            });
    return Spread.of(ratios.stream().mapToDouble(Double::doubleValue));
  }
}
