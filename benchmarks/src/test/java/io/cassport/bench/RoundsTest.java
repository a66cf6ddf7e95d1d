package io.cassport.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.cassport.bench.task.BareScan;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoundsTest {
  private final Results results = new Results();
  private final List<String> ran = new ArrayList<>();

  @Test
  void jobsRunInTurn() throws Exception {
    run(List.of(job("a"), job("b")), 3, hours(1));
    assertThat(ran).containsExactly("a1", "b1", "a2", "b2", "a3", "b3");
    assertThat(results.outcome("a").rounds()).containsOnlyKeys(1, 2, 3);
  }

  @Test
  void jobsWithoutGoalsRunOnceWhenTimeIsShort() throws Exception {
    run(List.of(job("b").besides(), job("a")), 3, hours(-1));
    assertThat(ran).containsExactly("a1", "b1", "a2", "a3");
    assertThat(results.byJob().keySet()).containsExactly("b", "a");
  }

  @Test
  void jobsWithoutGoalsRunInEachRoundWhenThereIsTime() throws Exception {
    run(List.of(job("b").besides(), job("a")), 2, hours(1));
    assertThat(ran).containsExactly("a1", "b1", "a2", "b2");
  }

  @Test
  void whatFailsOrIsSkippedDoesNotRunAgain() throws Exception {
    run(List.of(job("a"), job("fails"), job("c").skippedBecause("no c")), 2, hours(1));
    assertThat(ran).containsExactly("a1", "fails1", "a2");
    assertThat(results.hasFailures()).isTrue();
    assertThat(results.outcome("fails").remark()).isEqualTo("FAILED: broken");
    assertThat(results.outcome("c").remark()).isEqualTo("skipped: no c");
  }

  @Test
  void whatCannotBePreparedIsNoEndOfTheOthers() throws Exception {
    run(List.of(job("throws"), job("a")), 1, hours(1));
    assertThat(ran).containsExactly("throws1", "a1");
    assertThat(results.outcome("throws").remark()).contains("FAILED", "no table");
  }

  private void run(List<Job> jobs, int rounds, long deadline) throws Exception {
    new Rounds(this::measure, results, deadline).run(jobs, rounds);
  }

  private ChildJvm.Answer measure(Job job, int round) throws SQLException {
    ran.add(job.name() + round);
    return switch (job.name()) {
      case "fails" -> new ChildJvm.Answer(null, "broken");
      case "throws" -> throw new SQLException("no table");
      default -> new ChildJvm.Answer(new Figures(1, 1, 1, 1, 1, 1, 1, Map.of()), null);
    };
  }

  private static Job job(String name) {
    return Job.of(name, BareScan.class, ClassPath.CASSPORT);
  }

  private static long hours(int hours) {
    return System.nanoTime() + hours * 3_600_000_000_000L;
  }
}
