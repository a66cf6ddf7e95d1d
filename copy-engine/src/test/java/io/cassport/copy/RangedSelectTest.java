package io.cassport.copy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RangedSelectTest {
  private static String within(String select) {
    return RangedSelect.of(select).map(found -> found.within("RANGE")).orElse(null);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT * FROM t | SELECT * FROM t WHERE RANGE ALLOW FILTERING",
        "select a, b as \"FROM\" from ks.\"T\" | select a, b as \"FROM\" from ks.\"T\" WHERE RANGE ALLOW FILTERING",
        "SELECT a FROM t WHERE b > 1 AND c = ? | SELECT a FROM t WHERE b > 1 AND c = ? AND RANGE ALLOW FILTERING",
        "SELECT a FROM t WHERE b = 'GROUP' ALLOW FILTERING | SELECT a FROM t WHERE b = 'GROUP' AND RANGE ALLOW FILTERING",
        "SELECT a FROM t PER PARTITION LIMIT 2 | SELECT a FROM t WHERE RANGE PER PARTITION LIMIT 2 ALLOW FILTERING",
        "SELECT a FROM t WHERE b = 1 PER PARTITION LIMIT 2 ALLOW FILTERING | SELECT a FROM t WHERE b = 1 AND RANGE PER PARTITION LIMIT 2 ALLOW FILTERING",
        "SELECT JSON a, writetime(b), ttl(b), cast(c AS text) FROM t | SELECT JSON a, writetime(b), ttl(b), cast(c AS text) FROM t WHERE RANGE ALLOW FILTERING",
        "SELECT a -- FROM x\\n FROM t /* WHERE */ | SELECT a -- FROM x\\n FROM t WHERE RANGE ALLOW FILTERING",
      })
  void rowsOfOneTableAreReadByRanges(String select, String expected) {
    assertThat(within(select.replace("\\n", "\n"))).isEqualTo(expected.replace("\\n", "\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT DISTINCT p FROM t",
        "SELECT count(*) FROM t",
        "SELECT max(a) FROM t",
        "SELECT my_own(a) FROM t",
        "SELECT a FROM t LIMIT 3",
        "SELECT a FROM t WHERE p = 1 ORDER BY c",
        "SELECT a FROM t GROUP BY p",
        "SELECT a FROM t PER PARTITION LIMIT ?",
        "SELECT a FROM t PER PARTITION LIMIT 1 LIMIT 2",
        "SELECT a FROM t USING x",
        "SELECT a",
        "SELECT FROM t",
        "SELECT a FROM",
        "INSERT INTO t (a) VALUES (1)",
        "",
        "'"
      })
  void whatDependsOnAllRowsIsNot(String select) {
    assertThat(within(select)).isNull();
  }

  @Test
  void theNamesOfThePredicateTellWhetherPartitionsAreNamed() {
    String select = "SELECT a FROM t WHERE P = 1 AND \"Q\" IN (?, 'r') PER PARTITION LIMIT 2";
    assertThat(RangedSelect.of(select).orElseThrow().restricted())
        .containsExactlyInAnyOrder("p", "and", "Q", "in");
    assertThat(RangedSelect.of("SELECT p FROM t").orElseThrow().restricted()).isEmpty();
  }

  @Test
  void anOpenStringIsLeftToTheServer() {
    assertThat(within("SELECT 'a FROM t")).isNull();
  }
}
