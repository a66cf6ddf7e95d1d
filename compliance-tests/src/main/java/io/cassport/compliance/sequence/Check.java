package io.cassport.compliance.sequence;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** Compares what came of a call with what was expected. */
final class Check {
  private static final int LONGEST_TEXT = 200;

  private final Function<Argument, Object> evaluate;

  /**
   * A check.
   *
   * @param evaluate makes values of the arguments in expectations
   */
  Check(Function<Argument, Object> evaluate) {
    this.evaluate = evaluate;
  }

  /** Says what was expected and what came, or nothing when they agree. */
  Optional<String> mismatch(Expectation expectation, Object actual) {
    Expectation.Condition condition = expectation.condition();
    if (condition instanceof Expectation.Condition.Equal equal) {
      Object expected = evaluate.apply(equal.value());
      return unless(same(expected, actual), shortText(expected), actual);
    } else if (condition instanceof Expectation.Condition.OneOf oneOf) {
      List<Object> expected = oneOf.values().stream().map(evaluate).toList();
      return unless(
          expected.stream().anyMatch(value -> same(value, actual)), "one of " + expected, actual);
    } else if (condition instanceof Expectation.Condition.NotNull) {
      return unless(actual != null, "not null", actual);
    } else if (condition instanceof Expectation.Condition.Empty) {
      return unless(size(actual) == 0, "something empty", actual);
    } else if (condition instanceof Expectation.Condition.Compares compares) {
      return unless(holds(compares, actual), compares.operator() + " " + compares.number(), actual);
    } else if (condition instanceof Expectation.Condition.Matches matches) {
      boolean matching = actual != null && matches.pattern().matcher(actual.toString()).matches();
      return unless(matching, "a match of " + matches.pattern(), actual);
    } else if (condition instanceof Expectation.Condition.Throws) {
      return unless(false, condition.toString(), actual);
    }
    return Optional.empty();
  }

  static Optional<String> tooLong(Expectation expectation, long nanos) {
    boolean late = expectation.limit() != null && nanos > expectation.limit().toNanos();
    return late
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "took %d ms, expected at most %d",
                nanos / 1_000_000,
                expectation.limit().toMillis()))
        : Optional.empty();
  }

  static String shortText(Object value) {
    String written = Values.write(value);
    String text = written == null ? value.getClass().getSimpleName() : written;
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…";
  }

  private static Optional<String> unless(boolean held, String expected, Object actual) {
    return held
        ? Optional.empty()
        : Optional.of("expected " + expected + ", got " + shortText(actual));
  }

  private static boolean same(Object expected, Object actual) {
    if (expected instanceof Number a && actual instanceof Number b) {
      return decimal(a).compareTo(decimal(b)) == 0;
    }
    return Objects.deepEquals(expected, actual);
  }

  private static BigDecimal decimal(Number number) {
    return new BigDecimal(number.toString());
  }

  private static boolean holds(Expectation.Condition.Compares compares, Object actual) {
    if (!(actual instanceof Number number)) {
      return false;
    }
    int difference = decimal(number).compareTo(compares.number());
    return switch (compares.operator()) {
      case ">=" -> difference >= 0;
      case ">" -> difference > 0;
      case "<=" -> difference <= 0;
      default -> difference < 0;
    };
  }

  private static int size(Object value) {
    if (value instanceof Collection<?> values) {
      return values.size();
    }
    if (value instanceof CharSequence text) {
      return text.length();
    }
    return value != null && value.getClass().isArray() ? Array.getLength(value) : -1;
  }
}
