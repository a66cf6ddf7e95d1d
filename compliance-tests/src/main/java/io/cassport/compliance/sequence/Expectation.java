package io.cassport.compliance.sequence;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What must come of a call.
 *
 * @param condition what must be true of what it returned or threw
 * @param limit how long it may take, or null
 */
public record Expectation(Condition condition, Duration limit) {

  /** What must be true of what a call returned or threw. */
  sealed interface Condition {
    /** It returns. */
    record Returns() implements Condition {}

    /** It returns this. */
    record Equal(Argument value) implements Condition {}

    /** It returns one of these. */
    record OneOf(List<Argument> values) implements Condition {}

    /** It returns anything but null. */
    record NotNull() implements Condition {}

    /** It returns an empty text, array or collection. */
    record Empty() implements Condition {}

    /** It returns a number that compares so: {@code >=}, {@code >}, {@code <=} or {@code <}. */
    record Compares(String operator, BigDecimal number) implements Condition {}

    /** It returns an object whose text matches as a whole. */
    record Matches(Pattern pattern) implements Condition {}

    /** It throws an SQLException whose SQLState begins with one of these; any when empty. */
    record Throws(List<String> states) implements Condition {}

    /** It returns or throws an SQLException. */
    record MayThrow() implements Condition {}
  }

  /** Whether this exception is what was expected, or is allowed. */
  boolean allows(SQLException thrown) {
    if (condition instanceof Condition.Throws expected) {
      String state = String.valueOf(thrown.getSQLState());
      return expected.states().isEmpty() || expected.states().stream().anyMatch(state::startsWith);
    }
    return condition instanceof Condition.MayThrow;
  }
}
