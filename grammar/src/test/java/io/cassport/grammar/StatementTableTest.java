package io.cassport.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables of accepted and rejected texts and of scripts. */
class StatementTableTest {
  static List<Tables.Block> accepted() {
    return Tables.blocks("accepted.txt");
  }

  static List<Tables.Block> scripts() {
    return Tables.blocks("scripts.txt");
  }

  static Stream<Arguments> rejected() {
    return Tables.lines("rejected.txt").stream()
        .map(Tables::unescaped)
        .map(
            line -> {
              int last = line.lastIndexOf('|');
              int middle = line.lastIndexOf('|', last - 1);
              return Arguments.of(
                  line.substring(0, middle),
                  line.substring(middle + 1, last),
                  line.substring(last + 1));
            });
  }

  @ParameterizedTest
  @MethodSource("accepted")
  void anAcceptedTextIsOneStatementWithItsTree(Tables.Block block) throws SQLException {
    List<Statement> statements = Script.parse(block.text() + "\n;");
    assertThat(statements).map(Summary::of).isEqualTo(block.below());
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void aScriptIsSplitIntoItsStatements(Tables.Block block) throws SQLException {
    List<Statement> statements = Script.parse(block.text());
    assertThat(statements).map(Statement::text).isEqualTo(block.below());
    assertThat(statements)
        .allMatch(one -> block.text().startsWith(one.text(), one.position().offset()));
  }

  @ParameterizedTest
  @MethodSource("rejected")
  void aRejectedTextNamesThePlaceAndWhatWasExpected(String text, String place, String part) {
    GrammarException error = catchThrowableOfType(GrammarException.class, () -> Script.parse(text));
    assertThat((Object) error).as("the error of %s", text).isNotNull();
    assertThat(error.position().line() + ":" + error.position().column()).isEqualTo(place);
    assertThat(error.getMessage()).startsWith(error.position() + ": ").contains(part);
    assertThat(error.getSQLState()).isEqualTo("42000");
  }

  @Test
  void theTablesAreAsLargeAsTheyClaim() {
    assertThat(accepted()).hasSizeGreaterThanOrEqualTo(150);
    assertThat(rejected()).hasSizeGreaterThanOrEqualTo(80);
  }
}
