package io.cassport.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables of accepted and rejected texts. */
class StatementTableTest {
  static Stream<Arguments> accepted() {
    return lines("accepted.txt").map(line -> line.split("\\|", 2)).map(Arguments::of);
  }

  static Stream<Arguments> rejected() {
    return lines("rejected.txt")
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

  private static Stream<String> lines(String resource) {
    try (InputStream stream = StatementTableTest.class.getResourceAsStream(resource)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.startsWith("#"))
              .map(
                  line ->
                      line.replace("\\\\", "\u0000").replace("\\n", "\n").replace('\u0000', '\\'))
              .toList()
              .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("accepted")
  void anAcceptedTextIsOneStatementOfItsKind(String kind, String text) throws SQLException {
    List<Statement> statements = Script.parse(text + ";");
    assertThat(statements).hasSize(1);
    assertThat(statements.get(0).getClass().getSimpleName()).isEqualTo(kind);
  }

  @ParameterizedTest
  @MethodSource("rejected")
  void aRejectedTextNamesThePlaceAndWhatWasExpected(String text, String place, String part) {
    String[] lineAndColumn = place.split(":", -1);
    assertThatThrownBy(() -> Script.parse(text))
        .isInstanceOf(GrammarException.class)
        .hasMessageStartingWith("line " + lineAndColumn[0] + ", column " + lineAndColumn[1] + ": ")
        .hasMessageContaining(part)
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo("42000");
  }

  @Test
  void theTablesAreAsLargeAsTheyClaim() {
    assertThat(accepted().count()).isGreaterThanOrEqualTo(150);
    assertThat(rejected().count()).isGreaterThanOrEqualTo(80);
  }
}
