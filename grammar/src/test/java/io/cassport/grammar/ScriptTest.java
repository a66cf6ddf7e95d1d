package io.cassport.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Splitting, and what the tree says. */
class ScriptTest {
  private static List<String> texts(String script) throws SQLException {
    return Script.parse(script).stream().map(Statement::text).toList();
  }

  @Test
  void statementsAreSplitAtSemicolonsOutsideQuotesAndComments() throws SQLException {
    assertThat(texts("SELECT ';'; -- a; b\nSELECT $$;$$ /* ; */ ;; // c;\n SELECT \";\" ;"))
        .containsExactly("SELECT ';'", "SELECT $$;$$", "SELECT \";\"");
  }

  @Test
  void aBatchIsOneStatement() throws SQLException {
    String batch = "BEGIN BATCH INSERT INTO t (a) VALUES (1); DELETE FROM t WHERE a=2; APPLY BATCH";
    assertThat(texts(batch + "; SELECT 1")).containsExactly(batch, "SELECT 1");
  }

  @Test
  void emptyTextsHaveNoStatement() throws SQLException {
    assertThat(Script.parse("")).isEmpty();
    assertThat(Script.parse(" ;; -- nothing\n ; ")).isEmpty();
  }

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
  void useNamesItsKeyspaceAsCassandraStoresIt() throws SQLException {
    assertThat(((Cql) Script.parse("USE Ks").get(0)).keyspace()).isEqualTo("ks");
    assertThat(((Cql) Script.parse("USE \"Ks\"").get(0)).keyspace()).isEqualTo("Ks");
  }

  @Test
  void charactersBeyondTheBasicPlaneDoNotShiftTheText() throws SQLException {
    assertThat(texts("SELECT '😀'; COPY t TO '😀/x'"))
        .containsExactly("SELECT '😀'", "COPY t TO '😀/x'");
  }

  @Test
  void quoteQuotesOnlyWhatNeedsIt() {
    assertThat(Script.quote("plain_1")).isEqualTo("plain_1");
    assertThat(Script.quote("Upper")).isEqualTo("\"Upper\"");
    assertThat(Script.quote("table")).isEqualTo("\"table\"");
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
  @Timeout(60)
  void mutatedTextsEndInStatementsOrAGrammarException() {
    String text =
        "COPY ks.users (id, \"Name\") TO 'x' WHERE a IN (1, ?) WITH A='b' AND C=50K;"
            + " CAPTURE PARQUET $$y$$ WITH D=TRUE; SHOW COPY HISTORY FOR t; BEGIN BATCH x; APPLY BATCH";
    String alphabet = "'\"$;()?:=,.-/*\n COPYWITHand01é";
    Random random = new Random(42);
    for (int i = 0; i < 5_000; i++) {
      StringBuilder mutated = new StringBuilder(text);
      for (int j = random.nextInt(6); j >= 0; j--) {
        int at = random.nextInt(mutated.length());
        char c = alphabet.charAt(random.nextInt(alphabet.length()));
        switch (random.nextInt(3)) {
          case 0 -> mutated.setCharAt(at, c);
          case 1 -> mutated.insert(at, c);
          default -> mutated.deleteCharAt(at);
        }
      }
      try {
        assertThat(Script.parse(mutated.toString())).isNotNull();
      } catch (GrammarException e) {
        assertThat(e.getMessage()).startsWith("line ");
      }
    }
  }
}
