package io.cassport.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Runs jobs in rounds, one after the other: A B C, A B C, … */
final class Rounds {
  private final Measurement measurement;
  private final Results results;
  private final long deadlineNanos;

  /** Runs a job by itself. */
  interface Measurement {
    ChildJvm.Answer of(Job job, int round) throws IOException, SQLException, InterruptedException;
  }

  /**
   * Makes rounds.
   *
   * @param measurement of one job
   * @param deadlineNanos the moment of System.nanoTime() by which jobs without goals are left out
   */
  Rounds(Measurement measurement, Results results, long deadlineNanos) {
    this.measurement = measurement;
    this.results = results;
    this.deadlineNanos = deadlineNanos;
  }

  /**
   * Runs all jobs; those without goals once, and again only while there is time for all that have
   * to run.
   */
  void run(List<Job> jobs, int rounds) throws InterruptedException {
    List<Job> essential = jobs.stream().filter(Job::essential).toList();
    List<Job> besides = jobs.stream().filter(job -> !job.essential()).toList();
    // so that they are listed in this order, whichever runs first
    jobs.forEach(job -> results.outcome(job.name()));
    long longestEssential = 0;
    long longestBesides = 0;
    for (int round = 1; round <= rounds; round++) {
      longestEssential = Math.max(longestEssential, timed(essential, round));
      long needed = (rounds - round) * longestEssential + longestBesides;
      if (round == 1 || System.nanoTime() + needed < deadlineNanos) {
        longestBesides = Math.max(longestBesides, timed(besides, round));
      }
    }
  }

  private long timed(List<Job> jobs, int round) throws InterruptedException {
    long start = System.nanoTime();
    for (Job job : jobs) {
      if (!results.isSettled(job.name())) {
        run(job, round);
      }
    }
    return System.nanoTime() - start;
  }

  private void run(Job job, int round) throws InterruptedException {
    if (job.skipped() != null) {
      results.skipped(job.name(), job.skipped());
      say(round, job, results.outcome(job.name()).remark());
      return;
    }
    ChildJvm.Answer answer = answer(job, round);
    if (answer.figures() != null) {
      results.add(job.name(), round, answer.figures());
      say(round, job, sentence(answer.figures()));
      return;
    }
    results.failed(job.name(), answer.failure());
    say(round, job, results.outcome(job.name()).remark());
  }

  /** A failure is the job's own: what the others have measured is not to be lost. */
  private ChildJvm.Answer answer(Job job, int round) throws InterruptedException {
    try {
      return measurement.of(job, round);
    } catch (IOException | SQLException e) {
      return new ChildJvm.Answer(null, e.toString());
    }
  }

  private static String sentence(Figures figures) {
    List<String> parts = new ArrayList<>();
    if (figures.rows() > 0) {
      parts.add(
          String.format(
              Locale.ROOT,
              "%,d rows in %.2f s: %,.0f rows/s",
              figures.rows(),
              figures.seconds(),
              figures.rowsPerSecond()));
    }
    figures
        .extras()
        .forEach((name, value) -> parts.add(String.format(Locale.ROOT, "%s %.1f", name, value)));
    return String.join(", ", parts);
  }

  private static void say(int round, Job job, String text) {
    System.out.printf("  round %d  %-24s %s%n", round, job.name(), text);
  }
}
