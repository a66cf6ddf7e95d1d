package io.cassport.compliance.sequence;

import java.lang.reflect.InvocationTargetException;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Plays a sequence. The object {@code driver} is there from the start; everything else comes from
 * the sequence's own calls. Connections that it leaves open are closed at its end.
 */
public final class Player {
  // A tool would have given up long before; a driver that never says false must not hang the
  // player.
  private static final int MOST_ROUNDS = 10_000_000;

  private final Driver driver;
  private final Map<String, String> variables;

  /**
   * A player for one driver.
   *
   * @param driver what the sequences call {@code driver}
   * @param variables what <code>${name}</code> in their texts stands for
   */
  public Player(Driver driver, Map<String, String> variables) {
    this.driver = driver;
    this.variables = Map.copyOf(variables);
  }

  /** Makes all calls of a sequence, also those after a failure, as far as they can be made. */
  public Report play(Sequence sequence) {
    Run run = new Run(new Report(sequence));
    run.objects.put("driver", driver);
    try {
      run.steps(sequence.steps());
    } finally {
      run.closeConnections();
    }
    return run.report;
  }

  private final class Run {
    final Map<String, Object> objects = new HashMap<>();
    final Report report;

    Run(Report report) {
      this.report = report;
    }

    void steps(List<Step> steps) {
      for (Step step : steps) {
        if (step instanceof Step.Loop loop) {
          loop(loop);
        } else if (step instanceof Step.Call call) {
          call(call.line(), call.text(), call.call(), call.expectation());
        }
      }
    }

    private void loop(Step.Loop loop) {
      Expectation returns = new Expectation(new Expectation.Condition.Returns(), null);
      int rounds = 0;
      while (rounds < MOST_ROUNDS
          && Boolean.TRUE.equals(call(loop.line(), loop.text(), loop.condition(), returns))) {
        rounds++;
        steps(loop.body());
      }
      Optional<String> mismatch = new Check(this::evaluate).mismatch(loop.rounds(), rounds);
      add(
          loop.line(),
          "rounds of " + loop.text(),
          mismatch.isPresent() ? Report.Status.FAILED : Report.Status.OK,
          mismatch.orElse(rounds + " rounds"),
          0);
    }

    private Object call(int line, String text, CallExpression call, Expectation expectation) {
      Object target = objects.get(call.target());
      if (target == null) {
        add(line, text, Report.Status.SKIPPED, "there is no " + call.target(), 0);
        return null;
      }
      if (call.result() != null) {
        objects.remove(call.result());
      }
      long start = 0;
      try {
        Object[] arguments = call.arguments().stream().map(this::evaluate).toArray();
        String[] types = call.arguments().stream().map(Run::nullType).toArray(String[]::new);
        start = System.nanoTime();
        Object result = JdbcMethods.call(target, call.method(), arguments, types);
        long nanos = System.nanoTime() - start;
        if (call.result() != null && result != null) {
          objects.put(call.result(), result);
        }
        returned(line, text, expectation, result, nanos);
        return result;
      } catch (InvocationTargetException e) {
        threw(line, text, expectation, e.getCause(), System.nanoTime() - start);
      } catch (IllegalArgumentException e) {
        add(line, text, Report.Status.SKIPPED, e.getMessage(), 0);
      }
      return null;
    }

    private void returned(int line, String text, Expectation expected, Object result, long nanos) {
      Optional<String> mismatch =
          new Check(this::evaluate)
              .mismatch(expected, result)
              .or(() -> Check.tooLong(expected, nanos));
      add(
          line,
          text,
          mismatch.isPresent() ? Report.Status.FAILED : Report.Status.OK,
          mismatch.orElse(Check.shortText(result)),
          nanos);
    }

    private void threw(int line, String text, Expectation expected, Throwable thrown, long nanos) {
      boolean allowed = thrown instanceof SQLException e && expected.allows(e);
      Optional<String> late = Check.tooLong(expected, nanos);
      String state = thrown instanceof SQLException e ? e.getSQLState() + " " : "";
      String what = thrown.getClass().getName() + " " + state + thrown.getMessage();
      add(
          line,
          text,
          allowed && late.isEmpty() ? Report.Status.OK : Report.Status.FAILED,
          late.map(limit -> limit + ": ").orElse("") + what,
          nanos);
    }

    private void add(int line, String text, Report.Status status, String detail, long nanos) {
      report.add(new Report.Entry(line, text, status, detail, nanos));
    }

    private Object evaluate(Argument argument) {
      if (argument instanceof Argument.Literal literal) {
        return literal.value();
      } else if (argument instanceof Argument.Text text) {
        return filled(text.template());
      } else if (argument instanceof Argument.Reference reference) {
        Object object = objects.get(reference.name());
        if (object == null) {
          throw new IllegalArgumentException("there is no " + reference.name());
        }
        return object;
      } else if (argument instanceof Argument.Value value) {
        return Values.read(value.name(), value.arguments().stream().map(this::evaluate).toList());
      }
      return null;
    }

    private static String nullType(Argument argument) {
      return argument instanceof Argument.Null typed ? typed.type() : null;
    }

    private String filled(String template) {
      String text = template;
      for (Map.Entry<String, String> variable : variables.entrySet()) {
        text = text.replace("${" + variable.getKey() + "}", variable.getValue());
      }
      return text;
    }

    private void closeConnections() {
      for (Object object : objects.values()) {
        if (object instanceof Connection connection) {
          try {
            connection.close();
          } catch (SQLException e) {
            add(0, "close", Report.Status.FAILED, "closing at the end: " + e.getMessage(), 0);
          }
        }
      }
    }
  }
}
