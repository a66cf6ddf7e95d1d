package io.cassport.grammar;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Splitting, and what the tree says. */
class ScriptTest {
  @Test
  void positionsCountFromTheWholeText() throws SQLException {
    CopyTo copy = (CopyTo) Script.parse("SELECT 1;\n  COPY t TO 'x'\n WITH A='b'").get(1);
    assertThat(copy.position()).isEqualTo(new Position(12, 2, 3));
    assertThat(copy.options().get(0).position()).isEqualTo(new Position(32, 3, 7));
    assertThat(copy.options().get(0).value().position()).isEqualTo(new Position(34, 3, 9));
  }

  @Test
  void theTreeOfAnExportHasAllItsParts() throws SQLException {
    CopyTo copy =
        (CopyTo)
            Script.parse(
                    "COPY Ks.\"T\" (a, \"B\") TO 'it''s' WHERE a = ? AND b = 'WITH'"
                        + " WITH CHUNKSIZE=50K AND OVERWRITE=TRUE AND RATE=? AND X='y'")
                .get(0);
    Source.Table table = (Source.Table) copy.source();
    assertThat(table.name().toString()).isEqualTo("ks.\"T\"");
    assertThat(table.columns()).extracting(Identifier::name).containsExactly("a", "B");
    assertThat(table.where().text()).isEqualTo("a = ? AND b = 'WITH'");
    assertThat(table.where().firstMarker()).isZero();
    assertThat(table.where().markerCount()).isEqualTo(1);
    assertThat(((Value.Text) copy.target()).text()).isEqualTo("it's");
    assertThat(copy.options())
        .extracting(Option::name)
        .containsExactly("CHUNKSIZE", "OVERWRITE", "RATE", "X");
    assertThat(((Value.Word) copy.options().get(0).value()).text()).isEqualTo("50K");
    assertThat(((Value.Bool) copy.options().get(1).value()).value()).isTrue();
    assertThat(((Value.Marker) copy.options().get(2).value()).index()).isEqualTo(1);
    assertThat(copy.markerCount()).isEqualTo(2);
  }

  @Test
  void markersAreNumberedInTheOrderOfTheText() throws SQLException {
    CopyTo copy =
        (CopyTo) Script.parse("COPY (SELECT a FROM t WHERE b = ? AND c = :c) TO ?").get(0);
    Source.Query query = (Source.Query) copy.source();
    assertThat(query.select().firstMarker()).isZero();
    assertThat(query.select().markerCount()).isEqualTo(2);
    assertThat(((Value.Marker) copy.target()).index()).isEqualTo(2);
  }

  @Test
  void positionsAreThoseOfJavaStringsBehindAnyCharacter() throws SQLException {
    String script = "SELECT '😀';\n COPY t TO '日本' WITH A=?";
    CopyTo copy = (CopyTo) Script.parse(script).get(1);
    assertThat(copy.position()).isEqualTo(new Position(script.indexOf("COPY"), 2, 2));
    assertThat(copy.options().get(0).value().position().offset()).isEqualTo(script.indexOf('?'));
  }

  @Test
  void quoteQuotesOnlyWhatNeedsIt() {
    assertThat(Script.quote("plain_1")).isEqualTo("plain_1");
    assertThat(Script.quote("Upper")).isEqualTo("\"Upper\"");
    assertThat(Script.quote("table")).isEqualTo("\"table\"");
    assertThat(Script.quote("true")).isEqualTo("\"true\"");
    assertThat(Script.quote("1a")).isEqualTo("\"1a\"");
    assertThat(Script.quote("")).isEqualTo("\"\"");
    assertThat(Script.quote("a\"b")).isEqualTo("\"a\"\"b\"");
  }

  @Test
  void deepNestingIsAnErrorAndNoStackOverflow() {
    String deep = "COPY (" + "(".repeat(100_000) + ")".repeat(100_000) + ") TO 'x'";
    assertThatThrownBy(() -> Script.parse(deep))
        .isInstanceOf(GrammarException.class)
        .hasMessageContaining("nested");
  }

  @Test
  void nestingUpToTheLimitNeedsLittleStack() throws InterruptedException {
    String deep = "COPY (" + "(".repeat(199) + ")".repeat(199) + ") TO 'x'";
    List<Object> outcome = new ArrayList<>();
    Thread thread =
        new Thread(
            null,
            () -> {
              try {
                outcome.add(Script.parse(deep).size());
              } catch (SQLException | StackOverflowError e) {
                outcome.add(e);
              }
            },
            "small stack",
            256 << 10);
    thread.start();
    thread.join();
    assertThat(outcome).containsExactly(1);
  }

  @Test
  void aTextThatIsTooLongIsRefused() {
    String text = " ".repeat(Script.MAX_LENGTH + 1);
    assertThatThrownBy(() -> Script.parse(text))
        .isInstanceOf(GrammarException.class)
        .hasMessageContaining("split it");
  }

  /** Where time grew with the square, these would take minutes. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1;",
        "COPY t TO 'x';",
        ";",
        "/* ",
        "' ",
        "$$ '",
        ":\"",
        "'😀', ",
        "{:a:b,"
      })
  @Timeout(60)
  void timeGrowsWithTheLengthOnly(String repeated) {
    assertThatCode(() -> parseOrRefuse(repeated.repeat(150_000))).doesNotThrowAnyException();
  }

  @Test
  @Timeout(60)
  void longStatementsOfOursTakeTimeByTheirLengthOnly() throws SQLException {
    String options =
        IntStream.range(0, 50_000).mapToObj(i -> "A" + i + "=?").collect(joining(" AND "));
    String script =
        "COPY (SELECT a WHERE " + "b=? AND ".repeat(50_000) + "c=?) TO ? WITH " + options;
    assertThat(Script.parse(script).get(0).markerCount()).isEqualTo(100_002);
  }

  @Test
  @Timeout(60)
  void mutatedTextsEndInStatementsOrAGrammarException() {
    List<Tables.Block> texts = Tables.blocks("accepted.txt");
    String alphabet = "'\"$;()?:={},.-/*\n COPYWITHand01é😀";
    Random random = new Random(42);
    for (int i = 0; i < 20_000; i++) {
      Tables.Block text = texts.get(random.nextInt(texts.size()));
      StringBuilder mutated = new StringBuilder(text.text() + ";" + text.text());
      for (int j = random.nextInt(6); j >= 0; j--) {
        int at = random.nextInt(mutated.length());
        char c = alphabet.charAt(random.nextInt(alphabet.length()));
        switch (random.nextInt(3)) {
          case 0 -> mutated.setCharAt(at, c);
          case 1 -> mutated.insert(at, c);
          default -> mutated.deleteCharAt(at);
        }
      }
      parseOrRefuse(mutated.toString());
    }
  }

  /** Parses, and checks that whatever comes fits the text. */
  private static void parseOrRefuse(String text) {
    try {
      for (Statement statement : Script.parse(text)) {
        assertThat(text.startsWith(statement.text(), statement.position().offset())).isTrue();
      }
    } catch (GrammarException e) {
      assertThat(e.getMessage()).startsWith("line ");
      assertThat(e.position().offset()).isBetween(0, text.length());
    }
  }

  @Test
  void lexemesAreWhatStandsBetweenBlanksAndComments() throws GrammarException {
    String text = "SELECT \"A\"/* x */ FROM t -- y\nWHERE a<>'it''s' AND b = ? AND c=-1.5";
    List<Lexeme> lexemes = Script.lexemes(text);
    assertThat(lexemes)
        .map(Lexeme::text)
        .containsExactly(
            "SELECT", "\"A\"", "FROM", "t", "WHERE", "a", "<", ">", "'it''s'", "AND", "b", "=", "?",
            "AND", "c", "=", "-1.5");
    assertThat(lexemes).allMatch(one -> text.startsWith(one.text(), one.start()));
    assertThat(lexemes.get(1).name()).isEqualTo("A");
    assertThat(lexemes.get(8).content()).isEqualTo("it's");
    assertThat(lexemes.get(16).end()).isEqualTo(text.length());
  }
}
