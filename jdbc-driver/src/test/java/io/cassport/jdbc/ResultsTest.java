package io.cassport.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultsTest {
  private final List<String> closed = new ArrayList<>();

  /** Rows whose close fails as their name says. */
  private Outcome rows(String name) {
    return new Outcome.Rows(
        new RowSource() {
          @Override
          public List<ResultColumn> columns() {
            return List.of();
          }

          @Override
          public boolean next() {
            return false;
          }

          @Override
          public boolean isLast() {
            return true;
          }

          @Override
          public Object value(int index) {
            throw new IllegalStateException("there is no row");
          }

          @Override
          public void close() throws SQLException {
            closed.add(name);
            if (name.startsWith("fails")) {
              throw new SQLException(name, "58030");
            }
            if (name.startsWith("breaks")) {
              throw new IllegalStateException(name);
            }
          }
        });
  }

  @Test
  void everyOutcomeIsClosedWhateverComesOfTheFirst() {
    List<Outcome> outcomes =
        List.of(rows("fails 1"), rows("good 2"), new Outcome.Count(1), rows("breaks 3"), rows("4"));

    SQLException failure =
        catchThrowableOfType(SQLException.class, () -> Outcome.closeAll(outcomes));

    assertThat(closed).containsExactly("fails 1", "good 2", "breaks 3", "4");
    assertThat(failure.getMessage()).isEqualTo("fails 1");
    assertThat(failure.getSuppressed()).hasSize(1);
    assertThat(failure.getSuppressed()[0].getMessage()).contains("breaks 3");
  }

  @Test
  void aStepThatFailsTwiceWithTheSameIsNotItsOwnSuppressed() {
    SQLException same = new SQLException("same");
    Closing.Step step =
        () -> {
          throw same;
        };
    Closing closing = new Closing().and(step).and(step);
    assertThat((Throwable) catchThrowableOfType(SQLException.class, closing::end)).isSameAs(same);
    assertThat(same.getSuppressed()).isEmpty();
  }
}
